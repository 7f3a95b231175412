"""A new activity: name, place, day and hours; the rest can be set by command."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from checkin.rules.activities import Activity, zone
from checkin.rules.instants import instant, local_time
from checkin.rules.planned_times import end_by_clock, is_one_night
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day, parse_day_and_time
from checkin.texts import _
from storage.activities.activities import add_activity
from storage.activities.codes import free_code
from storage.people.named import everybody_here
from storage.people.register import key_of
from storage.standard.categories import read_categories
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Text
from tui.screens.field import Field
from tui.screens.form import FormDialog, Stay
from tui.widgets.key_bar import Entry
from tui.words.nights import night_text

_NEEDED = {"name": N_("write what the activity is called"), "place": N_("write where it takes place")}


class NewActivityDialog(FormDialog[Activity | None]):
    """Gives back the activity that was made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+l", "expect", show=False, priority=True),
        Binding("f4,ctrl+r", "category", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, timezone: str) -> None:
        now = local_time(writer.clock.now(), zone(timezone))
        begin = now.replace(minute=0)
        end = begin + timedelta(hours=2)
        if end.date() != begin.date():
            end = begin.replace(hour=23, minute=59)
        super().__init__(
            _("A new activity"),
            [
                Field("name", _("activity name"), example=_("e.g. Clean the river bank")),
                Field("place", _("place"), example=_("e.g. Riverside Road")),
                Field("day", _("day"), begin.date().isoformat(), "2026-03-05"),
                Field("start", _("begins"), begin.strftime("%H:%M"), "09:00"),
                Field("end", _("ends"), end.strftime("%H:%M"), "11:30"),
            ],
            self.save,
        )
        self._writer = writer
        self._timezone, self._zone = timezone, zone(timezone)
        self._told_night: tuple[int, int] | None = None
        self._everybody = False
        self._categories: tuple[str, ...] = ()
        self._category = 0

    def parts(self) -> Iterable[Widget]:
        """The fields, and who is expected."""
        yield from super().parts()
        yield Text(self._expected(), id="expected")
        yield Text(self._kind_of_service(), id="category")

    def entries(self) -> list[Entry]:
        """The keys to save, and to change the category and who is expected."""
        return [
            *super().entries(),
            ("F2", _("who is expected"), "screen.expect"),
            ("F4", _("category"), "screen.category"),
        ]

    async def action_category(self) -> None:
        """The next category, the district's or the school's own; none after the last."""
        with suppress(Refused):
            self._categories = self._categories or await self._writer.ask(read_categories)
        self._category = (self._category + 1) % (len(self._categories) + 1)
        self.query_one("#category", Text).say(self._kind_of_service())

    def action_expect(self) -> None:
        """Nobody in particular, or everybody in the roster."""
        self._everybody = not self._everybody
        self.query_one("#expected", Text).say(self._expected())

    async def save(self, values: dict[str, str]) -> Activity:
        """Check the times and write the activity."""
        missing = [Problem("missing_value", "", message) for field, message in _NEEDED.items() if not values[field]]
        if missing:
            raise Refused(*missing)
        day = parse_day(values["day"], _("day"))
        first_day, clock = parse_day_and_time(values["start"], _("begins"))
        start = _at(first_day or day, clock, self._zone)
        last_day, clock = parse_day_and_time(values["end"], _("ends"))
        end = end_by_clock(start, clock, self._zone) if last_day is None else _at(last_day, clock, self._zone)
        if end <= start:
            raise refuse("ends_before_start", "", N_("the activity ends before it begins: change one of the two times"))
        self._tell_night(start, end)
        changes: dict[str, Any] = {"name": values["name"], "place": values["place"], "start": start, "end": end}
        if self._category:
            changes["category"] = self._categories[self._category - 1]
        operator, everybody = self._writer.operator, self._everybody

        def write(store: Store) -> Activity:
            if everybody:
                changes["signup"] = [key_of(p) for p in everybody_here(store)]
            return add_activity(store, free_code(store, day.strftime("%Y%m%d")), changes, Signature(operator))

        return await self._writer.ask(write)

    def _tell_night(self, start: int, end: int) -> None:
        """A night is said before it is saved, once: 9:00 to 1:30 may be a slip of the finger."""
        night = Activity("", start=start, end=end, timezone=self._timezone, overnight=True)
        if is_one_night(night) and self._told_night != (start, end):
            self._told_night = (start, end)
            raise Stay([night_text(night), _("Save it once more if that is right.")])

    def _expected(self) -> str:
        return _("expected: everybody in the roster") if self._everybody else _("expected: nobody in particular")

    def _kind_of_service(self) -> str:
        word = self._categories[self._category - 1] if self._category else _("none")
        return _("category: {category}").format(category=word)


def _at(day: date, clock: time, here: tzinfo) -> int:
    return instant(datetime.combine(day, clock, here))
