"""The holiday table of a data folder, `holidays.toml`: data, from the district's kit or a school's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_day
from checkin.rules.working_days import Calendar
from storage.disk.folder import DataFolder
from storage.standard.tables import own_table

HOLIDAYS = "holidays.toml"
_TABLES = ("holidays", "workdays")
_MOST = 10_000


def read_calendar(folder: DataFolder) -> Calendar:
    """The calendar of a desk; without a table only weekends are free. Raises Refused
    naming everything wrong in the table.
    """
    file = folder.path / HOLIDAYS
    message = N_("the holiday table can't be read ({reason}): write lists of dates such as holidays = [2026-10-01]")
    table = own_table(file, "bad_holidays", message)
    return Calendar() if table is None else _parsed(table, str(file))


def _parsed(table: Mapping[str, Any], where: str) -> Calendar:
    problems = [
        Problem("bad_holidays", f"{where} {name[:40]}", N_("there are only the lists holidays and workdays"))
        for name in table
        if name not in _TABLES
    ]
    days = {name: _days(table.get(name, []), f"{where} {name}", problems) for name in _TABLES}
    for day in sorted(days["holidays"] & days["workdays"]):
        message = N_("{day} is in both lists: take it out of one")
        problems.append(Problem("bad_holidays", where, message, {"day": day.isoformat()}))
    if problems:
        raise Refused(*problems)
    return Calendar(days["holidays"], days["workdays"])


def _days(listed: object, where: str, problems: list[Problem]) -> frozenset[date]:
    if not isinstance(listed, list) or len(listed) > _MOST:
        problems.append(Problem("bad_holidays", where, N_("write a list of dates, such as [2026-10-01, 2026-10-02]")))
        return frozenset()
    good: set[date] = set()
    for value in listed:
        try:
            # A moment of TOML is a date to Python too, but equals none.
            good.add(value.date() if isinstance(value, datetime) else parse_day(str(value), where))
        except Refused as refused:
            problems += [replace(one, code="bad_holidays") for one in refused.problems]
    return frozenset(good)
