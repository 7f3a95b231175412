"""The clerk's tables: teams that should report, stars, hand-filled returns, the summary sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from checkin.rules.stars import Star, level_of
from checkin.texts import use_language
from exports.district.asks.coverage import coverage, missing
from exports.district.asks.stars import newly_eligible, star_distribution
from exports.district.district import District, init_district
from exports.district.own_tables import faults_of_tables
from exports.district.record.checking import check_district
from exports.district.record.merging import merge
from exports.district.reports.summary import sentence
from exports.district.returns.returns import differences, returned_minutes, take_return
from exports.district.standard import due_dates, parse_tables, read_tables, settings_file
from exports.district.teams import import_teams
from storage.roster.dropping import Others
from tests.exports.district.invented import FIRST_DAY, invented_district

QUARTER = 1_782_777_600_000
"""2026-06-30, eight in the morning in Shanghai."""


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with invented_district(tmp_path / "d") as district:
        yield district


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_the_sentence_of_the_moment(district: District) -> None:
    use_language("en")
    assert sentence(district, QUARTER) == (
        "As of 2026-06-30 08:00, 3 of 4 teams reported: 30 registered volunteers, 150 person-times, students served 198 h "
        "(157 h 30 min of them to be confirmed), all together 220 h 30 min."
    )
    take_return(district, workbook_of_hours(district.folder.path / "QX.xlsx"))
    assert "4 of 4" in sentence(district, QUARTER) and "3 h 30 min more were filled in by hand" in sentence(
        district, QUARTER
    )


def workbook_of_hours(path: Path) -> Path:
    return workbook(path, [["姓名", "班级", "时长"], ["周平", "七1班", 1.5], ["吴芳", "七2班", "2小时"]])


def test_teams_from_the_clerks_list(tmp_path: Path) -> None:
    file = workbook(tmp_path / "teams.xlsx", [["各校名单"], ["队代码", "学校名称", "在校人数"], ["FD", "复旦中学", 1200], ["ＹＺ", "渝中实验小学", None]])  # fmt: skip
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        assert import_teams(district, file, []) == 2
        assert [(t.team, t.name, t.enrolled) for t in coverage(district)[:-1]] == [("FD", "复旦中学", 1200), ("YZ", "渝中实验小学", None)]  # fmt: skip
        bad = workbook(tmp_path / "bad.xlsx", [["代码", "名称", "人数"], ["A B", "甲", 1], ["C", "", 1], ["D", "丁", -3], ["E", "戊", 5], ["E", "己", 6]])  # fmt: skip
        with pytest.raises(Refused) as refused:
            import_teams(district, bad, [])
        assert codes(refused) == ["bad_code", "missing_value", "bad_number", "code_twice"]
        assert len(coverage(district)[:-1]) == 2


def test_a_second_list_of_teams_drops_none_unasked(tmp_path: Path) -> None:
    """The list of the kindergartens beside that of the schools."""
    schools = workbook(tmp_path / "schools.xlsx", [["队代码", "学校名称"], ["FD", "复旦中学"], ["YZ", "渝中实验小学"]])
    others = workbook(tmp_path / "others.xlsx", [["队代码", "学校名称"], ["YE", "幼儿园"]])
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        import_teams(district, schools, [])
        with pytest.raises(Refused) as refused:
            import_teams(district, others, [])
        assert codes(refused) == ["drops_teams"] and "FD 复旦中学" in str(refused.value.problems[0].values)
        assert expected(district) == ["FD", "YZ"]
        import_teams(district, others, [], Others.ADD)
        assert expected(district) == ["FD", "YE", "YZ"]
        import_teams(district, others, [], Others.REPLACE)
        assert expected(district) == ["YE"]


@pytest.mark.parametrize(
    "name", ["standard", "shares", "credentials", "plausibility", "timetable", "requirement", "school_year"]
)
def test_the_check_names_a_table_that_is_none(tmp_path: Path, name: str) -> None:
    """Before somebody asks for the audit on the day when it is due; a table that is not there is not made."""
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        place = district.folder.settings
        assert list(faults_of_tables(district)) == [] and [one.name for one in place.iterdir()] == ["standard.toml"]
    file = place / f"{name}.toml"
    for content in ("x = [ = ", "x = 3"):
        file.write_text(content, "utf-8")
        found = check_district(tmp_path / "d", SYSTEM_CLOCK)
        assert found and all(str(file) in one.where for one in found)


def expected(district: District) -> list[str]:
    """The teams that should report."""
    return [code for (code,) in district.db.execute("SELECT code FROM team WHERE expected ORDER BY code").fetchall()]


def test_coverage_compares_like_with_like(district: District) -> None:
    *teams, over_all = coverage(district)
    assert (teams[0].team, teams[0].registered, teams[0].enrolled) == ("FD", 10, 1200)
    assert over_all.enrolled == 3400 and over_all.rate == 30 / 3400
    # The volunteers of a team without a number of pupils are in the sum, but not in the rate.
    district.db.execute("UPDATE team SET enrolled = NULL WHERE code = 'FD'")
    *_teams, over_all = coverage(district)
    assert (over_all.registered, over_all.enrolled, over_all.rate) == (30, 2200, 20 / 2200)


def test_who_has_not_reported(district: District) -> None:
    """The packs came in on 24 May: too late for 30 March, in time for 30 June, and nothing new for 30 September."""
    assert [m.team for m in missing(district, date(2026, 3, 30))] == ["FD", "QX", "RM", "YZ"]
    assert [m.team for m in missing(district, date(2026, 6, 30), since=date(2026, 3, 30))] == ["QX"]
    assert [m.team for m in missing(district, date(2026, 9, 30), since=date(2026, 6, 30))] == ["FD", "QX", "RM", "YZ"]
    assert due_dates(read_tables(district), date(2026, 1, 1), date(2026, 12, 31)) == [
        date(2026, 3, 30), date(2026, 6, 30), date(2026, 9, 30),
    ]  # fmt: skip


def test_stars_are_a_table_that_a_district_changes(district: District) -> None:
    file = settings_file(district)
    file.write_text("[[stars]]\nstars = 1\nhours = 3\n[[stars]]\nstars = 2\nhours = 7\n", "utf-8")
    assert [(c.stars, c.persons) for c in star_distribution(district)] == [(0, 0), (1, 3), (2, 27)]
    new = newly_eligible(district, FIRST_DAY)
    assert len(new) == 30 and {one.stars for one in new} == {1, 2}
    file.write_text("[[stars]]\nstars = 2\nhours = 300\n[[stars]]\nstars = 3\nhours = 300\n", "utf-8")
    with pytest.raises(Refused) as refused:
        read_tables(district)
    assert codes(refused) == ["bad_settings"]


def test_every_fault_of_the_tables_is_named() -> None:
    with pytest.raises(Refused) as refused:
        parse_tables({"holidays": ["2026-13-01"], "reporting_dates": ["31-31"], "categories": [7], "stars": 5}, "f")
    assert len(refused.value.problems) == 4


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=6, unique=True), st.integers(0, 200_000))
def test_levels_rise_with_the_hours(hours: list[int], minutes: int) -> None:
    stars = [Star(i, hour) for i, hour in enumerate(sorted(hours), 1)]
    level = level_of(minutes, stars)
    assert level == sum(star.hours * 60 <= minutes for star in stars)
    assert level_of(minutes + 60, stars) >= level


def test_filled_in_by_hand_stays_apart(district: District, tmp_path: Path) -> None:
    """A school without packs; and one with packs, where each person's figures are compared."""
    stick = tmp_path / "stick"
    stick.mkdir()
    workbook_of_hours(stick / "QX 第二季度.xlsx")
    workbook(stick / "FD.xlsx", [["编号", "姓名", "时长(小时)"], ["0001", "李明1", 7.5], ["0002", "张丽2", 9], ["0000", "王小0", 6], ["", "查无此人", 1]])  # fmt: skip
    results = merge(district, [stick])
    assert [(r.pack, r.result) for r in results] == [("FD.xlsx", "merged"), ("QX 第二季度.xlsx", "merged")]
    assert returned_minutes(district) == {"FD": 1410, "QX": 210}
    assert [(d.volunteer, d.returned, d.recorded) for d in differences(district)] == [
        ("", 60, None),
        ("0002", 540, 450),
    ]
    workbook(stick / "FD.xlsx", [["编号", "姓名", "时长(分钟)"], ["0001", "李明1", 30]])
    take_return(district, stick / "FD.xlsx")
    assert returned_minutes(district)["FD"] == 30


def test_bad_rows_of_a_return(district: District, tmp_path: Path) -> None:
    rows = [
        ["姓名", "时长"],
        ["甲", -1],
        ["乙", "很多"],
        ["", 2],
        ["丁", 99999],
        ["x" * 200, 1],
        ["己", "nan"],
        ["庚", 1],
    ]
    file = workbook(tmp_path / "FD.xlsx", rows)
    with pytest.raises(Refused) as refused:
        take_return(district, file)
    assert codes(refused) == ["bad_hours", "bad_hours", "no_name", "bad_hours", "bad_text", "bad_hours"]
    assert returned_minutes(district) == {}
    assert take_return(district, file, skip_bad=True).minutes == 60
    nameless = workbook(tmp_path / "list.xlsx", [["姓名", "时长"], ["甲", 1]])
    with pytest.raises(Refused) as refused:
        take_return(district, nameless)
    assert codes(refused) == ["no_team"]
