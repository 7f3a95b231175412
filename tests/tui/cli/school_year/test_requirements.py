"""What pupils must reach: who is behind, by when they get there, and what the desk tells."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from checkin.rules.decide import Arrival
from checkin.rules.period import Period
from checkin.rules.school_year.requirements import Progress, Requirement, Span
from checkin.rules.service import Part
from exports.district.asks.requirements import GradeShare, hide_few
from storage.disk.ids import new_id
from storage.people.person import Person
from storage.presence.held_scans import hold
from storage.school_year.progress import PersonProgress
from storage.standard.receipts import Elsewhere, keep_receipt
from storage.store import open_store
from tests.exports.reading_back import values_as_text
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run
from tests.tui.cli.school_year.conftest import SHANGHAI, classes, on, serve
from tui.words.people.requirements import apart_text, progress_object

MAY = "2026-05-09"


def table(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk" / "requirement.toml").write_text(text, "utf-8")


def of(run: Run, number: str, *more: str) -> dict[str, object]:
    (row,) = (one for one in run("requirement", "list", "--json", *more).objects if one["volunteer"] == number)
    return row


def test_forty_hours_in_three_years_of_senior_school_are_asked_by_default(school: Run) -> None:
    rows = school("requirement", "list", "--json").objects
    assert {row["volunteer"] for row in rows} == {"005", "006"}
    first = of(school, "006")
    assert (first["minutes"], first["needed_minutes"], first["missing_minutes"]) == (120, 2400, 2280)
    assert (first["first_day"], first["last_day"]) == ("2025-09-01", "2028-08-31")
    # 308 days went by with two hours: forty would take 6160 days.
    assert first["behind"] and first["by"] == "2042-07-13"
    assert of(school, "005")["last_day"] == "2026-08-31" and not of(school, "005")["reached"]
    assert [one["volunteer"] for one in school("requirement", "list", "--class", "高三3", "--json").objects] == ["005"]
    assert "behind" in school("requirement", "list").out


def test_a_schools_own_table_by_grade_category_period_and_activities(school: Run, tmp_path: Path) -> None:
    table(
        tmp_path,
        '[[requirement]]\nname = "绿色"\ngrades = ["七年级"]\nhours = 2\ncategories = ["绿色环保"]\nperiod = "year"\n'
        '[[requirement]]\nname = "三次"\nstages = ["junior"]\nactivities = 3\nfirst = 2026-03-01\nlast = 2026-07-10\n'
        '[[requirement]]\nname = "教师"\nkinds = ["teacher"]\nhours = 1\ncategories = ["学雷锋"]\nperiod = "year"\n',
    )
    rows = {(row["requirement"], row["volunteer"]): row for row in school("requirement", "list", "--json").objects}
    assert rows["绿色", "001"]["reached"] and rows["绿色", "001"]["by"] is None and ("绿色", "003") not in rows
    three = rows["三次", "003"]
    assert (three["activities"], three["missing_activities"], three["reached"]) == (1, 2, False)
    assert (rows["教师", "007"]["minutes"], rows["教师", "007"]["reached"], rows["教师", "007"]["by"]) == (
        0,
        False,
        None,
    )
    assert "not at this pace" in school("requirement", "list").out


def test_hours_count_in_the_stage_in_which_they_were_served(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    table(tmp_path, '[[requirement]]\nname = "高中"\nstages = ["senior"]\nhours = 40\n')
    up = tmp_path / "up.toml"
    up.write_text(
        '[[grade]]\ngrade="九年级"\nnext="高一"\nstage="junior"\n[[grade]]\ngrade="高一"\nleaves=true\nstage="senior"\n',
        "utf-8",
    )
    assert school("year", "close", "--table", up).code == 0
    on(clock, "2026-10-10T12:00")
    serve(school, "2026-10-10", "004", minutes=180)
    row = of(school, "004")
    assert (row["class"], row["minutes"]) == ("高一1班", 180), (
        "the two hours of the ninth grade are no hours of senior school"
    )


def test_the_days_of_a_stage_are_those_of_the_class_of_today(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    """Before the closing, in the weeks until its last day, and after it; one who moves up, one who repeats, one who leaves."""
    other, place, pack = tmp_path / "other.csv", ("--data", tmp_path / "district"), tmp_path / "one.hdpack"
    new = tmp_path / "new.csv"
    new.write_text("学号,姓名,班级\n" + "".join(f"31{n},学生{n},高一3班\n" for n in range(5)), "utf-8")
    other.write_text("学号,情况\n310,留级\n", "utf-8")
    assert school("roster", "import", "--add", new).code == 0
    serve(school, "2026-07-04", "310", "311", minutes=600)

    behind: dict[str, int] = {}

    def days(number: str) -> tuple[str, str, int]:
        row = of(school, number)
        return str(row["first_day"]), str(row["last_day"]), int(str(row["minutes"]))

    def reached_at_the_district() -> dict[str, int]:
        pack.unlink(missing_ok=True)
        assert school("export", pack).code == 0
        assert school("district", "merge", pack, *place).code == 0
        shares = school("district", "requirement", "--json", *place).objects
        behind.clear()
        behind.update({row["grade"]: row["behind"] for row in shares if row["team"] == "FD" and row["persons"] > 4})
        return {row["grade"]: row["reached"] for row in shares if row["team"] == "FD" and row["persons"] > 4}

    def registered() -> int:
        (row,) = (one for one in school("district", "teams", "--json", *place).objects if one["team"] == "FD")
        return int(row["registered"])

    assert school("export", pack).code == 0
    assert school("district", "init", "--name", "渝中", *place).code == 0
    assert school("district", "trust", pack, *place).code == 0
    settings = tmp_path / "district" / "settings" / "requirement.toml"
    settings.write_text('[[requirement]]\nname = "十小时"\nstages = ["senior"]\nhours = 10\n', "utf-8")
    before = {number: days(number) for number in ("310", "311", "005")}
    assert before["311"] == before["310"] == ("2025-09-01", "2028-08-31", 600)
    assert before["005"] == ("2023-09-01", "2026-08-31", 120)
    assert reached_at_the_district() == {"高一": 2}
    assert school("year", "close", "--exceptions", other).code == 0
    assert (days("310"), days("311")) == (before["310"], before["311"]), "until 31 August nothing changes"
    assert reached_at_the_district() == {"高一": 2}
    on(clock, "2026-08-20T08:00")
    fresh = tmp_path / "fresh.csv"
    fresh.write_text("学号,姓名,班级\n" + "".join(f"41{n},新生{n},高一2班\n" for n in range(5)), "utf-8")
    assert school("roster", "import", "--add", fresh).code == 0
    assert days("410") == ("2026-09-01", "2029-08-31", 0) and not of(school, "410")["behind"], (
        "their year has not begun"
    )
    assert reached_at_the_district() == {"高一": 2} and behind == {"高一": 4}
    on(clock, "2026-09-01T08:00")
    assert days("311") == before["311"]
    assert days("310") == ("2025-09-01", "2029-08-31", 600), (
        "who repeats has a year more, and keeps the hours of the first"
    )
    assert reached_at_the_district() == {"高二": 1, "高一": 1}
    # Two left with the year: at the district they are neither registered nor asked for anything.
    assert registered() == 16 and "高三" not in {
        row["grade"] for row in school("district", "requirement", "--json", *place).objects
    }
    assert school("year", "undo").code == 0 and len(classes(school)) == 18
    # Over and not closed: the classes are still those of last year, and nobody loses the hours that it gave; who came since is new.
    assert {number: days(number) for number in ("310", "311", "005")} == before and of(school, "005")["over"]
    assert days("410") == ("2026-09-01", "2029-08-31", 0)
    assert "2025-2026 is over and not closed" in school("requirement", "list").err
    assert reached_at_the_district() == {"高一": 2} and behind == {"高一": 9} and registered() == 18
    # Closed late, on the day of a scan: the old classes hold that day, but the new ones are those of the year.
    on(clock, "2026-09-05T20:00")
    serve(school, "2026-09-05", "311")
    assert school("year", "close", "--json").objects[-1]["new_since"] == [f"41{n}" for n in range(5)]
    assert "not closed" not in school("requirement", "list").err
    assert days("311") == ("2025-09-01", "2028-08-31", 720) and classes(school)["410"] == "高一2班"


@pytest.mark.parametrize(
    ("text", "said"),
    share(
        [
            ('[[requirement]]\nname = "A"\nhours = 4\nfirst = 2026-09-01\nlast = 2026-03-01\n', "before it begins"),
            (
                '[[requirement]]\nname = "A"\nhours = 40\nfirst = 2026-09-01\nlast = 2026-09-01\n',
                "nobody can meet this",
            ),
            (
                '[[requirement]]\nname = "A"\nactivities = 1000\nperiod = "year"\n',
                "nobody can meet this: 1000 activities in 366 days, more than 2 on each of them",
            ),
            ('[[requirement]]\nname = "A"\nhours = 40\nstages = ["大学"]\n', "nobody can meet this"),
            ('[[requirement]]\nname = "A"\nhours = 40\ngrades = ["十九年级"]\n', "nobody can meet this"),
            (
                '[[requirement]]\nname = "A"\nhours = 4\ngrades = ["七年级"]\nstages = ["senior"]\n',
                "none of the grades 七年级",
            ),
            ('[[requirement]]\nname = "A"\nhours = 40\nkinds = ["猫"]\n', "no kind of person"),
            ('[[requirement]]\nname = "A"\n', "asks for nothing"),
            ('[[requirement]]\nname = "A"\nhours = -3\n', "numbers above 0"),
            ('[[requirement]]\nname = "A"\nhours = 4\nperiod = "life"\n', "the period is"),
            ('[[requirement]]\nname = "A"\nhours = 4\nfirst = "2026-09-01"\nlast = "2026-10-01"\n', "without quotes"),
            ('[[requirement]]\nname = "A"\nhours = 4\nmilestones = [0]\n', "percent"),
            ('[[requirement]]\nname = "A"\nhours = 4\n[[requirement]]\nname = "A"\nhours = 5\n', "two rows"),
            ('[[requirement]]\nname = "A"\nhours = 4\ncategories = ["捞月"]\n', "no activity has the category “捞月”"),
            ('[[requirement]]\nname = "A"\nhours = 4\ncategory = "捞月"\n', "1 category: there is no such setting"),
            ("hours = 40\n", "[[requirement]]"),
            ("[[requirement\n", "can't be read"),
        ],
        0,
        4,
    ),
)
def test_a_table_that_nobody_can_meet_is_said_by_row(school: Run, tmp_path: Path, text: str, said: str) -> None:
    table(tmp_path, text)
    for command in (("list",), ("table",), ("chat",)):
        answer = school("requirement", *command)
        assert answer.code == 1 and said in answer.err, answer.err
    assert school("volunteer", "006").code == 0 and school("export", tmp_path / "hours.xlsx").code == 0


def test_more_than_the_policy_counts_is_out_of_reach(school: Run, tmp_path: Path) -> None:
    table(tmp_path, '[[requirement]]\nname = "A"\nhours = 16.5\nfirst = 2026-09-01\nlast = 2026-09-02\n')
    assert school("requirement", "list").code == 0
    assert school("policy", "set", "max_minutes_per_day=480", "--from", "2026-07-05").code == 0
    refused = school("requirement", "list")
    assert refused.code == 1 and "A: nobody can meet this: 16.5 hours in 2 days" in refused.err
    assert school("policy", "set", "max_minutes_per_day=495", "--from", "2026-07-05").code == 0
    assert school("requirement", "table").code == 0


def test_a_milestone_is_told_at_the_scan_and_once(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    table(tmp_path, '[[requirement]]\nname = "八小时"\nstages = ["senior"]\nhours = 8\nmilestones = [50, 100]\n')
    badge = {one["number"]: one["badge"] for one in school("roster", "list", "--json").objects}["006"]
    said = []
    for day in ("2026-06-06", "2026-06-13", "2026-06-20"):
        on(clock, f"{day}T12:00")
        begin, end = f"{day}T09:00", f"{day}T11:30"
        assert (
            school(
                "activity", "add", "--code", day, "--name", day, "--place", "公园", "--start", begin, "--end", end
            ).code
            == 0
        )
        lines = f"{begin}:00+08:00\t{badge}\n{end}:00+08:00\t{badge}\n"
        form = () if day == "2026-06-06" else ("--json",)
        said.append(school("scan", "--activity", day, "-", *form, stdin=lines))
    assert "八小时: 50 %" in said[0].err
    assert not any("milestones" in one for one in (*said[1].objects, said[2].objects[0]))
    (passed,) = said[2].objects[1]["milestones"]
    assert (passed["requirement"], passed["percent"]) == ("八小时", 100) and passed["minutes"] >= 480
    # What comes by the class, and held scans that are entered together, tell it too: each with what came before it.
    table(tmp_path, '[[requirement]]\nname = "十小时"\nstages = ["senior"]\nhours = 10\nmilestones = [100]\n')
    for code, at in (("G", "2026-06-27"), ("H", "2026-06-28")):
        plan = ("--name", code, "--place", "公园", "--start", f"{at}T09:00", "--end", f"{at}T12:00")
        on(clock, f"{at}T09:00")
        assert school("activity", "add", "--code", code, *plan).code == 0
        group = ("--activity", code, "--class", "高一3班", "--teacher", "007", "--only", "006", "--json")
        told = [school("group", "in", *group)]
        on(clock, f"{at}T09:20")
        told.append(school("group", "out", *group))
        assert [["milestones" in one for one in each.objects] for each in told] == [[False], [code == "H"]]
    table(tmp_path, '[[requirement]]\nname = "十一小时"\nstages = ["senior"]\nhours = 11\nmilestones = [100]\n')
    with open_store(tmp_path / "desk", clock.clock) as store:
        for minutes in (20, 20, 20, 30):
            clock.advance(minutes * 60_000)
            hold(store, Arrival(new_id(store.now()), store.now(), badge, ""), None)
    entered = school("held", "--activity", "H", "--json").objects
    assert [(one["outcome"], "milestones" in one) for one in entered] == [
        ("opened", False), ("closed", False), ("opened", False), ("closed", True),
    ]  # fmt: skip
    # Hours at other teams, of which the district tells, count as they do in the list.
    own = int(str(of(school, "006")["minutes"]))
    table(tmp_path, '[[requirement]]\nname = "三十小时"\nstages = ["senior"]\nhours = 30\nmilestones = [100]\n')
    with open_store(tmp_path / "desk", clock.clock) as store, store.ledger.transaction():
        there = Elsewhere("006", "XN", "B", "义卖", "2026-06-01", 30 * 60 - own - 10, "closed")
        keep_receipt(store.connection, (), (), [there])
    clock.advance(60 * 60_000)
    begin = clock.clock.here().astimezone(SHANGHAI)
    lines = "".join(f"{at:%Y-%m-%dT%H:%M:%S%z}\t{badge}\n" for at in (begin - timedelta(minutes=20), begin))
    assert "三十小时: reached, 30 h 10 min" in school("scan", "--activity", "H", "-", stdin=lines).err


def test_the_page_the_workbook_and_the_group_chat_say_the_same(school: Run, tmp_path: Path) -> None:
    (mine,) = school("volunteer", "006", "--json").objects[0]["requirements"]
    assert (mine["minutes"], mine["needed_minutes"], mine["behind"]) == (120, 2400, True)
    assert "Requirements" in school("volunteer", "006").out
    assert school("export", tmp_path / "hours.xlsx").code == 0
    rows = list(openpyxl.load_workbook(tmp_path / "hours.xlsx")["Requirements"].iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["006", "005"]
    assert not [cell for cell in values_as_text(tmp_path / "hours.xlsx") if cell.startswith("Requirements")]
    (sentence,) = school("requirement", "chat", "--class", "高一(3)班", "--json").objects
    # Of a class of one a count would be that pupil's.
    assert "40 h are asked for" in sentence["sentence"] and "周杰" not in sentence["sentence"]
    assert not {"behind", "reached"} & set(sentence["sentence"].split())
    assert rows[1][9] is None and "not before the end" in school("requirement", "list").out


def test_added_and_claimed_hours_and_those_of_other_teams_are_told_apart(school: Run, tmp_path: Path) -> None:
    assert "of these" not in school("requirement", "list").out + school("volunteer", "006").out
    why = ("--reason", "布置会场")
    assert school("add", "--volunteer", "006", "--activity", MAY, "--minutes", "30", *why).code == 0
    (tmp_path / "photo.jpg").write_bytes(b"a photo")
    said = ("--contact", "李老师", "--on", "2026-06-07", "--hours", "1", "--evidence", tmp_path / "photo.jpg", "--json")
    for unit in ("图书馆", "养老院"):
        number = school("claim", "add", "006", "--unit", unit, *said).objects[0]["claim"]
        assert school("claim", "verify", number, *why).code == 0
    mine = of(school, "006")
    sums = {name: minutes for name, minutes in mine["by_source"].items() if minutes}
    assert mine["minutes"] == 270 and sums == {"replayed": 120, "added": 30, "claimed": 120}
    assert mine["activities"] == 3, "each claim is an activity of its own"
    assert "added 0:30, claimed 2:00" in school("requirement", "list").out
    page = school("volunteer", "006")
    assert "of these" in page.out and "added 0:30, claimed 2:00" in page.out
    months = {one["month"]: one["by_source"] for one in school("volunteer", "006", "--json").objects[0]["months"]}
    assert (months["2026-05"]["added"], months["2026-06"]["claimed"], months["2026-06"]["scanned"]) == (30, 120, 0)
    assert school("export", tmp_path / "hours.xlsx").code == 0
    head, *rows = openpyxl.load_workbook(tmp_path / "hours.xlsx")["Requirements"].iter_rows(values_only=True)
    assert head[4:8] == ("hours", "added", "claimed", "needed")
    (row,) = (row for row in rows if row[1] == "006")
    assert [cell.total_seconds() / 60 for cell in row[4:7]] == [270, 30, 120]


def test_what_came_from_another_school_or_team_is_named() -> None:
    person, asked = (
        Person("FD", "006", "周杰", "高一3班", "student"),
        Requirement("R", 2400, 0, (), (), (), (), Span.YEAR, Period(None, None), ()),
    )
    done = PersonProgress(
        person,
        asked,
        Period(None, None),
        Progress(300, 3, 2100, 0, False, None),
        {Part.TRANSFERRED: 90, Part.RULED: 60},
    )
    assert apart_text(done) == "transferred 1:30, at other teams 2:30"
    assert progress_object(done)["by_source"]["elsewhere"] == 150


def test_the_group_chat_counts_only_where_nobody_is_known_by_the_count(school: Run, tmp_path: Path) -> None:
    for count, told in ((4, False), (5, True)):
        more = tmp_path / "more.csv"
        more.write_text("学号,姓名,班级\n" + "".join(f"4{n},某{n},高二7班\n" for n in range(count)), "utf-8")
        assert school("roster", "import", "--add", more).code == 0
        (sentence,) = school("requirement", "chat", "--class", "高二7班", "--json").objects
        assert (f"0 of {count} have reached" in sentence["sentence"]) is told


def test_the_district_tells_shares_by_school_and_grade_and_no_names(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("学号,姓名,班级\n" + "".join(f"3{n},学生{n},高一2班\n" for n in range(10, 20)), "utf-8")
    assert school("roster", "import", "--add", more).code == 0
    on(clock, "2026-07-06T20:00")
    table(tmp_path, "")
    serve(school, "2026-07-06", *(f"3{n}" for n in range(10, 14)), minutes=600)
    place, pack = ("--data", tmp_path / "district"), tmp_path / "one.hdpack"
    for command in (
        ("export", pack), ("district", "init", "--name", "渝中", *place), ("district", "trust", pack, *place),
        ("district", "merge", pack, *place),
    ):  # fmt: skip
        assert school(*command).code == 0
    settings = tmp_path / "district" / "settings" / "requirement.toml"
    settings.write_text('[[requirement]]\nname = "十小时"\nstages = ["senior"]\nhours = 10\n', "utf-8")
    answer = school("district", "requirement", "--json", *place)
    rows = {(one["team"], one["grade"]): one for one in answer.objects}
    first = rows["FD", "高一"]
    assert (first["persons"], first["reached"], first["share"]) == (11, 4, 0.3636)
    assert rows["FD", "高三"]["reached"] is None and rows[None, "高一"]["persons"] == 11
    assert not any(name in answer.out for name in ("周杰", "孙丽", "学生"))


@pytest.mark.parametrize(
    ("schools", "told"),
    [
        ((10, 3), [True, False, False]),  # 13 less 10 would be the three
        ((10, 3, 3), [True, False, False, True]),  # of six nobody knows which
        ((10, 5), [True, True, True]),
        ((2, 2), [False, False, False]),
    ],
)
def test_no_share_is_found_by_subtraction(schools: tuple[int, ...], told: list[bool]) -> None:
    rows = [GradeShare(f"S{n}", "", "高一", "R", size, 1, 1) for n, size in enumerate(schools)]
    rows.append(GradeShare(None, "", "高一", "R", sum(schools), len(schools), len(schools)))
    hide_few(rows)
    assert [row.reached is not None for row in rows] == told
