"""Lists as a bad stick leaves them, and as somebody makes them who wishes ill: read, or refused in a sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.rules.problems import Refused
from storage.roster.sheets import MOST_IN_CELL, Sheet, check_size
from storage.roster.tables import read_sheets
from tests.damaged_bytes import damaged
from tests.portions import WHOLE, share
from tests.storage.roster import error_files
from tests.storage.roster.files import csv_file, read, xls, xlsx

HEADINGS = ["姓名", "学号", "班级", "生日"]
ROWS = [HEADINGS, *([f"张{i}", f"{i:04}", "高一1班", "2010-01-02"] for i in range(12))]
WITH_ERROR = [*ROWS, ["李娜", "#N/A", "高一1班", ""]]
_XML = '<?xml version="1.0"?>'
_SHEET = f'{_XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def web_page(path: Path) -> Path:
    rows = "".join("<tr>" + "".join(f"<td rowspan=1>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text(f"<html><meta charset=utf-8><table>{rows}</table></html>", "utf-8")
    return path


MAKERS: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda path: xlsx(path, {"名单": ROWS, "b": ROWS}, [(3, 2, 6, 2, "高一3班")]),
    "xls": lambda path: xls(path, {"名单": ROWS}),
    "xls-error": lambda path: error_files.xls(path, WITH_ERROR),
    "xlsb": lambda path: error_files.xlsb(path, WITH_ERROR),
    "ods": lambda path: error_files.ods(path, WITH_ERROR),
    "utf-8": lambda path: csv_file(path, ROWS, "utf-8-sig"),
    "utf-16": lambda path: csv_file(path, ROWS, "utf-16"),
    "gb18030": lambda path: csv_file(path, ROWS, "gb18030"),
    "web-page": web_page,
}


def outcome(file: Path, reader: Callable[[Path], object] = read) -> str:
    """`read`, or the code of the problem; any other exception is a fault of the program."""
    try:
        reader(file)
    except Refused as refused:
        return refused.problems[0].code
    return "read"


@cache
def sound(kind: str) -> bytes:
    with TemporaryDirectory() as folder:
        return MAKERS[kind](Path(folder, "sound")).read_bytes()


@pytest.mark.parametrize("kind", share(MAKERS, 0, 2))
@settings(max_examples=15 if WHOLE else 3)
@given(seed=st.integers(0, 1 << 32))
def test_a_damaged_list_is_read_or_refused(kind: str, seed: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "list")
        file.write_bytes(sound(kind))
        assert outcome(file) == "read"
        file.write_bytes(damaged(sound(kind), seed))
        outcome(file)


def with_sheet(path: Path, xml: str) -> Path:
    """A workbook whose only sheet is of this XML."""
    sound = xlsx(path.with_name("sound.xlsx"), {"名单": [["姓名"], ["张三"]]})
    with zipfile.ZipFile(sound) as archive, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as twisted:
        for name in archive.namelist():
            twisted.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else archive.read(name))
    return path


def cells(*places: str) -> str:
    rows = "".join(f'<row><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>' for place in places)
    return f"{_SHEET}{rows}</sheetData></worksheet>"


def entities() -> str:
    """Ten to the power of nine letters, by entities of entities."""
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE w [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'


def by_entities(path: Path) -> Path:
    xml = cells("A1").replace(_XML, _XML + entities()).replace("<t>x", "<t>&a9;")
    return with_sheet(path, xml)


def ods_by_entities(path: Path) -> Path:
    error_files.ods(path, WITH_ERROR)
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode("utf-8")
    content = (entities() + content).replace(">李娜<", ">&a9;<")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
    return path


def blanks(path: Path) -> Path:
    return with_sheet(path, f"{_SHEET}{' ' * 100_000_000}</sheetData></worksheet>")


def spans(path: Path) -> Path:
    path.write_text("<table><tr>" + "<td rowspan=2000 colspan=2000>x" * 1000 + "</table>")
    return path


def unclosed(path: Path) -> Path:
    """Each of these costs the parser a look through all the rest."""
    begun = ("<!--", "<td a=", "<td b='\"", "<![CDATA[>", "</x", "<?")
    path.write_text("<table><tr><td>姓名" + "".join(one * 30_000 for one in begun))
    return path


def long_line(path: Path) -> Path:
    path.write_bytes(b"\xe5\xa7\x93\xe5\x90\x8d\n" + b"a" * 900_000 + b"\n")
    return path


def too_many(path: Path) -> Path:
    path.write_bytes("姓名\n".encode() + b"a,b,c,d,e,f,g,h\n" * 700_000)
    return path


def rows_of_a_page(path: Path) -> Path:
    path.write_text("<table><tr><td>姓名" + "<tr>" * 300_001 + "<tr><td>x</table>")
    return path


def sheets(path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(1001):
            book.add_worksheet(str(number))
    return path


@pytest.mark.parametrize(
    ("make", "codes"),
    share(
        [
            (lambda path: with_sheet(path, cells("A1", "XFD1048576")), {"too_wide"}),
            (lambda path: with_sheet(path, cells("A1", "XFD1048576").replace('r="X', "r='X")), {"too_wide", "damaged"}),
            (lambda path: with_sheet(path, cells("A1", "A300001")), {"too_wide"}),
            (rows_of_a_page, {"too_many_cells"}),
            (sheets, {"too_many_sheets"}),
            (by_entities, {"damaged"}),
            (ods_by_entities, {"damaged", "cannot_be_read", "not_enough_memory"}),
            (blanks, {"read"}),
            (spans, {"too_many_cells"}),
            (unclosed, {"read"}),
            (long_line, {"not_a_table"}),
            (too_many, {"too_many_cells"}),
        ],
        0,
        3,
    ),
    ids=share(
        [
            "far",
            "far-otherwise",
            "low",
            "page",
            "sheets",
            "entities",
            "ods-entities",
            "blanks",
            "spans",
            "unclosed",
            "long-line",
            "too-many",
        ],
        0,
        3,
    ),
)
def test_a_list_that_unpacks_to_more_than_fits_is_refused(
    make: Callable[[Path], Path], codes: set[str], tmp_path: Path
) -> None:
    assert outcome(make(tmp_path / "list"), read_sheets) in codes


@pytest.mark.parametrize("kind", ["workbook", "web page", "csv"])
def test_a_picture_as_letters_in_a_cell_is_cut_off_and_the_list_is_read(kind: str, tmp_path: Path) -> None:
    """Each reader looks at each letter of a heading and a name: one cell of 60 MB took minutes."""
    file, picture = tmp_path / "list", "A" * 100_000
    match kind:
        case "workbook":
            told = "".join(
                f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
                for at, text in (("A1", "姓名"), ("B1", picture))
            )
            with_sheet(file, f'{_SHEET}<row r="1">{told}</row></sheetData></worksheet>')
        case "web page":
            file.write_text(f"<table><tr><td>姓名<td>{picture}</table>", "utf-8")
        case _:
            file.write_text(f"姓名,{picture}\n", "utf-8")
    (sheet,) = read_sheets(file)
    assert sheet.rows == [["姓名", picture[:MOST_IN_CELL]]]


def test_more_letters_than_a_list_has_are_refused() -> None:
    full = ["x" * MOST_IN_CELL] * 1000
    check_size([Sheet("", [full] * 3)], "list")
    with pytest.raises(Refused) as refused:
        check_size([Sheet("", [full] * 2), Sheet("", [full] * 2)], "list")
    assert refused.value.problems[0].code == "too_many_cells"
