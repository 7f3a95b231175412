"""The school's file of identity numbers, as schools write it. The owner of a number is never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from checkin.rules.problems import Problem, Refused
from exports.batch.identities import read_identities
from storage.people.person import Person
from storage.people.register import key_of
from tests.exports.batch.identity_numbers import identity_number
from tests.storage.roster.files import csv_file, xls, xlsx

TODAY = date(2026, 11, 23)
WEI, WEI_2, NA, FANG = PEOPLE = [
    Person("FD", "001", "张伟", "七1班"),
    Person("FD", "002", "张伟", "七2班"),
    Person("FD", "003", "李娜", "七1班", birth=date(2012, 3, 6)),
    Person("FD", "007", "王芳", "七2班"),
]
A, B, C, D = (identity_number(f"5001032012030{day}101") for day in range(5, 9))


def found(path: Path, people: Sequence[Person] = PEOPLE) -> dict[str, str]:
    """By number: the identity number, or the code of what is wrong."""
    identities = read_identities(path, people, TODAY)
    told = {person.number: identities.of(key_of(person)) for person in people}
    return {number: one.code if isinstance(one, Problem) else one for number, one in told.items()}


def test_by_number_whatever_the_kind_of_file(tmp_path: Path) -> None:
    """A workbook's numbers are floats, an old school system's file is GB 18030, and headings carry notes."""
    head = ("序号", "学号", "学生姓名", "公民身份号码（18位）", "联系电话")
    rows = [(1, "001", "张伟", A, "13800000000"), (2, "002", "张 伟", f"'{B}", ""), (3, "003", "", C, "")]
    expected = {"001": A, "002": B, "003": "identity_birth_differs", "007": "no_identity"}
    assert found(xlsx(tmp_path / "a.xlsx", {"七年级": [("名单",), head, *rows]})) == expected
    assert found(xls(tmp_path / "a.xls", {"七年级": [head, *rows]})) == expected
    assert found(csv_file(tmp_path / "a.csv", [head, *rows], "gb18030")) == expected
    assert found(csv_file(tmp_path / "b.csv", [head, *rows], "utf-16", "\t")) == expected


def test_a_number_that_a_spreadsheet_took_for_an_amount(tmp_path: Path) -> None:
    """7 is the number `7`, whole; an identity number as an amount lost its last digits."""
    file = xlsx(tmp_path / "a.xlsx", {"S": [("编号", "身份证号"), (7, float(A))]})
    assert found(file, [Person("FD", "7", "王芳")]) == {"7": "identity_cut"}


def test_by_name_only_where_it_is_one_persons(tmp_path: Path) -> None:
    """Two are called 张伟: the class tells them apart, and without it neither has a number."""
    head = ("姓名", "班级", "身份证号")
    by_class = csv_file(tmp_path / "a.csv", [head, ("张伟", "七1班", A), ("张伟", "七2班", B), ("王芳", "", C)])
    assert found(by_class) == {"001": A, "002": B, "003": "no_identity", "007": C}
    alone = csv_file(tmp_path / "b.csv", [("姓名", "身份证号"), ("张伟", A), ("王芳", C)])
    assert found(alone) == {"001": "namesakes", "002": "namesakes", "003": "no_identity", "007": C}
    moved = csv_file(tmp_path / "c.csv", [head, ("王芳", "八2班", C)])
    assert found(moved)["007"] == "identity_class_differs"


def test_a_number_goes_before_a_name(tmp_path: Path) -> None:
    """Another 王芳 of the school, who is no volunteer, stands in the file too."""
    head = ("学号", "姓名", "身份证号")
    file = csv_file(tmp_path / "a.csv", [head, ("999", "王芳", A), ("007", "王芳", B), ("001", "李娜", C)])
    assert found(file) == {
        "001": "identity_name_differs",
        "002": "no_identity",
        "003": "no_identity",
        "007": B,
    }


def test_two_rows_for_one_person_and_one_number_for_two(tmp_path: Path) -> None:
    head = ("编号", "姓名", "身份证号")
    rows = [("001", "张伟", A), ("001", "张伟", B), ("002", "", C), ("002", "张伟", f"{C} "), ("007", "", "")]
    assert found(csv_file(tmp_path / "a.csv", [head, *rows])) == {
        "001": "identity_twice",
        "002": C,
        "003": "no_identity",
        "007": "no_identity",
    }
    shared = [("001", "", D), ("002", "", D), ("007", "", A)]
    assert found(csv_file(tmp_path / "b.csv", [head, *shared])) == {
        "001": "identity_shared",
        "002": "identity_shared",
        "003": "no_identity",
        "007": A,
    }


def test_classes_that_are_written_once_for_many_hold_for_all(tmp_path: Path) -> None:
    rows = [("班级", "姓名", "身份证号"), ("七1班", "张伟", A), (None, "李四", B), ("七2班", "张伟", C)]
    file = xlsx(tmp_path / "a.xlsx", {"S": rows}, [(1, 0, 2, 0, "七1班")])
    assert found(file)["001"] == A and found(file)["002"] == C


@pytest.mark.parametrize("head", [("编号", "姓名", "学籍号"), ("身份证号", "班级"), ("a", "b")])
def test_without_the_headings_the_file_is_refused(tmp_path: Path, head: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        found(csv_file(tmp_path / "a.csv", [head, ("001", "张伟")]))
    assert [problem.code for problem in refused.value.problems] == ["no_headings"]


def test_what_is_in_memory_does_not_show(tmp_path: Path) -> None:
    """The text forms of values, which tracebacks and logs print, hold no identity number."""
    file = csv_file(tmp_path / "a.csv", [("编号", "身份证号"), ("001", A)])
    identities = read_identities(file, PEOPLE, TODAY)
    assert identities.of("FD/001") == A
    assert A not in repr(identities)
