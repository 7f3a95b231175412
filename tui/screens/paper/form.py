"""The form of a paper sheet: person, time in, time out, Enter, the next row.

Each row is written by itself, at once, and stands in the list below only when it is on the disk: if the laptop dies, nothing
that stands there is lost, and the same sheet entered again adds only what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from textual import work
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.decide import named_post
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, say
from storage.paper.entry import check_paper, enter_paper
from storage.paper.row import PaperEntry, PaperRow, PaperState
from storage.people.person import Person
from storage.people.register import key_of
from tui.model.stay import Stay
from tui.model.writer_handle import WriterHandle
from tui.screens.field import Field
from tui.screens.fields.kinds import Day
from tui.screens.fields.row import Row
from tui.screens.form import FormDialog
from tui.screens.paper.entered import Entered
from tui.screens.paper.found import Found, search
from tui.screens.pick_person import NOBODY_FITS
from tui.widgets.action_row import Way
from tui.words.amounts import clock_text
from tui.words.faults import Trouble, sentences
from tui.words.paper import result_text

_PERSON, _CAME, _LEFT, _DAY = "person", "came", "left", "day"
_LONGEST_TIME = 20


class PaperDialog(FormDialog[None]):
    """`teacher` kept the sheet, at the post of the code `post` or at none. What was entered last stands first in the list. While a time is typed that of the row before, and
    the planned one, are proposed behind it: → takes them."""

    DEFAULT_CSS = """
    PaperDialog #found { height: 4; margin-left: 18; padding: 0 1; }
    PaperDialog #entered { height: 6; text-wrap: nowrap; margin-top: 1; }
    PaperDialog.-scanned #found { height: 2; }
    PaperDialog.-scanned #entered { height: 2; margin-top: 0; }
    PaperDialog.-short.-scanned #entered { height: 1; }
    """

    def __init__(
        self, writer: WriterHandle, activity: Activity, teacher: Person, now: int, post: str | None = None
    ) -> None:
        fields = [
            Field(_PERSON, _("volunteer"), example=_("number, name or pinyin")),
            Field(_CAME, _("in"), most=_LONGEST_TIME),
            Field(_LEFT, _("out"), most=_LONGEST_TIME),
        ]
        if day := _asked_day(activity, now):
            fields.append(Field(_DAY, _("day"), day, day, kind=Day()))
        title = _("Paper sheet: {name}").format(name=teacher.name)
        there = "" if post is None else f" · {named_post(activity, post).name}"
        super().__init__(title + there, fields, self._record_row)
        self._post = post
        self.add_class("-dense")
        self._writer, self._activity, self._teacher = writer, activity, teacher
        self._found, self._entered = Found(), Entered(activity)
        self._before = ("", "")
        self._warned: PaperRow | None = None
        self._looked_for = ""
        self._waiting: Callable[[], None] | None = None
        self._strikes = False

    def parts(self) -> Iterable[Widget]:
        """The fields of one row, below the first one who fits, and what was entered."""
        for part in super().parts():
            yield part
            if isinstance(part, Row) and part.field.name == _PERSON:
                yield self._found
        yield self._entered

    def ways(self) -> list[Way]:
        """Times that many rows have, and what went wrong goes again."""
        return [
            (_("times as before"), "screen.as_before"),
            (_("planned times"), "screen.as_planned"),
            (_("strike out the last row"), "screen.take_back"),
        ]

    def leaving(self) -> str:
        """What stands in the list is recorded already."""
        return _("done")

    def begin(self) -> None:
        """The planned times are proposed."""
        super().begin()
        self._propose()

    def first_field(self) -> Widget:
        """The field of the person."""
        return self.row(_PERSON).editor

    def changed(self, name: str) -> None:
        """Look for the person that is typed."""
        self._warned = None
        if name == _PERSON and self.row(_PERSON).text != self._looked_for:
            self._look(self.row(_PERSON).text)

    def action_move(self, by: int) -> None:
        """Another one of those who fit; else the field below or above."""
        row = self.row_in_focus()
        if row is not None and row.field.name == _PERSON and self._found.is_list:
            self._found.move(by)
        else:
            super().action_move(by)

    def action_next(self) -> None:
        """The next field, once it is clear who is meant."""
        row = self.row_in_focus()
        if row is not None and row.field.name == _PERSON:
            self._with_person(super().action_next)
        else:
            super().action_next()

    def action_save(self) -> None:
        """Record the row, once it is clear who is meant."""
        self._with_person(super().action_save)

    def action_as_before(self) -> None:
        """The times of the row before."""
        self._fill(*self._before)

    def action_as_planned(self) -> None:
        """The activity's own times."""
        self._fill(*self._planned())

    def action_take_back(self) -> None:
        """Strike out what the last row became; it stays in the log, struck out."""
        if self._entered.entries and not self._strikes and not self._saving:
            self._strikes = True
            self._take_back()

    def _with_person(self, do: Callable[[], None]) -> None:
        """Who was found for other letters must not be taken for who is meant now: it waits until these were looked for."""
        if self.row(_PERSON).text != self._looked_for:
            self._waiting = do
        elif self._found.person is not None:
            do()
        elif self._found.persons:
            self.trouble.say(_("Several people fit: choose one with ↓, then press Enter."))
            self.row(_PERSON).editor.focus()
        else:
            self.trouble.say(_("Write who this row belongs to: a number, or a part of the name."))
            self.row(_PERSON).editor.focus()

    @work(exclusive=True, group="look")
    async def _look(self, text: str) -> None:
        try:
            found = await self._writer.ask(lambda store: search(store, text.strip()))
        except Trouble as error:
            self._waiting = None
            self.trouble.say("\n".join(sentences(error)))
            return
        self._looked_for = text
        self._found.show(found, text)
        self.trouble.say(_(NOBODY_FITS) if text.strip() and not found else "")
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._with_person(waiting)

    async def _record_row(self, values: dict[str, str]) -> None:
        """The form stays, for the next row."""
        person = self._found.person
        assert person is not None
        row = PaperRow("", key_of(person), values[_CAME], values[_LEFT])
        day = parse_day(values[_DAY], _("day")) if _DAY in values else None
        try:
            self._take(await self._written(row, day), row)
        except Refused as refused:
            raise Stay([say(problem) for problem in refused.problems]) from refused
        raise Stay

    async def _written(self, row: PaperRow, day: date | None) -> PaperEntry:
        """The row on the disk. Raises Stay where there is something to read before the next Enter."""
        voucher, activity, signed = key_of(self._teacher), self._activity, Signature(self._writer.operator)
        post = self._post
        looked = (await self._writer.ask(lambda store: check_paper(store, activity, [row], voucher, day, post)))[0]
        if looked.state is PaperState.RECORDED:
            return looked
        if looked.state is not PaperState.ENTERED or (looked.changed_scans and self._warned != row):
            self._warned = row
            raise Stay(self._first_said(looked))
        return (await self._writer.ask(lambda store: enter_paper(store, activity, [row], voucher, signed, day, post)))[
            0
        ]

    def _first_said(self, entry: PaperEntry) -> list[str]:
        if entry.state is PaperState.EMPTY:
            return [_("Write a time in or a time out.")]
        if entry.problems:
            return [say(problem) for problem in entry.problems]
        return [result_text(entry, self._activity) + _(". Press Enter again to record it so.")]

    def _take(self, entry: PaperEntry, row: PaperRow) -> None:
        """It is recorded, or was: into the list, and on to the next row."""
        self._entered.take(entry)
        self._before = (row.came, row.left)
        self._propose()
        self._looked_for = ""
        for name in (_PERSON, _CAME, _LEFT):
            self.row(name).text = ""
        self._found.show([], "")
        self._begun = self.values()
        self.first_field().focus()

    @work
    async def _take_back(self) -> None:
        from storage.supervision.corrections import void_all

        events = [outcome.event for outcome in self._entered.entries[0].outcomes]
        signed = Signature(self._writer.operator, _("entered wrongly from a paper sheet"))
        try:
            if events:
                await self._writer.ask(lambda store: void_all(store, events, signed))
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
        else:
            self._entered.strike_last()
            self.trouble.say("")
        finally:
            self._strikes = False
        self.first_field().focus()

    def _fill(self, came: str, left: str) -> None:
        self.row(_CAME).text, self.row(_LEFT).text = came, left
        last = self.rows()[-1] if self._found.person is not None else self.row(_PERSON)
        # At once: a button that was pressed gives the focus back where nothing else has it.
        self.set_focus(last.editor)

    def _planned(self) -> tuple[str, str]:
        start, end = (
            "" if at is None else clock_text(at, self._activity.zone)
            for at in (self._activity.start, self._activity.end)
        )
        return start, end

    def _propose(self) -> None:
        """Behind what is typed: the time of the row before, else the planned one."""
        for place, name in enumerate((_CAME, _LEFT)):
            editor = self.row(name).editor
            assert isinstance(editor, Input)
            times = [time for time in (self._before[place], self._planned()[place]) if time]
            editor.suggester = SuggestFromList(times, case_sensitive=True)


def _asked_day(activity: Activity, now: int) -> str:
    """The day that is proposed, if the activity has several: today, where it is one of them. Empty: the day is not asked."""
    planned = planned_days(activity)
    if planned is None or planned[0] == planned[1] or activity.overnight:
        return ""
    today = local_days(activity.timezone).day(now)
    return (today if planned[0] <= today <= planned[1] else planned[0]).isoformat()
