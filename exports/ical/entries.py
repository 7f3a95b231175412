"""One event of a calendar as the desk understands it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from checkin.rules.activities import zone
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.typed_texts import LONGEST_TEXT
from checkin.rules.typed_times import YEARS
from exports.ical.lines import Piece
from exports.ical.zones import NO_ZONES, Defined, usual_name

Values = Mapping[str, Any]
"""An event as the library reads it: values of its own types, by name; several of one name are a list."""
BAD_TIME = N_("its time can't be read: correct it in the calendar")
_ALL_DAY = N_("it lasts whole days and has no times: give it a start and an end in the calendar")
_NO_START = N_("it has no start: give it one in the calendar")
_NO_END = N_("it has no end: give it one in the calendar")
_BACKWARDS = N_("it ends before it starts, or at once: correct it in the calendar")
_UNKNOWN_ZONE = N_("its time zone “{zone}” is unknown here: choose one such as Asia/Shanghai in the calendar")


class _Zones(NamedTuple):
    """The zone of times that name none, and those that the file defines."""

    own: str
    defined: Mapping[str, Defined]


class Entry(NamedTuple):
    """An event: what it says, with its times by the clocks of its zone (without tzinfo).

    `uid` is the calendar's own name for it; `replaces` the start (aware) of the one of a repeated event that it changes.
    """

    place: int
    uid: str
    name: str
    where: str
    start: datetime
    lasts: timedelta
    timezone: str
    category: str | None
    content: str | None
    cancelled: bool
    replaces: datetime | None
    event: Values

    @property
    def said(self) -> str:
        """How a problem names it."""
        return entry_name(self.place, self.name)


def entry_name(place: int, name: str) -> str:
    """`3 “Green campus”`: the place among the file's events, and the name where it has one."""
    return f"{place} “{name}”" if name else str(place)


def read_entry(piece: Piece, own_zone: str, zones: Mapping[str, Defined] = NO_ZONES) -> Entry | Problem:
    """The event of a piece; a problem where it can't become an activity. `own_zone`: that of times that name none, or UTC;
    `zones` are those that the file defines for itself.
    """
    from icalendar import Event

    name = ""
    try:
        event: Any = Event.from_ical(piece.text)
        name = _text(event, "SUMMARY")
        return _entry(piece.place, name, event, _Zones(own_zone, zones))
    except Refused as refused:
        first = refused.problems[0]
        return Problem(first.code, entry_name(piece.place, name), first.message, first.values)
    # What the library raises for nonsense is of many kinds, and all of them mean the same here.
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError):
        return Problem("bad_entry", entry_name(piece.place, name), BAD_TIME)


def _entry(place: int, name: str, event: Values, zones: _Zones) -> Entry:
    start = _time(event, "DTSTART", _NO_START)
    timezone = _zone_of(event["DTSTART"], zones)
    begins = _wall(start, timezone)
    lasts = _end(event, start, zones._replace(own=timezone)) - begins.replace(tzinfo=zone(timezone)).astimezone(UTC)
    if lasts <= timedelta():
        lasts = _by_the_clock(event, start)
    if lasts <= timedelta():
        raise refuse("ends_before_start", "", _BACKWARDS)
    if begins.year not in YEARS:
        raise refuse("bad_time", "", BAD_TIME)
    replaces = None
    if "RECURRENCE-ID" in event:
        changed = _time(event, "RECURRENCE-ID", BAD_TIME)
        replaces = _aware(changed, _zone_of(event["RECURRENCE-ID"], zones._replace(own=timezone)))
    categories = _categories(event)
    return Entry(
        place, str(event.get("UID", "")).strip(), name, _text(event, "LOCATION"), begins, lasts, timezone,
        categories[0] if categories else None, _text(event, "DESCRIPTION") or None,
        str(event.get("STATUS", "")).upper() == "CANCELLED", replaces, event,
    )  # fmt: skip


def _end(event: Values, start: datetime, zones: _Zones) -> datetime:
    """The end, in UTC: so that an hour that is put forward or back is no fault."""
    if "DTEND" in event:
        end = _time(event, "DTEND", _NO_END)
        return _aware(end, _zone_of(event["DTEND"], zones)).astimezone(UTC)
    if "DURATION" not in event:
        raise refuse("no_end", "", _NO_END)
    length = event["DURATION"].dt
    if not isinstance(length, timedelta):
        raise refuse("bad_time", "", BAD_TIME)
    return _aware(start, zones.own).astimezone(UTC) + length


def _by_the_clock(event: Values, start: datetime) -> timedelta:
    """The length by the clocks of the wall: in the hour over which they are put forward an event would end before it starts."""
    if "DTEND" not in event or event["DTEND"].params.get("TZID") != event["DTSTART"].params.get("TZID"):
        return timedelta()
    return _time(event, "DTEND", _NO_END).replace(tzinfo=None) - start.replace(tzinfo=None)


def _time(event: Values, name: str, missing: str) -> datetime:
    value = event.get(name)
    if value is None:
        raise refuse("no_times", "", missing)
    at = value.dt
    if isinstance(at, datetime):
        return at
    raise refuse("all_day", "", _ALL_DAY) if isinstance(at, date) else refuse("bad_time", "", BAD_TIME)


def _zone_of(value: Any, zones: _Zones) -> str:
    """The IANA name of a value's zone. Windows has names of its own, some programs put a path before the name, and some
    define the zone in the file under a name that they make up.
    """
    named = str(value.params.get("TZID", "")).strip()
    if not named or named.upper() in ("UTC", "GMT"):
        return zones.own
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    for name in (named, WINDOWS_TO_OLSON.get(named), "/".join(named.split("/")[-2:])):
        if name:
            try:
                zone(name)
            except Refused:
                continue
            return name
    defined = zones.defined.get(named)
    found = None if defined is None else usual_name(defined, value.dt.year, zones.own)
    if found is None:
        raise refuse("bad_timezone", "", _UNKNOWN_ZONE, zone=named)
    return found


def _wall(at: datetime, timezone: str) -> datetime:
    """By the clocks of the zone, without tzinfo."""
    return at if at.tzinfo is None else at.astimezone(zone(timezone)).replace(tzinfo=None)


def _aware(at: datetime, timezone: str) -> datetime:
    return at.replace(tzinfo=zone(timezone)) if at.tzinfo is None else at


def _text(event: Values, name: str) -> str:
    value = event.get(name, "")
    text = str(value[0] if isinstance(value, list) and value else value)
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:LONGEST_TEXT]


def _categories(event: Values) -> list[str]:
    value = event.get("CATEGORIES", [])
    lists = value if isinstance(value, list) else [value]
    words = (" ".join(str(word).split()) for one in lists for word in one.cats)
    return ["".join(sign for sign in word if sign.isprintable())[:LONGEST_TEXT] for word in words if word]
