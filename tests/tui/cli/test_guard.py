"""Limits that guard people while it happens: pairs a day, and the hours of minors by their age class."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_next_pair_of_a_day_waits_for_review_and_is_never_refused(desk: Run, badge: Badge) -> None:
    """With one pair a day: the second and third pair wait, another person and another activity don't, a ruling settles one."""
    since = ("--from", "2024-03-01T00:00")
    assert desk("policy", "set", "max_pairs_per_day=1", *since).code == 0
    other = ("--name", "植树", "--place", "山", "--start", "2024-03-05T09:00", "--end", "2024-03-05T23:00")
    assert desk("activity", "add", "--code", "A2", *other).code == 0
    for code, who, start, end in (
        ("A1", "001", "09:00", "09:30"),
        ("A1", "001", "10:00", "10:30"),
        ("A1", "001", "11:00", "11:30"),
        ("A2", "001", "13:00", "14:00"),
        ("A1", "002", "09:00", "10:00"),
    ):
        lines = "".join(f"2024-03-05T{at}\t{badge(who)}\n" for at in (start, end))
        assert desk("scan", "--activity", code, "-", stdin=lines).code == 0
    waiting = desk("review", "--json").objects
    assert [(row["volunteer"], row["waits"]) for row in waiting] == [("001", ["pairs"])] * 2
    minutes = {(row["activity"], row["start"][11:16]): row["minutes"] for row in desk("sessions", "--json").objects}
    assert minutes["A1", "10:00"] == 0 == minutes["A1", "11:00"] and minutes["A2", "13:00"] == 60
    assert desk("rule", waiting[0]["open_event"], "--minutes", "30", "--reason", "两班").code == 0
    assert len(desk("review", "--json").objects) == 1
    assert "one pair of scans more than the policy allows" in desk("explain", "001").out


AGES = """学号,姓名,班级,人员类别,出生日期
001,张 伟,七1班,学生,2012-06-01
002,李娜,七1班,学生,2011-01-10
003,王小明,七2班,学生,
T01,陈老师,,教师,1980-01-01
"""
"""On 5 March 2026: 13, 15, of unknown age, and an adult."""
OWN = '[[age]]\nunder = 14\nhours_a_day = 2\nlatest = "12:30"\nadult = true\n[[age]]\nunder = 16\nlongest_stretch = 3\n'


@pytest.fixture
def today(run: Run, tmp_path: Path) -> Run:
    """A desk with ages and a table of its own, and the activity A1 today from 9 to 13; it is half past eleven."""
    roster = tmp_path / "roster.csv"
    roster.write_text(AGES, "utf-8")
    planned = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T13:00")
    for command in (
        ("init", "--team", "FD", "--name", "复旦中学"),
        ("roster", "import", roster),
        ("activity", "add", "--code", "A1", "--name", "清洁家园", "--place", "公园", *planned),
    ):
        assert run(*command).code == 0
    (tmp_path / "desk" / "guard.toml").write_text(OWN, "utf-8")
    return run


def came(desk: Run, who: str, *times: str, code: str = "A1") -> None:
    badges = {person["number"]: person["badge"] for person in desk("roster", "list", "--json").objects}
    lines = "".join(f"2026-03-05T{at}\t{badges[who]}\n" for at in times)
    assert desk("scan", "--activity", code, "-", stdin=lines).code == 0


def told(desk: Run, *more: str) -> list[tuple[object, ...]]:
    names = ("volunteer", "limit", "at", "passed")
    return [tuple(row[name] for name in names) for row in desk("guard", "--json", *more).objects]


