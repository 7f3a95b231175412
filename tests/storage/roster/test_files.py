"""Every kind of file that schools keep gives the same people; a file that is no roster is refused."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from tests.storage.roster.files import codes, csv_file, read, xls, xlsx

ROWS = [
    ["明德中学志愿者名单"],
    ["学 号", "姓名（必填）", "班级*", "性别", "出生日期", "身份证号", "联系电话"],
    ["0012", "张 伟", "七（1）班", "男", "2013/3/5", "500103201303051234", "13800000000"],
    ["20230101", "Anna  Lee", "七(1)班", "女", "2012年12月1日", "", ""],
    ["", "𠮷𬭎", "七(2)班", "", "20130901", "", ""],
    [],
    ["合计", "3人"],
]


def people(path: Path) -> list[tuple[object, ...]]:
    found = read(path)
    assert found.problems == ()
    assert codes(found.notes)[:1] == ["sensitive"]
    assert "身份证号" in say(found.notes[0])
    assert "13800000000" not in "".join(map(repr, found.rows))
    return [(r.row, r.number, r.name, r.class_name, r.sex, r.birth) for r in found.rows]


EXPECTED = [
    (3, "0012", "张伟", "七(1)班", "1", date(2013, 3, 5)),
    (4, "20230101", "Anna Lee", "七(1)班", "2", date(2012, 12, 1)),
    (5, None, "𠮷𬭎", "七(2)班", None, date(2013, 9, 1)),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    assert people(csv_file(tmp_path / "r.csv", ROWS, encoding, separator)) == EXPECTED


def test_workbooks_with_numbers_and_dates(tmp_path: Path) -> None:
    """Excel keeps 20230101 as a number and the birthday as a date."""
    rows = [list(row) for row in ROWS]
    rows[2][4] = date(2013, 3, 5)  # type: ignore[call-overload]
    rows[3][0] = 20230101  # type: ignore[call-overload]
    rows[4][4] = 20130901  # type: ignore[call-overload]
    assert people(xlsx(tmp_path / "r.xlsx", {"Sheet1": rows})) == EXPECTED
    assert people(xls(tmp_path / "r.xls", {"Sheet1": rows})) == EXPECTED


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    assert people(csv_file(tmp_path / "really.xlsx", ROWS, "gb18030")) == EXPECTED
    assert people(xlsx(tmp_path / "book.xlsx", {"S": ROWS}).rename(tmp_path / "really.csv")) == EXPECTED
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    page = f'<html><meta charset="gb2312"><table border=1>{cells}</table></html>'
    (tmp_path / "web.xls").write_bytes(page.encode("gb18030"))
    assert people(tmp_path / "web.xls") == EXPECTED


def test_a_separator_line_counts_as_a_row(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("sep=;\nname;class\nAnna Lee;7\n")
    (row,) = read(tmp_path / "r.csv").rows
    assert (row.row, row.name, row.class_name) == (3, "Anna Lee", "7")


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read(path)
    assert all(say(p) for p in refused.value.problems)
    return refused.value.problems[0].code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (b"a\x00b\x00", "not_a_table"),
        (b"<html><p>Please log in</p></html>", "not_a_table"),
        (b"<?xml version='1.0'?><x/>", "not_a_table"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "not_a_table"),
        ("学号,班级\n1,七1班\n".encode(), "no_name_column"),
        (b"hello\nworld\n", "no_headings"),
        ("学号,姓名\n".encode(), "no_people"),
        (b"\xff\xff\x81\xff\x00", "encoding"),
    ],
)
def test_what_is_no_roster(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "roster.xlsx").write_bytes(content)
    assert refusal(tmp_path / "roster.xlsx") == code


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('1,"Ann,7\n2,Ben,7\n', 2),
        ('1,Ann,7\n2,"Ben', 3),
        ('1,"Ann\nLee",7\n2,"Ben,7\n3,"Cid,7\n4,Dan,7\n', 4),
        ('1,"Ann,7\n' + "2,Ben,7\n" * 20_000, 2),
    ],
    ids=["swallows the rest", "in the last row", "is closed by the next one", "makes too long a cell"],
)
def test_a_quote_that_never_closes_is_told_with_its_line(tmp_path: Path, rows: str, line: int) -> None:
    (tmp_path / "r.csv").write_text(f"number,name,class\n{rows}")
    with pytest.raises(Refused) as refused:
        read(tmp_path / "r.csv")
    assert [(p.code, p.values) for p in refused.value.problems] == [("open_quote", {"line": line})]


def test_quotes_in_names_and_cells_of_several_lines_are_read(tmp_path: Path) -> None:
    rows = 'number,name,class\n1,"Ann\n Lee",7\n2,Ben "Bob" Li,7\n3,"Cid ""C"" Li"x,"8"\n'
    (tmp_path / "r.csv").write_text(rows)
    assert [(r.number, r.name) for r in read(tmp_path / "r.csv").rows] == [
        ("1", "Ann Lee"),
        ("2", 'Ben "Bob" Li'),
        ("3", 'Cid "C" Lix'),
    ]


def test_missing_folders_and_word_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.csv") == "no_file"
    assert refusal(tmp_path) == "is_a_folder"
    with zipfile.ZipFile(tmp_path / "letter.docx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(tmp_path / "letter.docx") == "not_a_table"


def test_a_stray_cell_does_not_kill_the_desk(tmp_path: Path) -> None:
    """Laid out in full, this sheet of two cells would take half a terabyte."""
    far = xlsx(tmp_path / "far.xlsx", {"S": [["姓名"]]})
    import xlsxwriter

    book = xlsxwriter.Workbook(str(far))
    sheet = book.add_worksheet("S")
    sheet.write(0, 0, "姓名")
    sheet.write(1048575, 16383, "x")
    book.close()
    assert refusal(far) == "too_wide"


@pytest.mark.parametrize("cell", [b'<c r="XFD1048576"', b'<c s="1" r="XFD1048576"', b"<c r='xfd1048576'"])
def test_a_sheet_that_says_less_of_its_extent_than_its_cells_does_not_kill_the_desk(
    tmp_path: Path, cell: bytes
) -> None:
    """The same stray cell below a dimension of two cells, and written as other programs write it."""
    import xlsxwriter

    far = tmp_path / "far.xlsx"
    book = xlsxwriter.Workbook(str(tmp_path / "near.xlsx"))
    sheet = book.add_worksheet("S")
    sheet.write(0, 0, "姓名")
    sheet.write(1, 1, "x")
    book.close()
    with zipfile.ZipFile(tmp_path / "near.xlsx") as near, zipfile.ZipFile(far, "w") as archive:
        for name in near.namelist():
            archive.writestr(name, near.read(name).replace(b'<c r="B2"', cell))
    assert b'<dimension ref="A1:B2"' in zipfile.ZipFile(far).read("xl/worksheets/sheet1.xml")
    assert refusal(far) == "too_wide"
