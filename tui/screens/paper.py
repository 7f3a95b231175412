"""A sign-in sheet that was kept on paper is entered (纸质补录): person, time in, time out, Enter, the next row.

Each row is written by itself, at once, and stands in the list below only when it is on the disk: if the laptop dies, nothing
that stands there is lost, and the same sheet entered again adds only what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, ngettext, say
from storage.paper.entry import check_paper, enter_paper
from storage.paper.row import PaperEntry, PaperRow, PaperState
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.register import key_of
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Dialog, Text
from tui.widgets.action_row import ActionButton, Way
from tui.widgets.key_bar import Entry
from tui.words.amounts import clock_text
from tui.words.faults import Trouble, sentences
from tui.words.paper import result_text, who_text

_MOST_FOUND = 4
_SHOWN = 6


class PaperDialog(Dialog[None]):
    """`teacher` kept the sheet. What was entered last stands first in the list."""

    DEFAULT_CSS = """
    PaperDialog #fields { layout: horizontal; width: 1fr; height: 1; margin: 1 0; }
    PaperDialog #fields > Input { margin: 0 1 0 0; width: 9; }
    PaperDialog #fields > #person { width: 1fr; }
    PaperDialog #fields > #day { width: 13; }
    PaperDialog #found { height: 4; }
    PaperDialog #entered { height: 6; text-wrap: nowrap; }
    PaperDialog.-scanned #found { height: 2; }
    PaperDialog.-scanned #entered { height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, activity: Activity, teacher: Person, now: int) -> None:
        super().__init__(_("Paper sheet: {name}").format(name=teacher.name))
        self._writer = writer
        self._activity = activity
        self._teacher = teacher
        self._day = self._asked_day(now)
        self._found: list[Person] = []
        self._more = 0
        self._marked: int | None = None
        self._entered: list[PaperEntry] = []
        self._before = ("", "")
        self._warned: PaperRow | None = None
        self._looked_for = ""
        self._busy = self._enter_waits = False

    def parts(self) -> Iterable[Widget]:
        """The fields of one row, who fits, and what was entered."""
        fields = Widget(id="fields")
        with fields:
            yield Input(placeholder=_("number, name or pinyin"), id="person", select_on_focus=False)
            yield Input(placeholder=_("in"), id="came", max_length=12)
            yield Input(placeholder=_("out"), id="left", max_length=12)
            if self._day:
                yield Input(self._day, placeholder="2026-03-05", id="day", max_length=10)
        yield Text(" ", id="found")
        yield Text(" ", id="entered")

    def entries(self) -> list[Entry]:
        """The keys to record a row and fill in its times."""
        return [
            ("Enter", _("next, then record"), "screen.next"),
            (_("in a time ↓"), _("times as before"), "screen.as_before"),
            ("↑", _("planned times"), "screen.as_planned"),
        ]

    def ways(self) -> list[Way]:
        """What went wrong goes again."""
        return [(_("strike out the last row"), "screen.take_back")]

    def leaving(self) -> str:
        """Everything is recorded already."""
        return _("done")

    def begin(self) -> None:
        """Set the focus on the field of the person."""
        self._field("person").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for the person that is typed."""
        self._warned = None
        if event.input.id == "person":
            self._look(event.value)

    def action_move(self, by: int) -> None:
        """Another one of those who fit; in a time those of the row before, or the planned ones."""
        if self.focused is not None and self.focused.id in ("came", "left"):
            self.action_as_before() if by > 0 else self.action_as_planned()
        elif self._found:
            before = self._marked
            self._marked = (
                (0 if by > 0 else len(self._found) - 1) if before is None else (before + by) % len(self._found)
            )
            self._show_found()

    async def action_enter(self) -> None:
        """On a button what it says, and back to the fields; else the next field."""
        if isinstance(self.focused, ActionButton):
            await self.focused.action_press()
        else:
            self.action_next()

    def action_next(self) -> None:
        """The next field; from the last one the row is recorded.

        Who was found for other letters must not be taken for who is meant now: Enter waits until these were looked for.
        """
        if self._field("person").value != self._looked_for:
            self._enter_waits = True
            return
        fields = [str(field.id) for field in self.query(Input)]
        focused = self.focused.id if isinstance(self.focused, Input) else None
        if focused == "left" or focused == fields[-1]:
            self.action_record()
        elif focused == "person" and self._marked is None:
            self._ask_for_person()
        else:
            self.focus_next(Input)

    def action_as_before(self) -> None:
        """The times of the row before."""
        self._fill(*self._before)

    def action_as_planned(self) -> None:
        """The activity's own times."""
        zone, times = self._activity.zone, (self._activity.start, self._activity.end)
        self._fill(*("" if at is None else clock_text(at, zone) for at in times))

    @work(exclusive=True, group="look")
    async def _look(self, text: str) -> None:
        try:
            found = await self._writer.ask(lambda store: _search(store, text.strip()))
        except Trouble as error:
            self._enter_waits = False
            self.trouble.say("\n".join(sentences(error)))
            return
        self._found, self._more = found[:_MOST_FOUND], max(0, len(found) - _MOST_FOUND)
        # Of several nobody is marked, unless it is the very number: a person is picked, never guessed.
        exact = found and text.strip().casefold() == found[0].number.casefold()
        self._marked = 0 if exact or len(found) == 1 else None
        self._looked_for = text
        self._show_found()
        self.trouble.say(_("Nobody fits. Try fewer letters.") if text.strip() and not found else "")
        if self._enter_waits:
            self._enter_waits = False
            self.action_next()

    def action_record(self) -> None:
        """Once, however often Enter is pressed."""
        if self._marked is None:
            self._ask_for_person()
        elif not self._busy:
            self._busy = True
            person = self._found[self._marked]
            self._record(PaperRow("", key_of(person), self._field("came").value, self._field("left").value))

    @work
    async def _record(self, row: PaperRow) -> None:
        try:
            entry = await self._written(row)
        except Refused as refused:
            self.trouble.say("\n".join(say(problem) for problem in refused.problems))
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
        else:
            if entry is not None:
                self._take(entry, row)
        finally:
            self._busy = False

    async def _written(self, row: PaperRow) -> PaperEntry | None:
        """The row on the disk; None where there is something to read before the next Enter."""
        voucher, operator, activity = key_of(self._teacher), self._writer.operator, self._activity
        day = parse_day(self._field("day").value) if self._day else None
        looked = (await self._writer.ask(lambda store: check_paper(store, activity, [row], voucher, day)))[0]
        if looked.state is not PaperState.ENTERED or (looked.changed_scans and self._warned != row):
            self._warned = row
            self._say_first(looked)
            return looked if looked.state is PaperState.RECORDED else None
        return (
            await self._writer.ask(lambda store: enter_paper(store, activity, [row], voucher, Signature(operator), day))
        )[0]

    def _say_first(self, entry: PaperEntry) -> None:
        if entry.state is PaperState.EMPTY:
            self.trouble.say(_("Write a time in or a time out."))
        elif entry.problems:
            self.trouble.say("\n".join(say(problem) for problem in entry.problems))
        else:
            self.trouble.say(result_text(entry, self._activity) + _(". Press Enter again to record it so."))

    def _take(self, entry: PaperEntry, row: PaperRow) -> None:
        """It is recorded, or was: into the list, and on to the next row."""
        self._entered.insert(0, entry)
        self._before = (row.came, row.left)
        self._show_entered()
        self.trouble.say("")
        for name in ("person", "came", "left"):
            self._field(name).value = ""
        self._found, self._more, self._marked = [], 0, None
        self._show_found()
        self._field("person").focus()

    def action_take_back(self) -> None:
        """Strike out what the last row became; it stays in the log, struck out."""
        if self._entered and not self._busy:
            self._busy = True
            self._take_back()

    @work
    async def _take_back(self) -> None:
        from storage.supervision.corrections import void_all

        events = [outcome.event for outcome in self._entered[0].outcomes]
        reason, operator = _("entered wrongly from a paper sheet"), self._writer.operator
        try:
            if events:
                await self._writer.ask(lambda store: void_all(store, events, Signature(operator, reason)))
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
        else:
            self._entered.pop(0)
            self._show_entered()
            self.trouble.say("")
        finally:
            self._busy = False

    def _ask_for_person(self) -> None:
        if self._found:
            self.trouble.say(_("Several people fit: choose one with ↓, then press Enter."))
        else:
            self.trouble.say(_("Write who this row belongs to: a number, or a part of the name."))

    def _fill(self, came: str, left: str) -> None:
        self._field("came").value, self._field("left").value = came, left
        if self._marked is not None:
            self._field("left").focus()

    def _field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _show_found(self) -> None:
        lines = []
        for place, person in enumerate(self._found):
            words = "  ".join(word for word in (person.number, person.name, person.class_name) if word)
            chosen = place == self._marked
            lines.append(Content.assemble(("▸ " if chosen else "  ", "bold $key"), (words, "bold" if chosen else "")))
        if self._more:
            lines[-1] = Content.assemble(lines[-1], (f"   … +{self._more}", "$quiet"))
        self.query_one("#found", Text).say(Content("\n").join(lines) if lines else " ")

    def _show_entered(self) -> None:
        lines = [Content.styled(_("Entered: {count}").format(count=len(self._entered)), "bold")]
        nameless = len(
            {entry.volunteer for entry in self._entered if entry.person is not None and is_nameless(entry.person)}
        )
        if nameless:
            text = ngettext(
                "{count} person by number alone, the name stays purged",
                "{count} persons by number alone, the names stay purged",
                nameless,
            )
            lines[0] += Content.styled(" · " + text.format(count=nameless), "$quiet")
        for entry in self._entered[: _SHOWN - 1]:
            new = entry.state is PaperState.ENTERED
            sign = ("✓ ", "bold $good") if new else ("= ", "$quiet")
            lines.append(
                Content.assemble(sign, (who_text(entry) + "  ", "bold"), (result_text(entry, self._activity), "$quiet"))
            )
        self.query_one("#entered", Text).say(Content("\n").join(lines))

    def _asked_day(self, now: int) -> str:
        """The field for the day of the sheet, if the activity has several days; today is proposed."""
        planned = planned_days(self._activity)
        if planned is None or planned[0] == planned[1] or self._activity.overnight:
            return ""
        today = local_days(self._activity.timezone).day(now)
        return (today if planned[0] <= today <= planned[1] else planned[0]).isoformat()


def _search(store: Store, text: str) -> list[Person]:
    """Who fits; the very number first."""
    return sorted(find_people(store, text), key=lambda person: person.number.casefold() != text.casefold())