def test_a_night_counts_for_the_age_and_the_hours_of_the_day_on_which_it_began(
    today: Run, clock: StandingClock, tmp_path: Path
) -> None:
    """004 is 14 at midnight: an hour in the morning, then from 20:30 in a night: the day's two hours are full at 21:30."""
    (tmp_path / "more.csv").write_text("学号,姓名,班级,人员类别,出生日期\n004,吴小,七1班,学生,2012-03-06\n", "utf-8")
    assert today("roster", "import", tmp_path / "more.csv", "--add").code == 0
    night = ("--name", "守夜", "--place", "山", "--start", "2026-03-05T20:00", "--end", "2026-03-06T06:00")
    assert today("activity", "add", "--code", "N1", *night).code == 0
    came(today, "004", "09:00", "10:00")
    clock.set(datetime(2026, 3, 5, 23, 50, tzinfo=SHANGHAI))
    came(today, "004", "20:30", code="N1")
    before = told(today, "--activity", "N1")
    assert [row[1:3] for row in before if row[1] == "day"] == [("day", "2026-03-05T21:30:00+08:00")]
    clock.set(datetime(2026, 3, 6, 0, 30, tzinfo=SHANGHAI))
    assert told(today, "--activity", "N1") == before


def test_a_limit_is_told_before_it_is_passed_and_afterwards(today: Run, clock: StandingClock) -> None:
    """001 (13): 1 hour before, then from 10:40: two hours are full at 11:40, no adult is there. 002 (15): since 9, three hours at 12."""
    came(today, "001", "09:00", "10:00", "10:40")
    came(today, "002", "09:00")
    came(today, "003", "09:00")
    assert told(today) == [("001", "adult", None, True), ("001", "day", "2026-03-05T11:40:00+08:00", False)]
    assert "under 14" in today("guard").out and "at most 2 h a day" in today("guard").out
    came(today, "T01", "11:20")
    clock.set(datetime(2026, 3, 5, 11, 50, tzinfo=SHANGHAI))
    assert told(today) == [
        ("001", "day", "2026-03-05T11:40:00+08:00", True), ("002", "stretch", "2026-03-05T12:00:00+08:00", False),
    ]  # fmt: skip
    came(today, "001", "11:50")
    assert ("001", "day", "2026-03-05T11:40:00+08:00", True) in told(today, "--activity", "A1"), "who left is told too"
    limits = {
        (row["volunteer"], row["start"][11:16]): row["limits"] for row in today("review", "--all", "--json").objects
    }
    assert limits["001", "10:40"] == ["day", "adult"] and limits["001", "09:00"] == ["adult"]
    assert limits["002", "09:00"] == []
    assert "past a limit for minors: 张伟" in today("review").err


def test_a_scan_on_the_command_line_tells_a_limit_as_the_screen_does(today: Run) -> None:
    """Once that no adult is there, at a check-in what comes, at a check-out what was passed; nothing of adults and others."""
    badges = {person["number"]: person["badge"] for person in today("roster", "list", "--json").objects}

    def scanned(who: str, at: str) -> str:
        return today("scan", "--activity", "A1", "-", stdin=f"2026-03-05T{at}\t{badges[who]}\n").err

    assert "张伟 under 14: a teacher or parent on site, nobody is there." in scanned("001", "08:00")
    assert "at most 2 h a day, passed at 10:00" in scanned("001", "10:30")
    assert "a teacher" not in scanned("T01", "10:40") and "limit" not in scanned("003", "10:41")
    again = scanned("001", "10:45")
    assert "at most 2 h a day, passed at 10:45" in again and "nobody is there" not in again


def test_the_review_lists_that_no_adult_was_there_also_when_all_are_gone(today: Run) -> None:
    """A teacher who came for the last half hour leaves an hour alone; one who goes ten minutes before the end leaves nobody alone."""
    came(today, "001", "09:00", "10:30")
    came(today, "T01", "10:00", "10:20", "10:50")
    came(today, "001", "10:55")
    came(today, "T01", "11:15")
    came(today, "001", "11:25")
    limits = {
        row["start"][11:16]: row["limits"]
        for row in today("review", "--all", "--json").objects
        if row["volunteer"] == "001"
    }
    assert limits == {"09:00": ["adult"], "10:55": []}


def test_hours_of_other_activities_of_the_day_count(today: Run) -> None:
    planned = ("--name", "植树", "--place", "山", "--start", "2026-03-05T07:00", "--end", "2026-03-05T09:00")
    assert today("activity", "add", "--code", "A2", *planned).code == 0
    came(today, "001", "07:00", "08:30", code="A2")
    came(today, "001", "10:00")
    assert ("001", "day", "2026-03-05T10:30:00+08:00", True) in told(today, "--activity", "A1")


