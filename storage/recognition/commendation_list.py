"""A school's list of commendations: each row becomes a commendation, or gets a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_day
from storage.people.register import key_of
from storage.recognition.commendations import CommendationDraft, checked_commendations
from storage.roster.headed_rows import NOBODY_BELOW, HeadedRow, headed_rows, spoilt_cells
from storage.roster.headings import SYNONYMS, Field
from storage.roster.whose_row import person_of_row
from storage.store import Store

_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": SYNONYMS[Field.NUMBER],
    "name": SYNONYMS[Field.NAME],
    "title": ("名称", "荣誉称号", "称号", "表彰名称", "奖项", "荣誉", "title", "commendation"),
    "granted_by": ("授予单位", "表彰单位", "颁发单位", "单位", "grantedby", "by", "unit"),
    "day": ("日期", "授予日期", "表彰日期", "时间", "date", "day", "on"),
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """The values for rows that leave a cell empty; None where there is no such value."""

    title: str | None = None
    granted_by: str | None = None
    day: date | None = None


def read_commendations(
    store: Store, file: Path, defaults: Defaults, notes: list[Problem]
) -> tuple[list[CommendationDraft], list[Problem]]:
    """The commendations of a file that can be recorded, and the problems of its other rows, each named.

    A note on columns that are not read is added to `notes`.

    Raises Refused where the file is no table, or has no heading for the numbers.
    """
    praises: list[CommendationDraft] = []
    problems: list[Problem] = []
    for row in headed_rows(file, _WORDS, ("number",), notes):
        try:
            praises.append(_read(store, row, f"{file.name} {row.where}", defaults))
        except Refused as refused:
            problems += refused.problems
    good, bad = checked_commendations(store, praises)
    if not praises and not problems:
        problems.append(Problem("no_rows", file.name, NOBODY_BELOW))
    return good, [*problems, *bad]


def _read(store: Store, row: HeadedRow, where: str, defaults: Defaults) -> CommendationDraft:
    if spoilt := spoilt_cells(row, where):
        raise Refused(*spoilt)
    person = person_of_row(store, where, row.cells["number"], row.cells.get("name", ""))
    problems = [person] if isinstance(person, Problem) else []
    written = row.cells.get("day") or ""
    day = defaults.day
    if written:
        try:
            day = parse_day(written, where)
        except Refused as refused:
            problems += [replace(one, code="bad_day") for one in refused.problems]
    elif day is None:
        problems.append(Problem("bad_day", where, N_("write the day, or give --on")))
    if isinstance(person, Problem) or problems or day is None:
        raise Refused(*problems)
    title = row.cells.get("title") or defaults.title or ""
    return CommendationDraft(
        where, key_of(person), title, row.cells.get("granted_by") or defaults.granted_by or "", day
    )
