"""The file that a person named is written whole or not at all."""

from __future__ import annotations

import errno
import gc
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.packager import Packager

from checkin.progress import counted, listening
from checkin.rules.problems import Refused
from checkin.texts import say
from exports.shown.shown_list import ShownList
from exports.shown.writing import write_list
from exports.tables import plain_sheet
from exports.tables.export import write_export
from exports.tables.rows import SessionRow
from exports.tables.text_sheet import write_text_sheet
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_chart import axis_step
from tests.exports.sample_rows import SAMPLE, session


@pytest.mark.parametrize("name", ["record.ods", "record", "record.xls"])
def test_another_ending_is_refused_with_the_endings_that_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        write_export(tmp_path / name, SAMPLE)
    assert ".csv, .xlsx, .json or .html" in say(refused.value.problems[0])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "XLSX"])
def test_rows_that_break_off_leave_the_older_file_as_it_was(tmp_path: Path, ending: str) -> None:
    def rows() -> Iterator[SessionRow]:
        yield session()
        raise RuntimeError("the query failed")

    path = tmp_path / f"record.{ending}"
    path.write_text("older")
    with pytest.raises(RuntimeError, match="the query failed"):
        write_export(path, rows())
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "older"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_export(tmp_path / "nowhere" / "record.xlsx", SAMPLE)


def test_more_rows_than_a_sheet_holds_are_refused_never_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_sheet, "MAX_ROWS", 4)
    assert write_export(tmp_path / "three.xlsx", [session()] * 3) == 3
    with pytest.raises(Refused) as refused:
        write_export(tmp_path / "four.xlsx", [session()] * 4)
    assert "3 rows" in say(refused.value.problems[0])
    assert [p.name for p in tmp_path.iterdir()] == ["three.xlsx"]


def test_no_other_sheet_drops_rows_either_nor_its_totals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_sheet, "MAX_ROWS", 4)
    out = tmp_path / "list.xlsx"
    write_list(out, ShownList("List", ["name"], [["a"]] * 3))
    with pytest.raises(Refused) as refused:
        write_list(tmp_path / "longer.xlsx", ShownList("List", ["name"], [["a"]] * 4))
    assert "3 rows" in say(refused.value.problems[0])
    # Three volunteers and the line over them need five rows.
    with pytest.raises(Refused, match="Per volunteer"):
        write_export(tmp_path / "three.xlsx", [session("0001"), session("0002"), session("0003")])
    assert [p.name for p in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("examples", [False, True])
def test_a_list_of_texts_keeps_a_name_that_looks_like_markup(tmp_path: Path, *, examples: bool) -> None:
    names = ["<r>x</r>", "<r></r>", "<r><t>bad</r>"]
    write_text_sheet(tmp_path / "posts.xlsx", "Posts", [("name", 10)], [[name] for name in names], examples=examples)
    sheet = openpyxl.load_workbook(tmp_path / "posts.xlsx").active
    assert sheet is not None and [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == names
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_sessions_are_counted_as_those_who_give_them_say(tmp_path: Path, ending: str) -> None:
    heard: list[tuple[str, int | None]] = []

    class Heard:
        def begin(self, words: str, total: int | None) -> None:
            heard.append((words, total))

        def reached(self, done: int) -> None:
            pass

        def end(self) -> None:
            pass

    with listening(Heard()):
        write_export(tmp_path / f"record.{ending}", counted(SAMPLE, "sessions"))
    assert heard[0] == ("sessions", len(SAMPLE))


def test_a_text_that_a_cell_would_cut_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_export(tmp_path / "record.xlsx", [session(name="长" * 32768)])
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_keeps_its_headings_in_view_and_can_be_filtered(tmp_path: Path) -> None:
    write_export(tmp_path / "record.xlsx", SAMPLE)
    book = openpyxl.load_workbook(tmp_path / "record.xlsx")
    assert book.sheetnames == ["Summary", "Sessions", "Per volunteer", "Per activity", "By kind"]
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"A2"}
    assert book["Sessions"].auto_filter.ref == f"A1:S{len(SAMPLE) + 1}"
    assert book["Per volunteer"].auto_filter.ref == "A1:L7", "the row over all stays out of the filter"


def test_a_column_grows_with_its_texts_and_a_longer_text_takes_lines(tmp_path: Path) -> None:
    """Nothing is cut by the cell beside it, on the screen as on paper."""
    long, longest = "Anna Maria Lopez Vega", "Alexandra Wilhelmina Montgomery-Featherstonehaugh"
    write_export(tmp_path / "record.xlsx", [session(name=long), session(name=longest), session()])
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx")["Sessions"]
    names = {
        row[1].value: (bool(row[1].alignment.wrap_text), sheet.row_dimensions[row[1].row].height) for row in sheet.rows
    }
    assert sheet.column_dimensions["B"].width >= len(long)
    assert names[long] == (False, None) and names[longest] == (True, 45)


def test_a_workbook_prints_across_a4_with_its_headings_on_each_page(tmp_path: Path) -> None:
    write_export(tmp_path / "record.xlsx", SAMPLE)
    for sheet in openpyxl.load_workbook(tmp_path / "record.xlsx").worksheets[1:]:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and int(sheet.page_setup.fitToHeight) == 0
        assert sheet.print_title_rows == "$1:$1"


def test_the_first_sheet_has_charts_of_hours_by_class_and_month(tmp_path: Path) -> None:
    write_export(tmp_path / "record.xlsx", SAMPLE)
    summary = openpyxl.load_workbook(tmp_path / "record.xlsx")["Summary"]
    assert len(summary._charts) == 2
    with zipfile.ZipFile(tmp_path / "record.xlsx") as packed:
        for number in (1, 2):
            assert b'<c:numFmt formatCode="[h]:mm" sourceLinked="0"/>' in packed.read(f"xl/charts/chart{number}.xml")
    assert [summary.cell(row, 1).value for row in range(2, 6)] == ["persons", "sessions", "to review", "hours"]
    assert summary.cell(5, 2).value == timedelta(minutes=310)


@pytest.mark.parametrize(
    ("most", "step"), [(0, 15), (90, 15), (91, 30), (360, 60), (361, 120), (47 * 60 + 30, 600), (100_000, 30_000)]
)
def test_an_axis_of_hours_has_few_round_steps(most: int, step: int) -> None:
    assert axis_step(most) == step


def test_an_empty_record_is_still_a_workbook(tmp_path: Path) -> None:
    assert write_export(tmp_path / "record.xlsx", []) == 0
    book = openpyxl.load_workbook(tmp_path / "record.xlsx")
    assert [sheet.max_row for sheet in book] == [5, 1, 2, 2, 2]


def test_a_workbook_whose_disk_is_full_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python lets go of the ZIP that came to nothing later, and would tell of it on the terminal."""

    def full(_packager: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    told: list[object] = []
    monkeypatch.setattr(Packager, "_create_package", full)
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with pytest.raises(OSError, match="no space left"), workbook_in(tmp_path / "x.xlsx", row_by_row=True) as book:
        book.add_worksheet()
    del book
    gc.collect()
    assert told == [] and list(tmp_path.iterdir()) == []
