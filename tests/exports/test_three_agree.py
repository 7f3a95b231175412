"""CSV, XLSX and JSON hold the same cells, whatever people are called."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from exports.tables.columns import COLUMNS
from exports.tables.export import write_export
from exports.tables.rows import SessionRow
from tests.exports.reading_back import Table, from_csv, from_json, from_xlsx
from tests.exports.sample_rows import NASTY_NAMES, SAMPLE, session


def exported(folder: Path, rows: tuple[SessionRow, ...]) -> tuple[Table, Table, Table]:
    for ending in ("json", "csv", "xlsx"):
        assert write_export(folder / f"record.{ending}", iter(rows)) == len(rows)
    return (
        from_json(folder / "record.json"),
        from_csv(folder / "record.csv"),
        from_xlsx(folder / "record.xlsx"),
    )


def test_the_sample_is_the_same_in_all_three(tmp_path: Path) -> None:
    as_json, as_csv, as_xlsx = exported(tmp_path, SAMPLE)
    assert as_json == as_csv
    assert as_json == as_xlsx
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


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_a_name_comes_back_unharmed_from_each(tmp_path: Path, name: str) -> None:
    row = session("-001", name, class_name=name, activity=name, activity_name=name)
    as_json, as_csv, as_xlsx = exported(tmp_path, (row,))
    assert as_json == as_csv == as_xlsx
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
    import openpyxl

    write_export(tmp_path / "record.xlsx", [session(name="=1+1"), session(name="王小明")])
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx").worksheets[0]
    risky, plain = sheet["C2"], sheet["C3"]
    assert (risky.value, risky.quotePrefix, risky.number_format) == ("=1+1", True, "@")
    assert (plain.value, plain.quotePrefix, plain.number_format) == ("王小明", False, "@")
    assert sheet["B2"].number_format == "@", "a number with leading zeros stays one when edited"
