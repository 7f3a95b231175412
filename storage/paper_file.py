"""A paper sheet as somebody typed it into a table: number, time of coming, time of leaving."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from pathlib import Path

from checkin.rules.identity import parse_key
from checkin.rules.problems import Problem, Refused
from checkin.rules.typed_times import parse_time
from storage.paper import PaperLine
from storage.roster.headed_rows import HeadedRow, headed_rows
from storage.store import Store

_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "学号", "志愿者编号", "工号", "number", "volunteernumber", "studentnumber"),
    "came": ("签到时间", "签到", "到", "in", "checkin", "came", "timein"),
    "left": ("签退时间", "签退", "离", "out", "checkout", "left", "timeout"),
}


def read_paper(store: Store, file: Path) -> tuple[list[PaperLine], list[Problem]]:
    """The lines of a table, and what is wrong with those that can't be read. Raises Refused where it is no table."""
    lines: list[PaperLine] = []
    problems: list[Problem] = []
    for row in headed_rows(file, _WORDS, ("number",)):
        where = f"{file.name} {row.where}"
        try:
            volunteer = parse_key(row.cells["number"].lstrip("'"), store.identity.team, where)
            lines.append(PaperLine(where, volunteer, _time(row, "came", where), _time(row, "left", where)))
        except Refused as refused:
            problems += refused.problems
    return lines, problems


def _time(row: HeadedRow, field: str, where: str) -> time | None:
    text = row.cells.get(field, "")
    return parse_time(text, where) if text else None