def test_the_muster_and_the_kit_say_who_is_under_14_and_no_date(
    today: Run, tmp_path: Path, clock: StandingClock
) -> None:
    """At a gate made from the kit the flags are the same; from the birthday on they are not, without another kit."""
    kit, gate = tmp_path / "gate.hdkit", ("--data", tmp_path / "gate")
    assert today("kit", kit).code == 0 and today("init", "--kit", kit, *gate).code == 0
    with zipfile.ZipFile(kit) as files:
        register = files.read("register.json").decode("utf-8")
    assert "2012-06-01" not in register and '"age": [14, "2026-06-01"]' in register
    assert today("guard", "--table", "--json", *gate).objects == today("guard", "--table", "--json").objects
    for where in ((), gate):
        for who in ("001", "002", "003", "T01"):
            came(lambda *args, where=where, **more: today(*args, *where, **more), who, "11:00")
        rows = today("muster", "--activity", "A1", "--json", *where).objects
        assert {row["volunteer"] for row in rows if row["under_14"]} == {"001"}
        assert today("muster", "--activity", "A1", *where).out.count("under 14") == 1
    clock.set(datetime(2026, 6, 1, 8, 0, tzinfo=SHANGHAI))
    planned = ("--name", "植树", "--place", "山", "--start", "2026-06-01T07:00", "--end", "2026-06-01T09:00")
    assert today("activity", "add", "--code", "A2", *planned, *gate).code == 0
    badge = next(row["badge"] for row in today("roster", "list", "--json").objects if row["number"] == "001")
    assert today("scan", "--activity", "A2", "-", *gate, stdin=f"2026-06-01T07:30\t{badge}\n").code == 0
    assert [row["under_14"] for row in today("muster", "--activity", "A2", "--json", *gate).objects] == [False]


def test_a_kit_brings_the_schools_tables_and_a_desks_own_goes_before_them(today: Run, tmp_path: Path) -> None:
    """A newer kit without a table takes it away again; what the desk has of its own stays."""
    kit, desk, gate = tmp_path / "gate.hdkit", tmp_path / "desk", ("--data", tmp_path / "gate")
    asked = '[[requirement]]\nname = "60"\nhours = 60\nperiod = "year"\n'
    (desk / "requirement.toml").write_text(asked, "utf-8")
    assert today("kit", kit).code == 0 and today("init", "--kit", kit, *gate).code == 0
    assert [one["name"] for one in today("requirement", "table", "--json", *gate).objects] == ["60"]
    usual = [one["under"] for one in today("guard", "--table", "--json").objects]
    (tmp_path / "gate" / "guard.toml").write_text("[[age]]\nunder = 12\nadult = true\n", "utf-8")
    (desk / "requirement.toml").unlink()
    assert today("kit", kit).code == 0 and today("kit", "--take", kit, *gate).code == 0
    assert [one["name"] for one in today("requirement", "table", "--json", *gate).objects] != ["60"]
    assert [one["under"] for one in today("guard", "--table", "--json", *gate).objects] == [12] != usual


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[age]]\nunder = 0\n", "[[age]] 1: under is an age in whole years"),
        ("[[age]]\nunder = 14\nlatest = 20\n", "latest is a time such as"),
        ("[[age]]\nunder = 14\n[[age]]\nunder = 14\n", "two rows are for those under 14"),
        ("[[age]]\nunder = 14\nhours_a_day = 25\n", "hours above 0, at most 24"),
        ("minutes_ahead = 0\n", "minutes_ahead is a whole number"),
        ("[[age]\n", "the table can't be read"),
    ],
)
def test_a_table_that_is_none_is_said_and_the_desk_goes_on(today: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "desk" / "guard.toml").write_text(text, "utf-8")
    refused = today("guard")
    assert refused.code == 1 and said in refused.err
    came(today, "001", "09:00")
    assert today("muster", "--activity", "A1").code == 0
