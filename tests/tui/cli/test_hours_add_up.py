"""Whoever adds up the rows of a file or a printed page comes to the total that stands below them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.cell import Cell

from tests.portions import share
from tests.tui.cli.conftest import Run

DAY = "2024-03-05"


@pytest.fixture
def served(desk: Run, badge: Callable[[str], str]) -> Run:
    """三 people served 20 minutes each; 001 got 100 hours on top, and 003 another 7 minutes in a second activity."""
    lines = [f"{DAY}T{at}:00+08:00\t{badge(who)}\n" for at in ("09:00", "09:20") for who in ("001", "002", "003")] + [
        f"{DAY}T10:00:00+08:00\t{badge('T01')}\n"
    ]
    assert desk("scan", "--activity", "A1", "-", stdin="".join(lines)).code == 0
    for who, minutes in (("001", 6000), ("003", 7)):
        given = ("--activity", "A1", "--minutes", str(minutes), "--insist", "--reason", "布展")
        assert desk("add", "--volunteer", who, *given).code == 0
    assert desk("activity", "close", "A1").code == 0
    return desk


def duration(cell: Cell) -> timedelta:
    """What a cell holds, which must be a duration that is shown as h:mm."""
    assert cell.number_format == "[h]:mm"
    return cell.value if isinstance(cell.value, timedelta) else timedelta() if cell.value in (None, time()) else pytest.fail(repr(cell.value))  # fmt: skip


def in_minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def text_of(file: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


def test_three_times_twenty_minutes_and_a_hundred_hours_in_the_workbook(served: Run, tmp_path: Path) -> None:
    assert served("export", tmp_path / "out.xlsx").code == 0
    _summary, rows, *totals = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True).worksheets
    place = next(cell.column for cell in rows[1] if cell.value == "hours")
    each = [duration(rows.cell(line, place)) for line in range(2, rows.max_row + 1)]
    assert sorted(each) == [timedelta(), *[timedelta(minutes=m) for m in (7, 20, 20, 20, 6000)]]
    for sheet in totals:
        *lines, foot = [duration(sheet.cell(line, sheet.max_column)) for line in range(2, sheet.max_row + 1)
                        if sheet.cell(line, sheet.max_column).value is not None]  # fmt: skip
        assert sum(lines, timedelta()) == foot == sum(each, timedelta()) == timedelta(hours=101, minutes=7)


def test_csv_and_json_have_minutes_that_add_up(served: Run, tmp_path: Path) -> None:
    for name in ("out.csv", "out.json"):
        assert served("export", tmp_path / name).code == 0
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8-sig")))
    assert sum(int(row["minutes"]) for row in rows) == sum(in_minutes(row["hours"]) for row in rows) == 6067
    objects = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert sum(one["minutes"] for one in objects) == 6067
    assert round(sum(one["hours"] for one in objects) * 60, 6) == 6067


def test_what_is_filtered_adds_up_to_its_own_total(served: Run, tmp_path: Path) -> None:
    assert served("export", tmp_path / "out.xlsx", "--from", "2025-01-01").code == 0
    assert served("export", tmp_path / "day.xlsx", "--to", DAY, "--activity", "A1").code == 0
    for name in ("out.xlsx", "day.xlsx"):
        _summary, rows, volunteers, *_more = openpyxl.load_workbook(tmp_path / name, data_only=True).worksheets
        place = next(cell.column for cell in rows[1] if cell.value == "hours")
        each = [duration(rows.cell(line, place)) for line in range(2, rows.max_row + 1)]
        feet = [cell for cell in next(volunteers.iter_cols(volunteers.max_column)) if cell.value is not None]
        assert duration(feet[-1]) == sum(each, timedelta())


def test_the_publicity_list_adds_up_on_paper_and_in_its_workbook(served: Run, tmp_path: Path) -> None:
    assert served("policy", "set", "publicity_working_days=3", "--from", "2024-01-01T00:00").code == 0
    assert served("confirm", "--activity", "A1").code == 0
    for name in ("list.pdf", "list.xlsx"):
        done = served("publicity", "write", tmp_path / name)
        assert done.code == 0, done.err
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx", data_only=True).worksheets[0]
    *each, foot = [duration(sheet.cell(line, 8)) for line in range(2, sheet.max_row + 1)]
    assert sum(each, timedelta()) == foot > timedelta(hours=1)
    text = text_of(tmp_path / "list.pdf")
    printed = [in_minutes(found) for found in re.findall(r"\b(\d+:\d\d)\b", text)]
    assert sum(printed[:-1]) == printed[-1] == int(foot.total_seconds() // 60)


@pytest.mark.parametrize("language", share(["en", "zh"], 0, 2))
def test_a_certificate_adds_up(served: Run, tmp_path: Path, language: str) -> None:
    assert served("--lang", language, "certificate", "issue", tmp_path / "c.pdf", "001", "--all").code == 0
    text = text_of(tmp_path / "c.pdf").replace("\r\n", "")
    assert ("100 小时 20 分" if language == "zh" else "100 h 20 min") in text and "6020" in text
    assert "100:20" in text and "100.33" not in text


@pytest.mark.parametrize("command", [("volunteer", "001"), ("stars",), ("explain", "--all")])
def test_no_list_rounds_hours(served: Run, command: tuple[str, ...]) -> None:
    shown = served(*command)
    assert shown.code == 0
    assert not re.search(r"\b\d+\.\d\d\b", shown.out), shown.out
    assert "100:20" in shown.out or "6020" in shown.out
