"""The list that is shown is saved to a file, and opened or printed from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from checkin.rules.period import ALL_DAYS
from checkin.rules.problems import N_, Problem
from checkin.texts import _, enumerated, say
from exports.district.district import District
from exports.district.reports.form import Filling
from exports.district.reports.form_files import write_docx, write_xlsx
from exports.district.reports.report import write_report
from exports.shown.shown_list import ShownList
from exports.shown.writing import ENDINGS, NO_ROWS, write_list
from tui.district.arranging import arranged
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.made_file import IN_THIS_FILE, file_field, file_named, show_made
from tui.district.page import FormOf, Page, Row
from tui.model.command_groups import Group
from tui.model.sheets import proposed_outside
from tui.screens.form import FormDialog
from tui.screens.making.made import Made


class Save(ClerkCommand):
    __doc__ = N_("Save the list that is shown as a workbook, a table or a PDF, to open or to print it.")
    name, keys, label, waits = "save", ("p",), N_("Save, print"), True
    also = N_("export, Excel, workbook, print")
    cli = ("district export", "district report")
    group, what = Group.LIST, N_("Save or print the list")

    def fits(self, clerk: Clerk) -> bool:
        """With rows that are shown, or with the figures of the first page."""
        return clerk.page is not None and bool(clerk.shown_rows or clerk.page.cards)

    async def do(self, clerk: Clerk) -> None:
        """A list's rows as they stand, without those that a search left out; of the first page the report of the district. The
        ending of the name decides the format."""
        page = clerk.page
        if page is None:
            return
        if not self.fits(clerk):
            clerk.note(_(NO_ROWS))
            return
        day = await clerk.work.tried(_today)
        if day is None:
            return
        write, kinds = _writer(clerk, page)

        async def save(values: dict[str, str]) -> Made:
            file = file_named(values)
            notes = await clerk.work.made(_("Save"), lambda district: write(district, file))
            return Made(file, (_(IN_THIS_FILE),), tuple(map(say, notes)))

        explanation = _("The ending of the name decides what it becomes: {endings}.").format(endings=enumerated(kinds))
        fields = [file_field(proposed_outside(f"{page.title} {day}", kinds[0]))]
        await show_made(clerk, await clerk.answer(FormDialog(_("Save"), fields, save, explanation)))


_Write = Callable[[District, Path], Sequence[Problem]]


def _writer(clerk: Clerk, page: Page) -> tuple[_Write, tuple[str, ...]]:
    if page.cards:
        return _report()
    forms = [page.form] if page.form else [row.form for row in clerk.shown_rows if row.form is not None]
    return _forms(forms) if forms else _list(clerk, page)


def _today(district: District) -> date:
    return district.today()


def _report() -> tuple[_Write, tuple[str, ...]]:
    """The page, the workbook, the report of the whole district or the forms of all schools, all that came in so far."""

    def write(district: District, file: Path) -> Sequence[Problem]:
        return write_report(district, file, ALL_DAYS)

    return write, (".html", ".xlsx", ".pdf", ".docx")


def _forms(wanted: Sequence[FormOf]) -> tuple[_Write, tuple[str, ...]]:
    """The report forms that are shown, as the authority wants them."""

    def write(district: District, file: Path) -> Sequence[Problem]:
        filling = Filling(district, ALL_DAYS)
        filled = [filling.form(one.team, one.project) for one in wanted]
        if file.suffix.lower() == ".xlsx":
            write_xlsx(file, filled)
        else:
            write_docx(file, filled)
        return ()

    return write, (".docx", ".xlsx")


def _list(clerk: Clerk, page: Page) -> tuple[_Write, tuple[str, ...]]:
    """The rows as they stand; of many of which the screen has only the first, all."""
    rows, look = clerk.shown_rows, clerk.look

    def write(district: District, file: Path) -> Sequence[Problem]:
        whole = None if page.whole is None else page.whole(district)
        write_list(file, _shown(page, rows) if whole is None else _shown(whole, arranged(whole, look)))
        return ()

    return write, ENDINGS


def _shown(page: Page, rows: Sequence[Row]) -> ShownList:
    cells = [row.cells for row in rows]
    return ShownList(page.title, page.headings, cells, page.numbers, [page.foot] if page.foot else [])
