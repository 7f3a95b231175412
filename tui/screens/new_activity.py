"""A new activity: name, times, place, category and who is expected; the rest can be changed later."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from checkin.rules.activities import Activity, zone
from checkin.rules.instants import local_time
from checkin.rules.planned_times import is_one_night
from checkin.rules.problems import N_, Refused
from checkin.rules.signature import Signature
from checkin.rules.typed_times import split_hours
from checkin.texts import _
from checkin.words import category_word
from storage.activities.activities import add_activity, list_activities
from storage.activities.codes import free_code
from storage.people.named import everybody_here
from storage.people.register import key_of
from storage.standard.categories import read_categories
from storage.store import Store
from tui.model.stay import Stay
from tui.model.writer_handle import WriterHandle
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice, Words
from tui.screens.form import FormDialog
from tui.screens.planned import BEGINS, ENDS, day_field, hour_fields, planned_times, proposed_hours
from tui.words.nights import night_text

_EVERYBODY = "everybody"
_MOST_PLACES = 12


class Proposal(NamedTuple):
    """What the form offers: places that were used before, the newest first, and categories."""

    places: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


NOTHING_PROPOSED = Proposal()


def read_proposal(store: Store) -> Proposal:
    """The places of the team's activities, and the district's or the school's categories; none where their table is bad."""
    places = dict.fromkeys(activity.place for activity in list_activities(store) if activity.place)
    categories: tuple[str, ...] = ()
    with suppress(Refused):
        categories = read_categories(store)
    return Proposal(tuple(places)[:_MOST_PLACES], categories)


class NewActivityDialog(FormDialog[Activity | None]):
    """Gives back the activity that was made."""

    def __init__(
        self, writer: WriterHandle, timezone: str, proposal: Proposal = NOTHING_PROPOSED, title: str = ""
    ) -> None:
        now = local_time(writer.clock.now(), zone(timezone))
        places = proposal.places
        super().__init__(
            title or _("A new activity"),
            [
                Field(
                    "name",
                    _("activity name"),
                    example=_("e.g. Clean the river bank"),
                    needed=N_("write what the activity is called"),
                ),
                *hour_fields(*proposed_hours(now)),
                Field(
                    "place",
                    _("place"),
                    places[0] if places else "",
                    _("e.g. Riverside Road"),
                    kind=Words(places if len(places) > 1 else ()),
                    needed=N_("write where it takes place"),
                ),
                day_field(now.date()),
                Field("category", _("category"), kind=Choice(_lines(category_word(""), proposal.categories))),
                Field(
                    "expected",
                    _("expected"),
                    kind=Choice((("", _("nobody in particular")), (_EVERYBODY, _("everybody in the roster")))),
                ),
            ],
            self.save,
        )
        self._writer = writer
        self._timezone, self._zone = timezone, zone(timezone)
        self._told_night: tuple[int, int] | None = None

    def action_next(self) -> None:
        """Both times in the first field go into their own ones."""
        row = self.row_in_focus()
        if row is not None and row.field.name == BEGINS and (both := split_hours(row.text)):
            row.text, self.row(ENDS).text = both
            self.row(ENDS).editor.focus()
        super().action_next()

    async def save(self, values: Mapping[str, str]) -> Activity:
        """Check the times and write the activity."""
        planned = planned_times(values, self._zone)
        self._tell_night(planned.start, planned.end)
        changes: dict[str, Any] = {name: values[name] for name in ("name", "place")}
        changes |= {"start": planned.start, "end": planned.end}
        if category := values.get("category"):
            changes["category"] = category
        operator, everybody = self._writer.operator, values.get("expected") == _EVERYBODY

        def write(store: Store) -> Activity:
            if everybody:
                changes["signup"] = [key_of(p) for p in everybody_here(store)]
            return add_activity(store, free_code(store, planned.day.strftime("%Y%m%d")), changes, Signature(operator))

        return await self._writer.ask(write)

    def _tell_night(self, start: int, end: int) -> None:
        """A night is said before it is saved, once: 9:00 to 1:30 may be a slip of the finger."""
        night = Activity("", start=start, end=end, timezone=self._timezone, overnight=True)
        if is_one_night(night) and self._told_night != (start, end):
            self._told_night = (start, end)
            raise Stay([night_text(night), _("Save it once more if that is right.")])


def _lines(nothing: str, words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("", nothing), *((word, word) for word in words))
