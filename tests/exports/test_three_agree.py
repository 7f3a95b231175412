"""CSV and JSON hold the same cells, and the workbook the same facts in words, whatever people are called."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from checkin.texts import use_language
from exports.tables.columns import COLUMNS
from exports.tables.export import write_export
from exports.tables.rows import SessionRow
from tests.exports.reading_back import Table, from_csv, from_json, from_xlsx
from tests.exports.sample_rows import NASTY_NAMES, SAMPLE, session
from tests.portions import share


def exported(folder: Path, rows: tuple[SessionRow, ...]) -> tuple[Table, Table, Table]:
    for ending in ("json", "csv", "xlsx"):
        assert write_export(folder / f"record.{ending}", iter(rows)) == len(rows)
    return (
        from_json(folder / "record.json"),
        from_csv(folder / "record.csv"),
        from_xlsx(folder / "record.xlsx", 1),
    )


FACTS = {
    "team": "team", "volunteer": "volunteer", "name": "name", "class": "class", "activity_team": "team of the activity",
    "activity": "activity", "activity_name": "name of the activity", "minutes": "minutes", "hours": "hours",
    "open_event": "event of the check-in", "close_event": "event of the check-out",
}  # fmt: skip
"""Columns that are the same in all: their name for programs, and for people."""


def facts(table: Table, columns: Iterable[str]) -> Table:
    """The cells of these columns, row by row."""
    places = [table[0].index(column) for column in columns]
    return [[row[place] for place in places] for row in table[1:]]


def test_dates_and_times_are_those_of_the_place_and_a_spreadsheet_can_sort_them(tmp_path: Path) -> None:
    rows = [
        session(day=date(2026, 3, 5)),
        session(start="2026-03-05T23:59:59.500-10:00", end="2026-03-06T01:00:00-10:00", day=date(2026, 3, 5)),
        session(start="1899-12-30T08:00:00+08:05", end=None, day=date(1899, 12, 30)),
    ]
    write_export(tmp_path / "record.xlsx", rows)
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx")["Sessions"]
    place = {cell.value: cell.column for cell in sheet[1]}

    def cells(row: int) -> list[object]:
        return [sheet.cell(row, place[head]).value for head in ("date", "checked in at", "checked out at")]

    assert cells(2) == [datetime(2026, 3, 5), datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 11, 30)]
    assert cells(3)[2] == datetime(2026, 3, 6, 1)
    assert cells(4) == ["1899-12-30", "1899-12-30T08:00:00+08:05", None], "a spreadsheet has no such date"


def test_words_are_in_the_language_of_the_headings(tmp_path: Path) -> None:
    row = session(status="needs_review", flags=("no_check_out", "replayed"), source="vouched")
    for lang, words in (("en", ["needs review", "vouched for", "no check-out; entered at another time than scanned", "student"]),
                        ("zh", ["待核实", "带队老师代签", "没有签退；非实时录入", "学生"])):  # fmt: skip
        use_language(lang)
        write_export(tmp_path / f"{lang}.xlsx", [row])
        cells = [cell.value for cell in openpyxl.load_workbook(tmp_path / f"{lang}.xlsx").worksheets[1][2]]
        assert [word for word in words if word not in cells] == []


def test_the_sample_is_the_same_in_all_three(tmp_path: Path) -> None:
    as_json, as_csv, as_xlsx = exported(tmp_path, SAMPLE)
    assert as_json == as_csv
    assert facts(as_json, FACTS) == facts(as_xlsx, FACTS.values())
    assert as_json[0] == [column.key for column in COLUMNS]
    assert [row[1] for row in as_json[1:]] == [
        "0001",
        "0001",
        "0002",
        "0003",
        "0004",
        "0004",
        "0007",
        "710000000000000000000069",
    ]


@pytest.mark.parametrize("name", share(NASTY_NAMES, 0, 2))
def test_a_name_comes_back_unharmed_from_each(tmp_path: Path, name: str) -> None:
    row = session("-001", name, class_name=name, activity=name, activity_name=name)
    as_json, as_csv, as_xlsx = exported(tmp_path, (row,))
    assert as_json == as_csv
    assert facts(as_json, FACTS) == facts(as_xlsx, FACTS.values())
    assert as_json[1][1:4] == ["-001", name, name]
    assert as_json[1][6:8] == [name, name]


def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    rows = tuple(session(name, name) for name in NASTY_NAMES)
    write_export(tmp_path / "record.csv", rows)
    raw = (tmp_path / "record.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfteam,volunteer,")
    import csv

    table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(table) == len(rows) + 1
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert raw.endswith(b"\r\n")


def test_formula_like_text_in_a_workbook_is_marked_as_text_and_not_changed(tmp_path: Path) -> None:
    """Excel's own mark (quotePrefix): it stays text even when somebody edits the cell."""
    write_export(tmp_path / "record.xlsx", [session(name="=1+1"), session(name="王小明")])
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx").worksheets[1]
    risky, plain = sheet["B2"], sheet["B3"]
    assert (risky.value, risky.quotePrefix, risky.number_format) == ("=1+1", True, "@")
    assert (plain.value, plain.quotePrefix, plain.number_format) == ("王小明", False, "@")
    assert sheet["C2"].number_format == "@", "a number with leading zeros stays one when edited"
