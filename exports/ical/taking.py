"""Take the events of a calendar as activities: looked at first, then written, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from checkin.rules.activities import Activity, changed, faults
from checkin.rules.identity import key
from checkin.rules.instants import instant
from checkin.rules.planned_times import is_one_night
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import UNSIGNED, Signature
from exports.ical.entries import Entry, read_entry
from exports.ical.identity import code_of
from exports.ical.lines import read_pieces
from exports.ical.repeats import moment, repeats, starts_of
from storage.activities.activities import add_activity
from storage.store import Store

MOST_ACTIVITIES = 1000
_NO_PLACE = N_("it has no place: give it one in the calendar, or name a place for all such events with --place")
_NO_NAME = N_("it has no name: give it one in the calendar")
_TOO_MANY = N_("that would be more than {most} activities: export fewer months of the calendar")
_REPLACED = ("name", "place", "start", "end", "category", "content")


class State(StrEnum):
    """What becomes of an event: made; there already, perhaps with other values by now; or struck out in the calendar."""

    NEW = "new"
    THERE = "there"
    DIFFERS = "differs"
    CANCELLED = "cancelled"


class Coming(NamedTuple):
    """An activity as the calendar has it, and what becomes of it. `faults` are what makes it impossible."""

    state: State
    activity: Activity
    fields: dict[str, Any]


class Look(NamedTuple):
    """What is in a calendar: the activities by their start, and the problems of events that can't come in."""

    coming: list[Coming]
    problems: list[Problem]

    @property
    def new(self) -> list[Coming]:
        """Those that would be made."""
        return [one for one in self.coming if one.state is State.NEW]


def look(store: Store, file: Path, *, until: date | None = None, place: str = "") -> Look:
    """Read a calendar and compare it with the activities that are here. `place` is for events that name none; of those that
    repeat the ones after the day `until` are left out.

    Raises Refused where the file is no calendar, or too much is in it.
    """
    own_zone, problems = store.identity.timezone, list[Problem]()
    entries = list[Entry]()
    pieces = read_pieces(file)
    for piece in pieces.events:
        read = read_entry(piece, own_zone, pieces.zones)
        if isinstance(read, Entry):
            entries.append(read)
        else:
            problems.append(read)
    found: dict[str, tuple[Entry, datetime]] = {}
    # Changes of single occasions stand beside their event in any order; they come last, and take its place.
    for entry in sorted(entries, key=lambda one: one.replaces is not None):
        try:
            for occasion, start in _occasions(entry, until):
                found[code_of(_uid(entry), store.identity.team, occasion)] = (entry, start)
        except Refused as refused:
            problems.extend(refused.problems)
        if len(found) > MOST_ACTIVITIES:
            raise refuse("too_many", str(file), _TOO_MANY, most=MOST_ACTIVITIES)
    coming, known = list[Coming](), store.ledger.facts().activities
    for code, (entry, start) in found.items():
        one = _coming(known, key(store.identity.team, code), entry, start, place)
        wrong = _faults(one, entry) if one.state is State.NEW else []
        problems.extend(wrong)
        if not wrong:
            coming.append(one)
    return Look(sorted(coming, key=lambda one: (one.activity.start or 0, one.activity.key)), _once(problems))


def take(store: Store, looked: Look, signed: Signature = UNSIGNED) -> list[Activity]:
    """Make the new ones, all or none. Raises Refused for any fault, and where one of the codes was taken meanwhile."""
    with store.ledger.transaction():
        return [add_activity(store, one.activity.code, one.fields, signed) for one in looked.new]


def need_all(looked: Look) -> None:
    """Raises Refused, with all problems, where an event can't come in."""
    if looked.problems:
        raise Refused(*looked.problems)


def _uid(entry: Entry) -> str:
    """An event without a UID is known by what it says."""
    return entry.uid or f"{entry.name}\n{entry.where}\n{entry.start.isoformat()}\n{entry.timezone}"


def _occasions(entry: Entry, until: date | None) -> Iterator[tuple[datetime | None, datetime]]:
    """What names each occasion of an event (None: the event itself does), and its start by the clocks of its zone."""
    if entry.replaces is not None:
        if until is None or entry.start.date() <= until:
            yield entry.replaces.astimezone(UTC), entry.start
    elif not repeats(entry):
        yield None, entry.start
    else:
        for start in starts_of(entry, until):
            yield moment(start, entry.timezone), start


def _coming(known: Mapping[str, Activity], wanted: str, entry: Entry, start: datetime, place: str) -> Coming:
    begins = instant(moment(start, entry.timezone))
    fields: dict[str, Any] = {
        "name": entry.name,
        "place": entry.where or place,
        "start": begins,
        "end": begins + round(entry.lasts.total_seconds() * 1000),
        "timezone": entry.timezone,
        "category": entry.category,
        "content": entry.content,
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    activity = changed(Activity(wanted), fields)
    activity = activity._replace(overnight=is_one_night(activity))
    here = known.get(wanted)
    if here is not None:
        same = all(getattr(here, name) == fields[name] for name in _REPLACED if name in fields)
        return Coming(State.THERE if same and not entry.cancelled else State.DIFFERS, activity, fields)
    return Coming(State.CANCELLED if entry.cancelled else State.NEW, activity, fields)


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong with an event that repeats is said once, and not for each of its days."""
    return list({(one.where, one.message, repr(one.values)): one for one in problems}.values())


def _faults(one: Coming, entry: Entry) -> list[Problem]:
    activity = one.activity
    if not activity.name:
        return [Problem("missing_value", entry.said, _NO_NAME)]
    if not activity.place:
        return [Problem("missing_value", entry.said, _NO_PLACE)]
    return [Problem(fault.code, entry.said, fault.message, fault.values) for fault in faults(activity)]
