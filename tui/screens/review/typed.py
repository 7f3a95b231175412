"""What is typed into the fields of an amendment: a time, a direction, minutes, a person."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.corrections import LONGEST_SHIFT
from checkin.rules.events import Direction
from checkin.rules.identity import parse_key
from checkin.rules.planned_times import clock_beside
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.typed_numbers import parse_number
from checkin.rules.typed_times import parse_day_and_time
from checkin.rules.wall_clock import typed_instant
from checkin.texts import _
from storage.store import Store

_DIRECTIONS = {
    "in": Direction.IN, "i": Direction.IN, "签到": Direction.IN, "进": Direction.IN,
    "out": Direction.OUT, "o": Direction.OUT, "签退": Direction.OUT, "出": Direction.OUT,
    "auto": Direction.AUTO, "自动": Direction.AUTO,
}  # fmt: skip


def typed_time(text: str | None, before: int | None, activity: Activity, where: str) -> int | None:
    """Milliseconds of a time beside the one `before`; None where nothing was typed. Raises Refused."""
    if text is None or before is None:
        return None
    day, clock = parse_day_and_time(text, where)
    if day is None:
        return clock_beside(before, clock, activity, where=where)
    return typed_instant(day, clock, activity.zone, where)


def typed_direction(text: str | None) -> Direction | None:
    """In, out or auto; None where nothing was typed. Raises Refused."""
    if text is None:
        return None
    found = _DIRECTIONS.get(text.casefold())
    if found is None:
        raise refuse("bad_direction", _("in or out"), N_("write in, out or auto"))
    return found


def typed_shift(text: str) -> int:
    """Minutes as milliseconds. Raises Refused."""
    found = parse_number(text, _("move by"))
    if not abs(found) <= LONGEST_SHIFT:
        raise refuse("bad_shift", _("move by"), N_("scans are moved by at most {most} minutes"), most=LONGEST_SHIFT)
    return round(found * 60_000)


def typed_person(store: Store, text: str) -> str:
    """The key of a number, or of the one person whom a piece of a name fits."""
    from storage.people.names import find_people, person_by_any_number
    from storage.people.register import key_of

    try:
        found = parse_key(text, store.identity.team, "")
        if person_by_any_number(store, found) is not None:
            return found
    except Refused:
        pass
    persons = find_people(store, text, 3)
    if len(persons) == 1:
        return key_of(persons[0])
    if persons:
        raise refuse("several_people", _("person"), N_("several people fit “{text}”: write the number"), text=text[:64])
    raise refuse("no_volunteer", _("person"), N_("nobody in the roster fits “{text}”"), text=text[:64])
