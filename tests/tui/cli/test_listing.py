"""One writer for every listing: a table whose columns stand below each other, or an object a line, from the same rows."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from checkin.texts import use_language
from tui.cli.base.listing import Column, show


@dataclass(frozen=True)
class Row:
    """A class and how many of it came."""

    name: str
    count: int


COLUMNS: tuple[Column[Row], ...] = (
    Column("class", lambda row: row.name),
    Column("persons", lambda row: str(row.count), right=True),
)
ROWS = [Row("七1班", 12), Row("teachers", 3)]


def printed(capsys: pytest.CaptureFixture[str], rows: list[Row], *, as_json: bool = False, empty: str = "") -> str:
    """What the writer prints of the rows."""
    show(rows, COLUMNS, lambda row: {"class": row.name, "count": row.count}, as_json=as_json, empty=empty)
    return capsys.readouterr().out


def test_figures_stand_below_each_other_beside_chinese_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A Chinese character takes two cells; the headings are in the language in use."""
    assert printed(capsys, ROWS) == "class     persons\n七1班          12\nteachers        3\n"
    use_language("zh")
    assert printed(capsys, ROWS).startswith("班级      人数\n")


def test_programs_get_an_object_a_line_and_no_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing at all for no rows: people read that there is nothing."""
    assert [json.loads(line) for line in printed(capsys, ROWS, as_json=True).splitlines()] == [
        {"class": "七1班", "count": 12}, {"class": "teachers", "count": 3},
    ]  # fmt: skip
    assert printed(capsys, [], as_json=True, empty="Nobody came.") == ""
    assert printed(capsys, [], empty="Nobody came.") == "Nobody came.\n"
    assert printed(capsys, []) == ""


def test_no_cell_can_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    """A name out of somebody's file stays on its line, and rings no bell."""
    assert printed(capsys, [Row("a\x1b[2J\n\x07", 1)]).splitlines()[1].startswith("a�[2J��")
