"""Spreadsheets as schools really fill them in, and what they must not do to the district's record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook

from checkin.rules.problems import Refused
from checkin.texts import say
from exports.district.district import District
from exports.district.record.merging import merge
from exports.district.returns.returns import returned_minutes, take_return
from exports.district.standard import read_tables, settings_file
from tests.exports.district.invented import invented_district
from tests.portions import share


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with invented_district(tmp_path / "d") as district:
        yield district


def workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def refused_codes(district: District, file: Path, team: str | None = None) -> list[str]:
    with pytest.raises(Refused) as refused:
        take_return(district, file, team)
    return [problem.code for problem in refused.value.problems]


def test_a_cell_that_names_its_unit_is_believed_before_the_heading(district: District, tmp_path: Path) -> None:
    file = workbook(tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", "90分钟"], ["乙", "1.5小时"], ["丙", 1.5])
    assert take_return(district, file).minutes == 270


def test_hours_and_minutes_as_a_clock_shows_them(district: District, tmp_path: Path) -> None:
    """As text, and as the durations of a workbook that Hourdesk wrote: 1:30, 0:20 and 100:05."""
    long, short = timedelta(hours=100, minutes=5), timedelta(minutes=20)
    file = workbook(
        tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", "1:30"], ["乙", short], ["丙", long], ["丁", "100:05:00"]
    )
    assert take_return(district, file).minutes == 90 + 20 + 6005 + 6005
    wrong = workbook(tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", "1:60"], ["乙", "99999:00"], ["丙", "1:5"])
    assert refused_codes(district, wrong) == ["bad_hours"] * 3


def test_a_person_whose_class_is_spelt_in_two_ways_is_one(district: District, tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "QX.xlsx", ["姓名", "班级", "时长"], ["甲", "七1班", 1], ["甲", "七（1）班", 2], ["甲", "七2班", 4]
    )
    taken = take_return(district, file)
    assert (taken.persons, taken.minutes) == (2, 420)


def test_the_row_that_adds_up_the_others_is_nobody(district: District, tmp_path: Path) -> None:
    file = workbook(tmp_path / "QX.xlsx", ["编号", "姓名", "时长"], ["1", "甲", 2], ["2", "乙", 3], ["合计", "", 5], ["", "总 计", 5])  # fmt: skip
    taken = take_return(district, file)
    assert (taken.persons, taken.minutes) == (2, 300)


@pytest.mark.parametrize("hours", share(["snan", "nan", "1e999999", "1e3", "1_0", "-0.5", "2小时75分", "", "."], 0, 3))
def test_what_is_no_plain_number_is_named(district: District, tmp_path: Path, hours: str) -> None:
    assert refused_codes(district, workbook(tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", hours])) == ["bad_hours"]


def test_one_person_cannot_pass_the_most_by_many_rows(district: District, tmp_path: Path) -> None:
    file = workbook(tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", 1999], ["甲", 1], ["甲", 1], ["乙", 1])
    assert refused_codes(district, file) == ["bad_hours"]
    assert returned_minutes(district) == {}


def test_a_formula_is_no_name(district: District, tmp_path: Path) -> None:
    file = tmp_path / "QX.csv"
    file.write_text("姓名,时长\n@SUM(A1),1\n=1+1,1\n+86,1\n甲,1\n", "gb18030")
    assert refused_codes(district, file) == ["bad_text"] * 3


def test_a_rare_name_is_taken(district: District, tmp_path: Path) -> None:
    """U+31400 is newer than the tables of some Pythons, and old systems wrote rare characters as those of private use."""
    file = tmp_path / "QX.csv"
    file.write_text("姓名,时长\n李\U00031400,1\n王\ue001,2\n", "utf-8")
    assert take_return(district, file).minutes == 180


def test_an_empty_or_wholly_bad_file_leaves_the_earlier_return(district: District, tmp_path: Path) -> None:
    take_return(district, workbook(tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", 4]))
    assert refused_codes(district, workbook(tmp_path / "QX.xlsx", ["姓名", "时长"])) == ["no_rows"]
    with pytest.raises(Refused):
        take_return(district, workbook(tmp_path / "QX.xlsx", ["姓名", "时长"], ["甲", "?"]), skip_bad=True)
    assert returned_minutes(district) == {"QX": 240}


def test_a_slip_of_the_pen_makes_no_team(district: District, tmp_path: Path) -> None:
    known = district.team_names()
    plain = workbook(tmp_path / "x.xlsx", ["姓名", "时长"], ["甲", 1])
    assert refused_codes(district, plain, "FDD") == ["unknown_team"]
    column = workbook(tmp_path / "y.xlsx", ["学校", "姓名", "时长"], ["无此学校", "甲", 1])
    assert refused_codes(district, column) == ["unknown_team"]
    assert district.team_names() == known
    assert take_return(district, plain, "复旦中学").team == "FD"


def test_the_longer_of_two_school_names_is_the_files(district: District, tmp_path: Path) -> None:
    district.db.execute("INSERT INTO team VALUES ('FF', '复旦中学附小', 300, true)")
    assert take_return(district, workbook(tmp_path / "复旦中学附小 6月.xlsx", ["姓名", "时长"], ["甲", 1])).team == "FF"
    assert take_return(district, workbook(tmp_path / "复旦中学 6月.xlsx", ["姓名", "时长"], ["甲", 1])).team == "FD"


def test_an_old_excel_file_with_minutes(district: District, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("六月")
    for row, cells in enumerate([("姓名", "班级", "时长（分钟）"), ("周平", "七1班", 45), ("周平", "七1班", 30)]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(tmp_path / "QX.xls"))
    taken = take_return(district, tmp_path / "QX.xls")
    assert (taken.team, taken.persons, taken.minutes) == ("QX", 1, 75)


def test_settings_saved_by_an_editor_of_windows_and_a_misspelt_setting(district: District) -> None:
    file = settings_file(district)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read_tables(district).stars) == 5
    file.write_text('holydays = ["2026-10-01"]\n', "utf-8")
    with pytest.raises(Refused, match="holydays"):
        read_tables(district)


@pytest.mark.parametrize("headings", [("学籍辅号", "姓名", "行政班"), ("学生学号", "学生姓名（必填）", "班级 Class"), ("工号/学号", "名字", "所在班级")])  # fmt: skip
def test_a_return_may_head_its_columns_as_a_roster_does(
    district: District, tmp_path: Path, headings: tuple[str, str, str]
) -> None:
    """Of one without numbers the class tells two persons of one name apart."""
    file = workbook(tmp_path / "QX.xlsx", [*headings, "身份", "时长"], ["1", "周平", "七1班", "学生", 1], ["2", "周平", "七2班", "教职工", 2])  # fmt: skip
    assert take_return(district, file).persons == 2
    rows = district.db.execute("SELECT volunteer, name, class, kind, minutes FROM returned ORDER BY class").fetchall()
    numbers = ("", "") if "学籍" in headings[0] else ("1", "2")
    assert rows == [(numbers[0], "周平", "七1班", "student", 60), (numbers[1], "周平", "七2班", "teacher", 120)]


def test_columns_that_were_not_read_are_named(district: District, tmp_path: Path) -> None:
    rows: tuple[list[object], ...] = (["序号", "姓名", "身份证号", "组别", "班级", "行政班", "认定时数", "时长"], ["1", "周平", "x", "甲组", "七1班", "七1班", 1, 9])  # fmt: skip
    taken = take_return(district, workbook(tmp_path / "QX.xlsx", *rows))
    assert (taken.minutes, taken.problems) == (60, ())
    assert [(note.code, note.values["columns"]) for note in taken.notes] == [
        ("sensitive", "身份证号"), ("doubled_columns", "行政班, 时长"), ("other_columns", "组别"),
    ]  # fmt: skip
    (result,) = merge(district, [tmp_path / "QX.xlsx"])
    assert result.problem is not None and result.result == "merged"
    assert "身份证号, 行政班, 时长, 组别" in say(result.problem)


def test_the_unit_in_the_brackets_of_a_heading_is_not_passed_over(district: District, tmp_path: Path) -> None:
    file = workbook(tmp_path / "QX.xlsx", ["姓名", "服务时长（分钟）"], ["甲", 90])
    assert take_return(district, file).minutes == 90
    assert refused_codes(district, workbook(tmp_path / "QX.xlsx", ["姓名", "时长（天）"], ["甲", 2])) == ["no_hours"]


def test_a_line_above_the_headings_is_not_taken_for_them(district: District, tmp_path: Path) -> None:
    file = workbook(tmp_path / "QX.xlsx", ["负责人", "姓名：", "张三"], ["姓名", "班级", "时长"], ["甲", "七1班", 1])
    assert take_return(district, file).minutes == 60
