"""What a spreadsheet did to values that tell people apart: recognised or refused by row, in every column and file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from checkin.rules.problems import Problem, Refused
from exports.batch.identities import read_identities
from exports.district.returns.rows import return_rows
from storage.people.person import Person
from storage.recognition.commendation_list import Defaults, read_commendations
from storage.roster.identifiers import identifier
from storage.roster.plan import plan_import
from storage.roster.reading import Reading
from storage.roster.rows import RosterRow
from storage.roster.signup.list_file import read_signup
from storage.roster.whose_row import person_of_row
from storage.store import Store
from tests.storage.roster.files import csv_file, read

IDENTIFYING = ("学号", "姓名", "班级", "卡号", "证号")
ERROR, TRUTH = "=NA()", "=TRUE()"
SPOILT = [
    pytest.param(date(2026, 3, 5), "became_date", id="date"),
    pytest.param(ERROR, "error_cell", id="error"),
    pytest.param(True, "truth_cell", id="truth"),
    pytest.param(5.00103e17, "lost_digits", id="long number"),
    pytest.param("########", "error_cell", id="too narrow to be shown"),
]


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook as Excel leaves it: dates, truth values and errors are cells of their own kind."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名单")
    day = book.add_format({"num_format": "yyyy/m/d"})
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            match cell:
                case bool():
                    sheet.write_boolean(r, c, cell)
                case date():
                    sheet.write_datetime(r, c, cell, day)
                case str() if cell == ERROR:
                    sheet.write_formula(r, c, cell, value="#N/A")
                case str():
                    sheet.write_string(r, c, cell)
                case _:
                    sheet.write(r, c, cell)
    book.close()
    return path


@pytest.mark.parametrize(("cell", "code"), SPOILT)
@pytest.mark.parametrize("heading", IDENTIFYING)
def test_a_roster_refuses_the_row_in_every_column_that_identifies(
    tmp_path: Path, heading: str, cell: object, code: str
) -> None:
    good = {"学号": "0001", "姓名": "张伟"}
    bad = good | {heading: cell}
    found = read(workbook(tmp_path / "r.xlsx", [list(bad), list(bad.values()), *_second(bad)]))
    assert [(p.code, p.where) for p in found.problems] == [(code, "sheet “名单”, row 2")]
    assert [row.name for row in found.rows] == ["李娜"]


def _second(row: dict[str, object]) -> list[list[object]]:
    good: dict[str, object] = {"学号": "0002", "姓名": "李娜", "班级": "七2班"}
    return [[good.get(heading, "") for heading in row]]


def test_an_error_behind_an_empty_styled_cell_is_seen(tmp_path: Path) -> None:
    """Excel closes a cell without content in itself: the number is coloured and empty, the name an error."""
    file = tmp_path / "r.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ["学号", "姓名", "班级"])
    sheet.write_blank(1, 0, None, book.add_format({"bg_color": "yellow"}))
    sheet.write_formula(1, 1, ERROR, value="#N/A")
    sheet.write_string(1, 2, "七1班")
    book.close()
    assert [(p.code, p.where) for p in read(file).problems] == [("error_cell", "sheet “名单”, row 2")]


def test_an_error_says_nothing_of_a_guardians_consent(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "r.xlsx", [["姓名", "监护人同意"], ["张伟", ERROR]]))
    assert [p.code for p in found.problems] == ["error_cell"]


@pytest.mark.parametrize("text", ["7月1日", "2026/7/1", "Jul-01", "1-Jul", "07:01:00"])
def test_a_class_that_became_a_date_in_a_csv_file(tmp_path: Path, text: str) -> None:
    found = read(csv_file(tmp_path / "r.csv", [["姓名", "班级"], ["张伟", text]]))
    assert [p.code for p in found.problems] == ["became_date"]


@pytest.mark.parametrize("text", ["0042", "七1班", "G-7", "3月班", "张伟", "Err", "no. 7", "true story", "1E2班"])
def test_what_people_write_stays(text: str) -> None:
    assert identifier(text, "row 2") == text
    assert identifier("'" + text, "row 2") == text


@pytest.mark.parametrize(("cell", "code"), SPOILT)
def test_sign_up_lists_commendations_and_returns_refuse_it_too(
    store: Store, tmp_path: Path, cell: object, code: str
) -> None:
    file = workbook(
        tmp_path / "list.xlsx", [["学号", "姓名", "名称", "授予单位", "日期", "时长"], [cell, "张伟", "", "", "", 2]]
    )
    with pytest.raises(Refused) as refused:
        read_signup(store, file)
    assert [p.code for p in refused.value.problems] == [code]
    _, problems = read_commendations(store, file, Defaults("优秀志愿者", "学校", date(2026, 3, 5)), [])
    assert [p.code for p in problems] == [code]
    problems = []
    assert list(return_rows(file, problems, [])) == []
    assert [p.code for p in problems] == [code]


def test_a_row_that_names_somebody_and_no_number_is_not_passed_over(store: Store, tmp_path: Path) -> None:
    """The spreadsheet left the number out; a total below is no person."""
    rows = [["学号", "姓名"], ["", "张伟"], ["", ""], ["合计", "1人"]]
    with pytest.raises(Refused) as refused:
        read_signup(store, workbook(tmp_path / "list.xlsx", rows))
    assert [(p.code, p.values["name"]) for p in refused.value.problems] == [("no_number", "张伟")]


@pytest.mark.parametrize("column", ["名称", "授予单位"])
def test_an_error_is_no_title_of_a_commendation(store: Store, tmp_path: Path, column: str) -> None:
    row = {"学号": "001", "名称": "优秀志愿者", "授予单位": "学校", "日期": "2026-03-05"} | {column: ERROR}
    file = workbook(tmp_path / "list.xlsx", [list(row), list(row.values())])
    praises, problems = read_commendations(store, file, Defaults(), [])
    assert praises == [] and "error_cell" in [p.code for p in problems]


RosterOf = Callable[..., tuple[Person, ...]]


def row(number: str, name: str) -> RosterRow:
    return RosterRow("名单", 2, number, name, "七1班")


@pytest.mark.parametrize("known", ["0001", "001", "01"])
def test_a_list_that_lost_its_zeros_makes_nobody_twice(known: str) -> None:
    before = Person("MD", known, "张伟", "七1班")
    plan = plan_import(Reading((row("1", "张伟"),)), [before], team="MD")
    assert (plan.new, plan.unchanged, plan.problems, plan.leavers) == ((), (before,), (), ())


def test_zeros_lost_and_another_name_is_refused_with_both_names() -> None:
    plan = plan_import(Reading((row("1", "李娜"),)), [Person("MD", "0001", "张伟", "七1班")], team="MD")
    assert (plan.new, plan.changed) == ((), ())
    (problem,) = plan.problems
    assert (problem.code, problem.values["known"], problem.values["known_name"]) == ("lost_zeros", "0001", "张伟")


def test_two_spellings_of_one_number_are_one_person_and_a_problem() -> None:
    rows = [row("1", "张伟"), RosterRow("名单", 3, "01", "张伟", "七1班")]
    plan = plan_import(Reading(tuple(rows)), [Person("MD", "0001", "张伟", "七1班")], team="MD")
    assert len(plan.unchanged) == 1
    assert [p.code for p in plan.problems] == ["lost_zeros"]


def test_a_number_that_is_somebodys_stays_theirs() -> None:
    known = [Person("MD", "1", "王芳", "七1班"), Person("MD", "0001", "张伟", "七1班")]
    plan = plan_import(Reading((row("1", "王芳"),)), known, team="MD")
    assert [p.number for p in plan.unchanged] == ["1"]


def test_a_row_of_any_file_finds_the_person_behind_the_zeros(store: Store) -> None:
    found = person_of_row(store, "row 2", "1", "张伟")
    assert isinstance(found, Person) and found.number == "001"
    other = person_of_row(store, "row 2", "1", "赵敏")
    assert isinstance(other, Problem) and other.code in ("another_name", "no_volunteer")


def test_identity_numbers_find_the_person_behind_the_zeros(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path / "ids.csv",
        [["学号", "身份证号"], ["1", "11010519491231002X"], ["2026-03-05", "x"], ["03", "500103201203051232"]],
    )
    people = [
        Person("MD", "0001", "张伟", "七1班"),
        Person("MD", "0002", "李娜", "七1班"),
        Person("MD", "0003", "王芳", "七2班"),
    ]
    found = read_identities(file, people, date(2026, 3, 5))
    assert found.of("MD/0001") == "11010519491231002X"
    assert isinstance(found.of("MD/0002"), Problem)
    assert found.of("MD/0003") == "500103201203051232", "03 is 0003 as 3 would be"
