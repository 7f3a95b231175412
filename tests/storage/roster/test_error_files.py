"""An error in a cell is no empty cell, in whatever format the school saved its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from checkin.rules.problems import Refused
from storage.roster.tables import read_sheets
from tests.storage.roster.error_files import ERROR, ods, xls, xlsb
from tests.storage.roster.files import read

Write = Callable[[Path, Sequence[Sequence[str]]], Path]
HEADINGS = ("学号", "姓名", "班级", "卡号", "证号")


@pytest.mark.parametrize("write", [xls, ods, xlsb])
@pytest.mark.parametrize("heading", HEADINGS)
def test_the_row_is_refused_for_every_column_that_identifies(tmp_path: Path, write: Write, heading: str) -> None:
    bad = {"学号": "0001", "姓名": "张伟", "班级": "七1班"} | {heading: ERROR}
    good = {"学号": "0002", "姓名": "李娜", "班级": "七1班"}
    rows = [list(bad), list(bad.values()), [good.get(name, "") for name in bad]]
    found = read(write(tmp_path / "r", rows))
    assert [(p.code, p.where) for p in found.problems] == [("error_cell", "sheet “名单”, row 2")]
    assert [row.name for row in found.rows] == ["李娜"]


@pytest.mark.parametrize("write", [xls, ods, xlsb])
def test_without_errors_the_cells_are_what_they_were(tmp_path: Path, write: Write) -> None:
    rows = [["姓名", "班级"], ["张伟", "七1班"], ["#1", "N/A"]]
    assert read_sheets(write(tmp_path / "r", rows))[0].rows == rows


def test_rows_and_cells_that_stand_for_several_are_counted(tmp_path: Path) -> None:
    """As LibreOffice writes them: the empty rows are one, and so are the two classes beside each other."""
    rows = [["姓名", "备注", "分组", "班级"], ["张伟", "x", "x", "七1班"], *[[""] * 4] * 3, ["李娜", "x", "x", ERROR]]
    assert [(p.code, p.where) for p in read(ods(tmp_path / "r", rows)).problems] == [
        ("error_cell", "sheet “名单”, row 6")
    ]


def test_a_formula_without_a_value_is_told_and_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    """As programs write them that compute nothing. One whose text is empty is empty, and formulas below the last person are no row."""
    file = tmp_path / "r.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["姓名", "班级", "类别"],
        ["=B1", "七1班", ""],
        ["李娜", "七1班", "=A1"],
        ["王芳", "七1班", ""],
        ["", "=B2", ""],
    ):
        book.active.append(row)
    book.save(file)
    found = read(file)
    assert [(p.code, p.where) for p in found.problems] == [
        ("no_value", "sheet “Sheet”, row 2"),
        ("no_value", "sheet “Sheet”, row 3"),
    ]
    assert [row.name for row in found.rows] == ["王芳"]
    with xlsxwriter.Workbook(tmp_path / "empty.xlsx") as written:
        sheet = written.add_worksheet()
        for at, text in enumerate(("姓名", "班级")):
            sheet.write_string(0, at, text)
        sheet.write_formula(1, 0, '="张"&"伟"', None, "张伟")
        sheet.write_formula(1, 1, '=""', None, "nothing")
    with ZipFile(tmp_path / "empty.xlsx") as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>nothing</v>", b"<v></v>"))
    found = read(file)
    assert not found.problems and [(row.name, row.class_name) for row in found.rows] == [("张伟", None)]


def test_a_broken_workbook_is_damaged_and_never_a_bug(tmp_path: Path) -> None:
    """Every tenth byte of each is changed in turn: it is read, or refused."""
    for write in (xls, xlsb):
        file = write(tmp_path / "r", [["姓名", "班级"], ["张伟", ERROR]])
        whole = file.read_bytes()
        for at in range(0, min(len(whole), 1500), 10):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
            with suppress(Refused):
                read_sheets(file)
