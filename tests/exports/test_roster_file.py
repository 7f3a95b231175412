"""What the desk writes of its roster comes in again unchanged, and hurts no spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checkin.rules.badge_numbers import badge_number
from checkin.rules.problems import Refused
from checkin.texts import use_language
from exports.roster_file import write_roster, write_template
from storage.people.person import Person
from storage.people.spelling import clean_name, clean_text
from storage.roster.plan import plan_import
from tests.portions import WHOLE
from tests.storage.roster.files import codes, read

BADGE = badge_number("00000000000000000001")
PEOPLE = [
    Person("MD", "0012", "张伟", "七(1)班", "student", "1", date(2013, 3, 5), "00991", True),
    Person("MD", "V0001", "=1+1", "", "teacher", "2"),
    Person("MD", "+3", "@SUM(A1)", "-1班", "parent", "9", None, "=x", False),
    Person("MD", "4", "'=李", "七(2)班", "student", "0"),
    Person("MD", "5", '\'n Beetje, "B"', "七(2)班"),
    Person("MD", "6", "𠮷𬭎", "七(2)班"),
    Person("MD", "7", "<r>x</r>", "七(2)班"),
    Person("MD", "8", "<r><t>bad</r>", "七(2)班"),
]


@pytest.fixture(params=["zh", "en"])
def speech(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def write(path: Path) -> Path:
    write_roster(path, [(p, BADGE if p.number == "0012" else None) for p in PEOPLE])
    return path


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx", "R.XLSX"])
def test_an_export_comes_in_unchanged(tmp_path: Path, speech: str, name: str) -> None:
    found = read(write(tmp_path / name))
    assert (found.problems, found.notes) == ((), ())
    plan = plan_import(found, PEOPLE, team="MD")
    assert plan.unchanged == tuple(PEOPLE)
    assert plan.badges == {"0012": BADGE}
    assert plan_import(found, [], team="MD").new == tuple(PEOPLE)


def test_no_cell_is_a_formula_and_numbers_keep_their_zeros(tmp_path: Path) -> None:
    rows = list(csv.reader((write(tmp_path / "r.csv")).open(encoding="utf-8-sig", newline="")))
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows[0][:3] == ["Number", "Name", "Class"]
    assert rows[1][0] == "0012"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    sheet = openpyxl.load_workbook(write(tmp_path / "r.xlsx")).active
    assert sheet is not None
    assert sheet["A2"].value == "0012"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert all(cell.value is None for row in sheet.iter_rows() for cell in row if cell.data_type == "n")


names = st.text(st.sampled_from("=+-@'＝张 伟aB,;\"\t"), min_size=1, max_size=8).map(clean_name).filter(bool)


@settings(max_examples=25 if WHOLE else 10)
@given(st.lists(names, min_size=1, max_size=4))
@example(found=["'"])
def test_any_name_comes_back(tmp_path_factory: pytest.TempPathFactory, found: list[str]) -> None:
    folder = tmp_path_factory.mktemp("r")
    people = [Person("MD", str(i), name, clean_text(f"{name}班")) for i, name in enumerate(found)]
    for path in (folder / "r.csv", folder / "r.xlsx"):
        write_roster(path, [(p, None) for p in people])
        assert plan_import(read(path), [], team="MD").new == tuple(people)


def test_an_empty_template_holds_nobody(tmp_path: Path, speech: str) -> None:
    write_template(tmp_path / "t.xlsx")
    with pytest.raises(Refused) as refused:
        read(tmp_path / "t.xlsx")
    assert codes(refused.value.problems) == ["no_people"]
    assert [p.name for p in tmp_path.iterdir()] == ["t.xlsx"]


def test_people_written_below_the_examples_come_in(tmp_path: Path, speech: str) -> None:
    """Filled in with another program, as a school does it."""
    write_template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book.worksheets[0]
    assert sheet.column_dimensions["A"].number_format == "@"
    assert len(sheet.data_validations.dataValidation) == 3
    sheet.append(["007", "王芳", "七1班"])
    book.save(tmp_path / "t.xlsx")
    found = read(tmp_path / "t.xlsx")
    assert [(r.number, r.name, r.row) for r in found.rows] == [("007", "王芳", 4)]
    assert sorted(codes(found.notes)) == ["examples"]


def test_where_it_can_not_be_written(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "r.pdf", "suffix"), (tmp_path / "no" / "r.csv", "no_folder")):
        with pytest.raises(Refused) as refused:
            write_roster(path, [])
        assert codes(refused.value.problems) == [code]
    with pytest.raises(Refused):
        write_template(tmp_path / "t.csv")
    assert list(tmp_path.iterdir()) == []
