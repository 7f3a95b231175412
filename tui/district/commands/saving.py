"""The list that is shown is saved to a file, and opened or printed from there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.district import District
from exports.district.reports.form import fill
from exports.district.reports.form_files import write_docx, write_xlsx
from exports.district.reports.report import write_report
from exports.exchange.pack.finding import removable_media
from exports.shown.shown_list import ShownList
from exports.shown.writing import ENDINGS, write_list
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.page import FormOf, Page
from tui.model.command_groups import Group
from tui.model.sheets import proposed_outside
from tui.screens.field import Field
from tui.screens.fields.kinds import NewFile
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog
from tui.screens.making.made import Made, MadeDialog


class Save(ClerkCommand):
    __doc__ = N_("Save the list that is shown as a workbook, a table or a PDF, to open or to print it.")
    name, keys, label, waits = "save", ("p",), N_("Save, print"), True
    group, what = Group.LIST, N_("Save or print the list")

    def fits(self, clerk: Clerk) -> bool:
        """With rows, or with the figures of the first page."""
        return clerk.page is not None and bool(clerk.page.rows or clerk.page.cards)

    async def do(self, clerk: Clerk) -> None:
        """A list's rows as they stand, without those that a search left out; of the first page the report of the district. The
        ending of the name decides the format."""
        page, day = clerk.page, await clerk.tried(_today)
        if page is None or day is None:
            return
        write, kinds = _writer(clerk, page)

        async def save(values: dict[str, str]) -> Path:
            file = path_of(values["path"]).absolute()
            await clerk.made(_("Save"), lambda district: write(district, file))
            return file

        explanation = _("The ending of the name decides what it becomes: {endings}.").format(
            endings=_(", ").join(kinds)
        )
        proposed = proposed_outside(f"{page.title} {day}", kinds[0])
        fields = [Field("path", _("file"), str(proposed), kind=NewFile(), needed=N_("write the path of a file"))]
        file = await clerk.answer(FormDialog(_("Save"), fields, save, explanation))
        if file is not None:
            sticks = await asyncio.to_thread(removable_media)
            done = await clerk.answer(MadeDialog(_("Saved"), Made(file, (_("It is in this file:"),)), sticks))
            clerk.note(done or str(file))


_Write = Callable[[District, Path], None]


def _writer(clerk: Clerk, page: Page) -> tuple[_Write, tuple[str, ...]]:
    if page.cards:
        return _report()
    forms = [page.form] if page.form else [row.form for row in clerk.shown_rows if row.form is not None]
    return _forms(forms) if forms else _list(clerk, page)


def _today(district: District) -> date:
    return district.today()


def _report() -> tuple[_Write, tuple[str, ...]]:
    """The page, the workbook or the report of the whole district, all that came in so far."""

    def write(district: District, file: Path) -> None:
        write_report(district, file, Period())

    return write, (".html", ".xlsx", ".pdf")


def _forms(wanted: Sequence[FormOf]) -> tuple[_Write, tuple[str, ...]]:
    """The report forms that are shown, as the authority wants them."""

    def write(district: District, file: Path) -> None:
        filled = [fill(district, one.team, one.project, ALL_DAYS) for one in wanted]
        if file.suffix.lower() == ".xlsx":
            write_xlsx(file, filled)
        else:
            write_docx(file, filled)

    return write, (".docx", ".xlsx")


def _list(clerk: Clerk, page: Page) -> tuple[_Write, tuple[str, ...]]:
    shown = _shown(clerk, page)
    return lambda _district, file: write_list(file, shown), ENDINGS


def _shown(clerk: Clerk, page: Page) -> ShownList:
    rows = [row.cells for row in clerk.shown_rows]
    return ShownList(page.title, page.headings, rows, page.numbers, [page.foot] if page.foot else [])
