"""A list of texts becomes a workbook in which dates, times, shares and hours are values, and identifiers stay texts."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checkin.rules.problems import Refused
from exports.shown.shown_list import ShownList
from exports.shown.writing import ENDINGS, write_list
from exports.tables.columns import CellKind

NIGHT = ShownList(
    "Night",
    ("number", "check in", "check out", "day", "share", "of", "hours", "class"),
    [
        ("0012", "2026-03-05 22:00", "2026-03-06 05:30", "2026-03-05", "85.5%", "1,200", "27:05", "2026-13-01"),
        ("E17", "2026-03-05 09:00", "—", "2026-03-07", "—", "3", "—", "2026-02-31"),
    ],
    frozenset({4, 5, 6}),
)


def test_what_each_column_holds() -> None:
    assert [NIGHT.kind(column) for column in range(8)] == [
        CellKind.TEXT, CellKind.INSTANT, CellKind.INSTANT, CellKind.DAY, CellKind.SHARE, CellKind.WHOLE, CellKind.HOURS, CellKind.TEXT,
    ]  # fmt: skip
    assert ShownList("", ("",), [("—",)], frozenset({0})).kind(0) is CellKind.TEXT


def test_a_spreadsheet_sorts_and_sums_them(tmp_path: Path) -> None:
    """A dash among figures stays one, among times it is nothing; a class that only looks like a day stays a text."""
    write_list(tmp_path / "n.xlsx", NIGHT)
    first, second = load_workbook(tmp_path / "n.xlsx").active.iter_rows(min_row=2, values_only=True)
    assert first == (
        "0012", datetime(2026, 3, 5, 22), datetime(2026, 3, 6, 5, 30), datetime(2026, 3, 5), 0.855, 1200,
        timedelta(hours=27, minutes=5), "2026-13-01",
    )  # fmt: skip
    assert (second[2], second[4], second[6]) == (None, "—", "—")


def test_a_text_of_several_lines_has_a_row_that_grows_with_it(tmp_path: Path) -> None:
    shown = ShownList("", ("text",), [("=1+1\nsecond line",), ("one line",), ("=1+1",)])
    write_list(tmp_path / "n.xlsx", shown)
    cells = [row[0] for row in load_workbook(tmp_path / "n.xlsx").active.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == ["=1+1\nsecond line", "one line", "=1+1"]
    assert [bool(cell.alignment.wrap_text) for cell in cells] == [True, False, False]
    assert [bool(cell.quotePrefix) for cell in cells] == [True, False, True]


def test_a_table_keeps_what_people_read_without_marks_between_thousands(tmp_path: Path) -> None:
    write_list(tmp_path / "n.csv", NIGHT)
    assert (tmp_path / "n.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "n.csv").open(encoding="utf-8-sig", newline="") as file:
        (_head, first, second) = csv.reader(file)
    assert (first[4], first[5], first[6], second[6]) == ("85.5%", "1200", "27:05", "—")


@pytest.mark.parametrize("ending", ENDINGS)
def test_of_a_list_without_rows_nothing_is_written(tmp_path: Path, ending: str) -> None:
    with pytest.raises(Refused) as refused:
        write_list(tmp_path / f"n{ending}", NIGHT._replace(rows=[]))
    assert refused.value.problems[0].code == "nothing_to_write" and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("样本 " + "𠮷" * 30, "样本 " + "𠮷" * 14),
        ("Sample 'a/b'", "Sample  a b"),
        ("x" * 40, "x" * 31),
        ("[]", "Sheet1"),
    ],
)
def test_a_sheet_is_named_after_its_list_as_far_as_it_can_be(tmp_path: Path, title: str, name: str) -> None:
    write_list(tmp_path / "l.xlsx", ShownList(title, ["<r>a</r>", ""], [["1", "2"]]))
    sheet = load_workbook(tmp_path / "l.xlsx").worksheets[0]
    assert sheet.title == name
    assert sheet["A1"].value == "<r>a</r>"


@pytest.mark.parametrize("long", ["an answer in many words " * 4, "0199feea-6c00-7814-a99b-0827c5bf6f59", "长" * 40])
def test_a_list_of_many_columns_prints_readable_for_its_wide_texts_go_on_in_further_lines(
    tmp_path: Path, long: str
) -> None:
    """Twelve wide columns, numbers and days among them, and one for a pen: no wider than a page; a narrow list stays as it is."""
    headings = (*(f"a heading {n}" for n in range(11)), "hours", "note")
    row = (*[long] * 11, "1:30", "")
    write_list(tmp_path / "w.xlsx", ShownList("", headings, [row], frozenset({11}), blank=frozenset({12})))
    sheet = load_workbook(tmp_path / "w.xlsx").active
    widths = [one.width * (one.max - one.min + 1) for one in sheet.column_dimensions.values()]
    assert sum(widths) < 175 and sheet.column_dimensions["M"].width > 17
    assert sheet.cell(2, 1).alignment.wrap_text and sheet.cell(2, 1).value == long
    assert sheet.row_dimensions[2].height >= 15 * len(long.encode("gb18030")) / 12
    write_list(tmp_path / "n.xlsx", ShownList("", headings[:2], [row[:2]]))
    narrow = load_workbook(tmp_path / "n.xlsx").active
    assert narrow.column_dimensions["A"].width > sheet.column_dimensions["A"].width
