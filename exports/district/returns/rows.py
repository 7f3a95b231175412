"""Read the rows of a hand-filled return: person, class and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.people.spelling import stands_in_a_line
from storage.roster.headed_rows import HeadedRow, headed_rows
from storage.roster.headings import SYNONYMS, Field
from storage.roster.identifiers import checked_identifier
from storage.roster.words import kind_of

MOST_HOURS = 2_000
LONGEST_NAME = 100
_WORDS: Mapping[str, tuple[str, ...]] = {
    "team": ("队", "队代码", "志愿服务队", "学校", "单位", "team", "school"),
    "volunteer": (*SYNONYMS[Field.NUMBER], "volunteer"),
    "name": (*SYNONYMS[Field.NAME], "志愿者"),
    "class": SYNONYMS[Field.CLASS],
    "kind": SYNONYMS[Field.KIND],
    "hours": ("认定时数", "时长", "服务时长", "时数", "小时", "时长(小时)", "服务时长(小时)", "hours", "servicehours"),
    "minutes": ("分钟", "时长(分钟)", "服务时长(分钟)", "服务分钟", "minutes"),
}
_MEASURED = ("hours", "minutes")
_IDENTIFYING = ("team", "volunteer", "name", "class")
_SUMS = frozenset({"合计", "总计", "小计", "total", "sum"})
_AMOUNT = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d{0,7})(?:\.\d{1,20})?) ?(?P<unit>小时|hours|h|分钟|minutes|min)?", re.ASCII
)
_CLOCK = re.compile(r"(?P<hours>\d{1,7}):(?P<minutes>[0-5]\d)(?::00)?", re.ASCII)
"""A duration as h:mm, as Hourdesk's own workbooks show it; a spreadsheet may add the seconds."""
_MINUTES = frozenset({"分钟", "minutes", "min"})


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A row of a return. `where` is its file and row; `number`, `class_name` and `team` may be empty."""

    where: str
    number: str
    name: str
    class_name: str
    kind: str
    team: str
    minutes: int


def return_rows(file: Path, problems: list[Problem], notes: list[Problem]) -> Iterator[ReturnRow]:
    """The good rows of a file. A problem for each bad row is added to `problems`, and a note on columns that are not
    read to `notes`. Rows with sums are left out.

    Raises Refused if the file is no table, or has no column of names or of hours.
    """
    for row in headed_rows(file, _WORDS, ("name",), notes, measured=_MEASURED):
        if not row.cells.keys() & _MEASURED:
            message = N_("no column of hours was found; call it 时长 or “Hours”")
            raise refuse("no_hours", file.name, message)
        if {row.cells.get(field, "").replace(" ", "").casefold() for field in ("volunteer", "name", "class")} & _SUMS:
            continue
        try:
            yield _read(row, f"{file.name} {row.where}")
        except Refused as refused:
            problems += refused.problems


def too_many_hours(row: ReturnRow) -> Problem:
    """The problem of the row that brings a person's sum above `MOST_HOURS`."""
    message = N_("with this row {name} has more than {most} hours")
    return Problem("bad_hours", row.where, message, {"name": row.name, "most": MOST_HOURS})


def _read(row: HeadedRow, where: str) -> ReturnRow:
    if not row.cells["name"]:
        raise refuse("no_name", where, N_("the row has hours, but no name"))
    field = "hours" if "hours" in row.cells else "minutes"
    minutes = _minutes(row.cells[field], in_minutes=field == "minutes", where=where)
    for text in row.cells.values():
        _check_text(text, where)
    cells = {**row.cells, **{name: checked_identifier(row.cells.get(name, ""), where) for name in _IDENTIFYING}}
    return ReturnRow(
        where,
        cells.get("volunteer", ""),
        cells["name"],
        cells.get("class", ""),
        kind_of(cells.get("kind", "")) or "student",
        cells.get("team", ""),
        minutes,
    )


def _minutes(text: str, *, in_minutes: bool, where: str) -> int:
    if not in_minutes and (duration := _CLOCK.fullmatch(text)) is not None:
        if (minutes := int(duration["hours"]) * 60 + int(duration["minutes"])) > MOST_HOURS * 60:
            raise _no_hours(text, where)
        return minutes
    found = _AMOUNT.fullmatch(text.casefold())
    if found is None or not found["number"]:
        raise _no_hours(text, where)
    number = Decimal(found["number"].replace(",", ""))
    # A unit after the number overrides the unit in the heading.
    in_minutes = found["unit"] in _MINUTES if found["unit"] else in_minutes
    exact = number if in_minutes else number * 60
    if exact > MOST_HOURS * 60:
        raise _no_hours(text, where)
    return int(exact.to_integral_value())


def _no_hours(text: str, where: str) -> Refused:
    message = N_("“{text}” is no number of hours; write 0 to {most}, such as 1.5 or 1:30")
    return refuse("bad_hours", where, message, text=text[:40], most=MOST_HOURS)


def _check_text(text: str, where: str) -> None:
    if len(text) > LONGEST_NAME or not all(map(stands_in_a_line, text)):
        message = N_("“{text}…” is too long, or holds characters that can't be printed")
        raise refuse("bad_text", where, message, text="".join(c if stands_in_a_line(c) else "�" for c in text[:20]))
    if text.startswith(("=", "@", "+")):
        message = N_("“{text}” looks like a formula; write the text itself")
        raise refuse("bad_text", where, message, text=text[:40])
