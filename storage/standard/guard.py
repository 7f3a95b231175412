"""The table that guards minors: limits by age class, the school's own, else the usual one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from checkin.rules.guarding import NO_GUARD, AgeLimits, GuardTable
from checkin.rules.problems import N_, Problem, Refused
from storage.disk.folder import DataFolder
from storage.standard.tables import read_table

GUARD = "guard.toml"
_KEYS = {"under", "hours_a_day", "longest_stretch", "latest", "adult"}
OLDEST, DAY_HOURS, LONGEST_AHEAD = 30, 24, 240
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")
_SHAPE = N_(
    "write rows as [[age]] with under (years) and, as needed, hours_a_day, longest_stretch, latest and adult; and minutes_ahead"
)


def guard_table(folder: DataFolder) -> GuardTable:
    """The table of `guard.toml` in the data folder, else the usual one. Raises Refused naming every row that is not possible."""
    return read_guard(*read_table(folder, GUARD))


def read_guard(content: Mapping[str, Any], where: str) -> GuardTable:
    """The same of such a table's content, and where it is."""
    rows, ahead = content.get("age", []), content.get("minutes_ahead", NO_GUARD.ahead)
    if set(content) - {"age", "minutes_ahead"} or not isinstance(rows, list):
        raise Refused(Problem("bad_guard", where, _SHAPE))
    problems: list[Problem] = []
    if not _is_whole(ahead, LONGEST_AHEAD):
        message = N_("minutes_ahead is a whole number from 1 to {most}")
        problems.append(Problem("bad_guard", f"{where} minutes_ahead", message, {"most": LONGEST_AHEAD}))
    found: list[AgeLimits] = []
    for number, row in enumerate(rows, 1):
        read = _row(row, f"{where} [[age]] {number}")
        if isinstance(read, Problem):
            problems.append(read)
        elif read.under in {one.under for one in found}:
            message = N_("two rows are for those under {years}")
            problems.append(Problem("bad_guard", f"{where} [[age]] {number}", message, {"years": read.under}))
        else:
            found.append(read)
    if problems:
        raise Refused(*problems)
    return GuardTable(tuple(sorted(found)), ahead)


def guard_in_force(folder: DataFolder) -> GuardTable:
    """The same for lists that must be drawn all the same: no limits where the school's own table can't be read."""
    try:
        return guard_table(folder)
    except Refused:
        return NO_GUARD


def _row(row: Any, where: str) -> AgeLimits | Problem:
    if not isinstance(row, Mapping) or set(row) - _KEYS or not isinstance(row.get("adult", False), bool):
        return Problem("bad_guard", where, _SHAPE)
    if not _is_whole(row.get("under"), OLDEST):
        message = N_("under is an age in whole years, from 1 to {most}")
        return Problem("bad_guard", where, message, {"most": OLDEST})
    hours = [row.get("hours_a_day"), row.get("longest_stretch")]
    if any(one is not None and not _is_hours(one) for one in hours):
        message = N_("hours_a_day and longest_stretch are hours above 0, at most {most}")
        return Problem("bad_guard", where, message, {"most": DAY_HOURS})
    latest = row.get("latest")
    if latest is not None and (not isinstance(latest, str) or _TIME.fullmatch(latest) is None):
        return Problem("bad_guard", where, N_('latest is a time such as "20:00", in quotes'))
    day, stretch = (None if one is None else round(one * 60) for one in hours)
    return AgeLimits(row["under"], day, None if latest is None else _minutes(latest), stretch, row.get("adult", False))


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _is_whole(value: Any, most: int) -> bool:
    return type(value) is int and 0 < value <= most


def _is_hours(value: Any) -> bool:
    return type(value) in (int, float) and 1 / 60 <= value <= DAY_HOURS
