"""The events of an iCalendar file as pieces of text. Only the lines that the desk needs are kept, so that no attachment or alarm,
however large or strange, reaches the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from checkin.file_errors import unreadable_file
from checkin.outside_files import TooLarge, read_outside
from checkin.rules.problems import N_, Refused, refuse
from exports.ical.zones import Defined, defined_zones

LARGEST = 64 << 20
"""Bytes of a file; a calendar of 100,000 entries has about 30 MB, and is told how many it has."""
MOST_ENTRIES = 2000
_LONGEST_LINE = 20_000
_FOLD = re.compile(r"\n[ \t]")
_NAME = re.compile(r"[A-Za-z-]+")
_NEEDED = frozenset(
    {"UID", "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "DTSTART", "DTEND", "DURATION", "STATUS", "SEQUENCE"}
    | {"RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"}
)  # fmt: skip
NOT_A_CALENDAR = N_(
    "this is no calendar in the format iCalendar (.ics), or it is cut off: export it from the calendar again"
)


class Piece(NamedTuple):
    """One event of the file: its place among the events, from 1, and its lines, from BEGIN:VEVENT to END:VEVENT."""

    place: int
    text: str


class Pieces(NamedTuple):
    """The events of a file in its order, and the time zones that it defines, by their names."""

    events: list[Piece]
    zones: Mapping[str, Defined]


def read_pieces(file: Path) -> Pieces:
    """What a file has for the desk. Raises Refused where it can't be read, is none, is cut off, or has too many."""
    try:
        data = read_outside(file, LARGEST)
        text = data.decode("utf-8-sig")
    except TooLarge as error:
        message = N_("this file is too large for a calendar of activities; export fewer months, or only this calendar")
        raise refuse("file_too_large", str(file), message) from error
    except UnicodeDecodeError as error:
        raise refuse("not_a_calendar", str(file), NOT_A_CALENDAR) from error
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    lines = _FOLD.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip().split("\n")
    if not lines[0].strip().upper() == "BEGIN:VCALENDAR" or lines[-1].strip().upper() != "END:VCALENDAR":
        raise refuse("not_a_calendar", str(file), NOT_A_CALENDAR)
    count = sum(_is(line, "BEGIN:VEVENT") for line in lines)
    if count > MOST_ENTRIES:
        message = N_("the calendar has {count} entries; {most} come in at once at most: export fewer months of it")
        raise refuse("too_many", str(file), message, count=count, most=MOST_ENTRIES)
    if not count:
        raise refuse("empty_calendar", str(file), N_("there is no event in this calendar"))
    return Pieces(list(_pieces(lines, str(file))), defined_zones(lines))


def _pieces(lines: list[str], where: str) -> Iterator[Piece]:
    kept: list[str] | None = None
    place, within = 0, 0
    for line in lines:
        if _is(line, "BEGIN:VEVENT"):
            if kept is not None:
                raise refuse("not_a_calendar", where, NOT_A_CALENDAR)
            place, within, kept = place + 1, 0, ["BEGIN:VEVENT"]
        elif kept is None:
            continue
        elif _is(line, "END:VEVENT"):
            yield Piece(place, "\r\n".join([*kept, "END:VEVENT", ""]))
            kept = None
        elif line[:6].upper() == "BEGIN:":
            within += 1
        elif line[:4].upper() == "END:":
            within -= 1
        elif not within and _is_needed(line):
            kept.append(line[:_LONGEST_LINE])
    if kept is not None:
        raise refuse("not_a_calendar", where, NOT_A_CALENDAR)


def _is(line: str, wanted: str) -> bool:
    return len(line) < 40 and line.strip().upper() == wanted


def _is_needed(line: str) -> bool:
    name = _NAME.match(line)
    return name is not None and name[0].upper() in _NEEDED
