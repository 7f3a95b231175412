"""The district's own tables: categories, stars, holidays, reporting dates. They are data in `settings/standard.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checkin.rules.problems import N_, Problem, Refused, unknown_setting
from checkin.rules.stars import PLAIN, Star, read_stars
from checkin.rules.table_problems import NO_LIST
from checkin.rules.typed_times import parse_day, parse_month_day
from exports.district.district import District
from exports.district.settings import read_settings_file, settings_file_of

FILE = "standard.toml"
MOST_LISTED, LONGEST_NAME = 2_000, 60


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that a district sets for all its teams. `reporting_dates` are (month, day), in the order of the year."""

    categories: tuple[str, ...]
    stars: tuple[Star, ...]
    holidays: tuple[date, ...]
    workdays: tuple[date, ...]
    reporting_dates: tuple[tuple[int, int], ...]


def settings_file(district: District) -> Path:
    """The settings file that the clerk may change. It is made from the defaults if it is missing."""
    return settings_file_of(district, FILE)


def read_tables(district: District) -> Tables:
    """The tables in force. Raises Refused naming every value in the file that is not possible."""
    file = settings_file(district)
    content = read_settings_file(file)
    return parse_tables(content, str(file))


def parse_tables(content: Mapping[str, Any], where: str) -> Tables:
    """The tables in the parsed TOML of a file, which messages call `where`. Raises Refused naming every impossible value."""
    reader = _Reader(where)
    reader.names(content)
    tables = Tables(
        tuple(reader.texts(content, "categories")),
        tuple(reader.stars(content)),
        tuple(reader.days(content, "holidays")),
        tuple(reader.days(content, "workdays")),
        tuple(sorted(reader.month_days(content, "reporting_dates"))),
    )
    if reader.problems:
        raise Refused(*reader.problems)
    return tables


class _Reader:
    def __init__(self, where: str) -> None:
        self.problems: list[Problem] = []
        self._where = where

    def names(self, content: Mapping[str, Any]) -> None:
        known = Tables.__slots__
        self.problems += [
            unknown_setting("bad_settings", self._where, name, known) for name in content if name not in known
        ]

    def texts(self, content: Mapping[str, Any], name: str) -> list[str]:
        found = self._list(content, name)
        good = [t.strip() for t in found if isinstance(t, str) and 0 < len(t.strip()) <= LONGEST_NAME]
        if len(good) != len(found) or any(not text.isprintable() for text in good):
            self._say(name, N_("write a list of short texts in quotes"))
        return good

    def days(self, content: Mapping[str, Any], name: str) -> list[date]:
        good: list[date] = []
        for value in self._list(content, name):
            try:
                # In Python a date with time from TOML is also a date, but it equals no plain date.
                good.append(
                    value.date() if isinstance(value, datetime) else parse_day(str(value), f"{self._where} {name}")
                )
            except Refused as refused:
                self.problems += [replace(one, code="bad_settings") for one in refused.problems]
        return sorted(set(good))

    def month_days(self, content: Mapping[str, Any], name: str) -> list[tuple[int, int]]:
        good: list[tuple[int, int]] = []
        for value in self._list(content, name):
            try:
                good.append(parse_month_day(str(value), f"{self._where} {name}"))
            except Refused as refused:
                self.problems += [replace(one, code="bad_settings") for one in refused.problems]
        return good

    def stars(self, content: Mapping[str, Any]) -> Sequence[Star]:
        stars, problems = read_stars(content.get("stars", []), self._where, "bad_settings", PLAIN)
        self.problems += problems
        return stars

    def _list(self, content: Mapping[str, Any], name: str) -> Sequence[Any]:
        found = content.get(name, [])
        if not isinstance(found, list) or len(found) > MOST_LISTED:
            self._say(name, NO_LIST, name=name)
            return []
        return found

    def _say(self, name: str, message: str, /, **values: object) -> None:
        self.problems.append(Problem("bad_settings", f"{self._where} {name}", message, values))


def due_dates(tables: Tables, first: date, last: date) -> list[date]:
    """The reporting dates from `first` to `last`, both inclusive."""
    found = []
    for year in range(first.year, last.year + 1):
        for month, day in tables.reporting_dates:
            leap_day = (month, day) == (2, 29)
            due = date(year, 2, 28) if leap_day else date(year, month, day)
            if first <= due <= last:
                found.append(due)
    return found
