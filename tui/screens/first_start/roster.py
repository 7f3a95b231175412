"""A roster file: first shown, then taken, at the first start and later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.badge_numbers import is_badge_number, normal_digits
from checkin.rules.problems import N_
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import _, ngettext, say
from storage.store import Store
from tui.model.stay import Stay
from tui.model.writer_handle import WriterHandle
from tui.screens.field import Field
from tui.screens.fields.kinds import ROSTERS, File
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog
from tui.widgets.key_bar import Entry
from tui.words.people.roster import others_lines, summary_of

if TYPE_CHECKING:
    from storage.roster.importing import ImportReport
    from storage.roster.reading import Reading

MOST_PROBLEMS = 5


class FileLookedAt(NamedTuple):
    """A file that was looked at and confirmed. Where the report was not taken, somebody has to say first what becomes of
    people who are not in it."""

    file: Path
    reading: Reading
    report: ImportReport


async def unsigned() -> Signature:
    """Nobody's name is known at a desk that begins."""
    return UNSIGNED


class RosterStep(FormDialog[FileLookedAt | None]):
    """Gives the file once it came in, or waits for one more answer; None where it was left for later. `on_badge` gets a
    badge number that was scanned into the field; `sign` says who brings the list in, asked when it was looked at, or raises Stay."""

    def __init__(
        self,
        writer: WriterHandle,
        on_badge: Callable[[str], None],
        title: str,
        sign: Callable[[], Awaitable[Signature]] = unsigned,
    ) -> None:
        fields = [
            Field(
                "file",
                _("file"),
                example=_("e.g. Desktop/roster.xlsx"),
                kind=File(ROSTERS),
                needed=N_("choose the roster file, or drag it into this window"),
            )
        ]
        explanation = _(
            "The file with the volunteers: XLSX, XLS or CSV, with a heading for the name at least. "
            "Press Enter to choose it, or drag it into this window. Esc leaves it for later."
        )
        super().__init__(title, fields, self.save, explanation)
        self._writer = writer
        self._on_badge = on_badge
        self._sign = sign
        self._shown: Path | None = None
        self._reading: Reading | None = None
        self._asks = False

    def entries(self) -> list[Entry]:
        """One key that chooses, then shows, then takes."""
        row = self.row_in_focus()
        if row is not None and row.wants_path:
            return super().entries()
        return [("Enter", self._next_word(), "screen.next")]

    def _next_word(self) -> str:
        if self._shown is None or path_of(self.row("file").text) != self._shown:
            return _("look at it, then take it in")
        return _("go on") if self._asks else _("take it in")

    def leaving(self) -> str:
        """The activity is next."""
        return _("later")

    async def save(self, values: dict[str, str]) -> FileLookedAt | None:
        """The first Enter shows what would come in, the second takes it."""
        from storage.roster.importing import import_roster

        if is_badge_number(badge := normal_digits(values["file"])):
            self.row("file").text = ""
            self._on_badge(badge)
            raise Stay([_("This is a badge, not a file. It was taken as a scan.")])
        path = path_of(values["file"])
        reading = self._reading
        if path == self._shown and reading is not None:
            signed = UNSIGNED if self._asks else await self._sign()
            # What refuses it then, such as a file that was changed meanwhile, is put right in the file: look at it anew.
            self._shown = None
            self.show_keys()
            taken = await self._writer.ask(lambda store: import_roster(store, path, shown=reading, signed=signed))
            return FileLookedAt(path, reading, taken)
        self._reading, lines, self._asks = await self._writer.ask(lambda store: _preview(store, path))
        self._shown = path
        self.show_keys()
        raise Stay(lines)


def _preview(store: Store, path: Path) -> tuple[Reading, list[str], bool]:
    """What the file holds; what would come in, whose hours would change by it, and what is wrong; and whether it asks about those
    who are not in it."""
    from storage.roster.bringing.prepared import Wanted
    from storage.roster.dropping import Others
    from storage.roster.importing import import_roster, prepare_list, read_list, report_of
    from storage.supervision.consequences import foresee
    from tui.words.hours_change import change_lines
    from tui.words.people.purging import left_out_lines

    reading = read_list(store, path)
    report = report_of(prepare_list(store, path, Wanted(), reading), taken=False)
    plan = report.plan
    lines = [summary_of(report)]
    # Whoever drops out keeps their hours, so the question about them changes nothing here.
    change = foresee(store, lambda at: import_roster(at, path, Wanted(Others.ADD))).change
    if change.sessions:
        lines += change_lines(store, change)
    if plan.leavers:
        lines += others_lines(report)
    lines += left_out_lines(report.left_out) if report.left_out.fields else []
    lines += [say(problem) for problem in plan.problems[:MOST_PROBLEMS]]
    if len(plan.problems) > MOST_PROBLEMS:
        more = len(plan.problems) - MOST_PROBLEMS
        text = ngettext("and {count} more row that can't be taken", "and {count} more rows that can't be taken", more)
        lines.append(text.format(count=more))
    asks = _("Press Enter again, then say what becomes of those who are not in it.")
    lines.append(asks if report.asks else _("Press Enter again to take them in."))
    return reading, lines, report.asks
