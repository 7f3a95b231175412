"""Read the rows of a hand-filled return: person, class and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.typed_hours import MOST_HOURS, parse_hours
from storage.people.spelling import stands_in_a_line
from storage.roster.headed_rows import HeadedRow, headed_rows, spoilt_cells
from storage.roster.headings import SYNONYMS, Field
from storage.roster.identifiers import checked_identifier
from storage.roster.words import kind_of

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
    if spoilt := spoilt_cells(row, where):
        raise Refused(*spoilt)
    if not row.cells["name"]:
        raise refuse("no_name", where, N_("the row has hours, but no name"))
    field = "hours" if "hours" in row.cells else "minutes"
    minutes = parse_hours(row.cells[field], where, in_minutes=field == "minutes")
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


def _check_text(text: str, where: str) -> None:
    if len(text) > LONGEST_NAME or not all(map(stands_in_a_line, text)):
        message = N_("“{text}…” is too long, or holds characters that can't be printed")
        raise refuse("bad_text", where, message, text="".join(c if stands_in_a_line(c) else "�" for c in text[:20]))
    if text.startswith(("=", "@", "+")):
        message = N_("“{text}” looks like a formula; write the text itself")
        raise refuse("bad_text", where, message, text=text[:40])
