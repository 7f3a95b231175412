"""Time zones that a calendar defines for itself (VTIMEZONE): each is known by the usual zone that has the same clocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from checkin.rules.activities import zone
from checkin.rules.problems import Refused

MOST_ZONES, _LONGEST_ZONE = 50, 400
"""Definitions of a file, and lines of one; the rest is left out."""
_NEEDED = frozenset(
    {"TZID", "X-LIC-LOCATION", "BEGIN", "END", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"}
)
_LINE = re.compile(r"([A-Za-z-]+)[:;]")
_YEARLY = re.compile(r"RRULE:(?:[A-Z]+=[^;]*;)*FREQ=YEARLY(?:;|$)", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?")


class Defined(NamedTuple):
    """A zone as the file defines it: its name there, the usual name that some programs add, and its lines."""

    name: str
    usual: str
    text: str


def defined_zones(lines: Iterable[str]) -> dict[str, Defined]:
    """The definitions of a file by their names. Only the lines are kept that say when the clocks are put forward and back; a
    definition that does so more often than yearly is left out, for no rule without an end may reach the parser.
    """
    found: dict[str, Defined] = {}
    for kept in _blocks(lines):
        said = {name: line.partition(":")[2].strip() for line in kept for name in [line.partition(":")[0].upper()]}
        name = said.get("TZID", "")
        if name and len(found) < MOST_ZONES:
            found[name] = Defined(name, said.get("X-LIC-LOCATION", ""), "\r\n".join([*kept, ""]))
    return found


def usual_name(defined: Defined, year: int, own_zone: str) -> str | None:
    """The IANA name of a zone whose clocks stand as the defined one's on every day of a year; None where there is none.

    The name that the file itself gives is taken first, then `own_zone`, then the first in the alphabet.
    """
    made = _made(defined.text)
    if made is None:
        return None
    names = [name for name in (defined.usual, own_zone) if name] + _places()
    days = [datetime(year, 1, 1, 12) + timedelta(days=day) for day in range(365)]
    few = days[::60]
    wanted = [_offset(made, day) for day in few]
    for name in names:
        try:
            known = zone(name)
        except Refused:
            continue
        if [_offset(known, day) for day in few] == wanted and all(_offset(known, d) == _offset(made, d) for d in days):
            return name
    return None


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    kept: list[str] | None = None
    for line in lines:
        said = line.strip().upper()
        if said == "BEGIN:VTIMEZONE":
            kept = []
        if kept is None:
            continue
        name = _LINE.match(line)
        if name is not None and name[1].upper() in _NEEDED:
            kept.append(line.strip())
        if said == "END:VTIMEZONE":
            if len(kept) < _LONGEST_ZONE and all(map(_is_bounded, kept)):
                yield kept
            kept = None


def _is_bounded(line: str) -> bool:
    return len(line) < _LONGEST_ZONE and (not line.upper().startswith("RRULE") or _YEARLY.match(line) is not None)


@cache
def _made(text: str) -> tzinfo | None:
    from icalendar import Timezone

    try:
        read: Any = Timezone.from_ical(text)
        made: tzinfo = read.to_tz(lookup_tzid=False)
        made.utcoffset(datetime(2026, 1, 1))
    # What the libraries raise for nonsense is of many kinds, and all of them mean the same here.
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError):
        return None
    return made


def _offset(known: tzinfo, at: datetime) -> timedelta | None:
    return at.replace(tzinfo=known).utcoffset()


@cache
def _places() -> list[str]:
    return sorted(name for name in available_timezones() if _PLACE.fullmatch(name))


NO_ZONES: Mapping[str, Defined] = {}
