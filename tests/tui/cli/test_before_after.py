"""Whatever changes hours for many says before → after first: by command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pexpect
import pytest

from storage.store import open_store
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

SHANGHAI = ZoneInfo("Asia/Shanghai")
Badge = Callable[[str], str]
EDIT = ("activity", "edit", "A1")


@pytest.fixture
def clock() -> StandingClock:
    """It is eight in the evening of the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 20, tzinfo=SHANGHAI))


@pytest.fixture
def served(desk: Run, badge: Badge) -> Run:
    """001 served from nine to eleven, 002 from ten to twelve."""
    for number, start, end in (("001", "09:00", "11:00"), ("002", "10:00", "12:00")):
        lines = f"2024-03-05T{start}\t{badge(number)}\n2024-03-05T{end}\t{badge(number)}\n"
        assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    return desk


def minutes(run: Run) -> dict[str, int]:
    """Credited minutes by volunteer."""
    return {row["volunteer"]: row["minutes"] for row in run("sessions", "--json").objects}


def test_an_activity_that_is_made_not_creditable_says_whose_hours_go(served: Run) -> None:
    """First as a dry run, which changes nothing, then in earnest and as JSON."""
    why = ("--not-creditable", "自己的活动")
    looked = served(*EDIT, *why, "--dry-run")
    assert looked.code == 0 and minutes(served) == {"001": 120, "002": 120}
    *said, nothing = looked.err.splitlines()
    assert nothing == "Only looked at: nothing was written." and said == [
        "2 persons, 2 sessions: 4 h → 0 min",
        "  张伟 七1班 001  2 h → 0 min",
        "  李娜 七1班 002  2 h → 0 min",
    ]
    done = served(*EDIT, *why, "--json")
    assert done.err.splitlines() == said and minutes(served) == {"001": 0, "002": 0}
    change = done.objects[0]["change"]
    assert (change["persons"], change["sessions"], change["minutes_before"], change["minutes_after"]) == (2, 2, 240, 0)
    back = served(*EDIT, "--not-creditable", "", "--lang", "zh")
    assert back.err.splitlines()[0] == "2 人、2 个时段：0 分钟 → 4 小时" and minutes(served) == {"001": 120, "002": 120}


def test_an_activity_that_was_a_training_says_whose_hours_go_and_come_back(served: Run) -> None:
    """Hours of a training are never hours of service."""
    assert served(*EDIT, "--kind", "training").err.splitlines()[0] == "2 persons, 2 sessions: 4 h → 0 min"
    assert served(*EDIT, "--kind", "service", "--lang", "zh").err.splitlines()[0] == "2 人、2 个时段：0 分钟 → 4 小时"
    assert minutes(served) == {"001": 120, "002": 120}


def test_two_numbers_that_are_joined_and_parted_again_say_what_becomes_of_their_hours(served: Run) -> None:
    """Scanned as two, 9 to 11 and 10 to 12, one person comes to 9 to 10 and 11 to 12; the void brings both back."""
    joined = served("link", "002", "--same-as", "001", "--reason", "同一人", "--insist", "--json")
    assert "2 persons, 3 sessions: 4 h → 2 h" in joined.err and minutes(served)["001"] == 60
    parted = served("void", joined.objects[0]["event"], "--reason", "不是", "--json")
    assert "2 persons, 3 sessions: 2 h → 4 h" in parted.err and minutes(served) == {"001": 120, "002": 120}


def test_an_edit_that_changes_no_hours_says_nothing_of_them(served: Run) -> None:
    """Another name, and times that no policy counts by."""
    done = served(*EDIT, "--name", "清洁河岸", "--end", "2024-03-05T13:00", "--json")
    assert (done.code, done.err) == (0, "") and done.objects[0]["change"]["sessions"] == 0
    assert "No session changes by it." in served(*EDIT, "--place", "河边", "--dry-run").err
    assert served("activity", "list", "--json").objects[0]["place"] == "公园"


def test_an_edit_moves_the_planned_times_away_under_a_clamping_policy(served: Run) -> None:
    """The sessions wait for review with a flag of their own; moved back, they count again."""
    assert served("policy", "set", "clamp_start=true", "clamp_end=true", "--from", "2024-03-01T00:00").code == 0
    done = served(*EDIT, "--start", "2024-03-05T14:00", "--end", "2024-03-05T16:00", "--json")
    assert done.err.splitlines()[:2] == [
        "2 persons, 2 sessions: 4 h → 0 min",
        "2 sessions wait for review by it: outside the planned times",
    ]
    rows = served("review", "--json").objects
    assert [(row["status"], row["minutes"], row["flags"]) for row in rows] == [
        ("needs_review", 0, ["replayed", "outside"])
    ] * 2
    assert [row["waits"] for row in rows] == [["outside"]] * 2 and "planned_end" not in rows[0]["remedies"]
    assert sorted(done.objects[0]["change"]["held"]) == sorted(row["open_event"] for row in rows)
    assert "the planned times were moved, and it lies outside of them" in served("explain", "001").out
    assert "在活动计划时间之外" in served("review", "--lang", "zh").out
    back = served(*EDIT, "--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00")
    assert back.err.splitlines()[:2] == ["2 persons, 2 sessions: 0 min → 4 h", "2 sessions wait no longer."]
    assert minutes(served) == {"001": 120, "002": 120} and served("review", "--json").objects == []


def test_confirmed_sessions_keep_their_minutes_and_that_is_said(served: Run) -> None:
    """001 is confirmed; the edit takes 002's hours alone, and says what is kept."""
    assert served("confirm", "--activity", "A1", "--volunteer", "001").code == 0
    said = served(*EDIT, "--not-creditable", "自己的活动").err.splitlines()
    assert said[:2] == [
        "2 persons, 2 sessions: 4 h → 2 h",
        "1 confirmed session keeps its minutes, and is shown as changed.",
    ]
    assert minutes(served) == {"001": 120, "002": 0}


@pytest.mark.parametrize(
    ("edit", "waits"),
    [
        (("--check-out-from", "2024-03-05T10:00"), "no check-in"),
        (("--check-in-until", "2024-03-05T11:30"), "no check-out"),
    ],
)
def test_check_out_from_and_check_in_until_are_moved(served: Run, edit: tuple[str, str], waits: str) -> None:
    """From ten on every scan is a check-out, so 002's 10:00 is one; until half past eleven 001's 11:00 is a check-in."""
    assert served("activity", "close", "A1").code == 0
    said = served(*EDIT, *edit).err
    assert "1 session waits for review by it: " in said or "2 sessions wait" in said
    assert waits in said and "2 h → 0 min" in said


def test_overnight_is_turned_off_after_a_night(desk: Run, badge: Badge) -> None:
    """22:00 to 01:00 was three hours; without a night it is left behind at midnight, and 01:00 a check-in."""
    assert desk(*EDIT, "--start", "2024-03-04T21:00", "--end", "02:00").code == 0
    lines = f"2024-03-04T22:00\t{badge('001')}\n2024-03-05T01:00\t{badge('001')}\n"
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    said = desk(*EDIT, "--not-overnight").err.splitlines()
    assert said[0] == "1 person, 2 sessions: 3 h → 0 min"
    assert said[1] == "1 session waits for review by it: past midnight"


def test_a_policy_from_a_past_day_says_whose_minutes_it_changes(served: Run) -> None:
    """At most 50 minutes a day, from the first of March; a dry run before it."""
    limit = ("policy", "set", "max_minutes_per_day=50", "--from", "2024-03-01T00:00")
    assert served(*limit, "--dry-run").err.startswith("2 persons, 2 sessions: 4 h → 1 h 40 min\n")
    assert minutes(served) == {"001": 120, "002": 120}
    done = served(*limit, "--json")
    assert (done.objects[0]["change"]["minutes_before"], done.objects[0]["change"]["minutes_after"]) == (240, 100)
    assert minutes(served) == {"001": 50, "002": 50}


def test_a_policy_that_will_not_reach_earlier_sessions_says_so_and_how_many(served: Run) -> None:
    """From now on, and from half past nine of the day; one that is in force already says nothing."""
    done = served("policy", "set", "max_minutes_per_day=50", "--json")
    assert done.err == (
        "2 sessions that began earlier are not reached: they are counted by the policy in force when they began. "
        "With --from DAY a policy holds from an earlier day on.\n"
    )
    assert done.objects[0]["unreached"] == 2 and minutes(served) == {"001": 120, "002": 120}
    later = served("policy", "set", "max_minutes_per_day=50", "--from", "2024-03-05T09:30").err.splitlines()
    assert later[0].startswith("1 session that began earlier is not reached: ")
    assert later[1:] == ["1 person, 1 session: 2 h → 50 min", "  李娜 七1班 002  2 h → 50 min"]
    assert served("policy", "set", "max_minutes_per_day=50").err == ""
    assert served("policy", "set", "publicity_masks_names=false").err == ""
    assert "2个时段开始得更早" in served("policy", "set", "grid_minutes=30", "--lang", "zh").err.replace(" ", "")


def test_a_higher_consent_age_holds_hours_of_those_who_become_minors(served: Run, tmp_path: Path) -> None:
    """001 is fifteen and served two hours; without a guardian's consent they wait, though they were served before."""
    assert served("policy", "set", "consent_age=14").err == ""
    roster = tmp_path / "born.csv"
    roster.write_text("学号,姓名,班级,人员类别,出生日期\n001,张伟,七1班,学生,2009-01-01\n", "utf-8")
    assert served("roster", "import", roster, "--add").code == 0
    said = served("policy", "set", "consent_age=18").err.splitlines()
    assert said[:2] == ["1 person, 1 session: 2 h → 0 min", "1 session waits for review by it: no guardian's consent"]
    # A supervisor's decision counts all the same; that the consent is missing is said before, and stands in the lists.
    scanned, why = served("sessions", "--json").objects[0]["open_event"], ("--reason", "老师在场")
    (tmp_path / "photo.jpg").write_bytes(b"a photo")
    asked = (
        "--unit",
        "图书馆",
        "--contact",
        "李老师",
        "--on",
        "2024-03-04",
        "--hours",
        "1",
        "--evidence",
        tmp_path / "photo.jpg",
    )
    claimed = served("claim", "add", "001", *asked, "--json").objects[0]["claim"]
    ways = (
        ("rule", scanned, "--minutes", "60", *why),
        ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", *why),
        ("claim", "verify", claimed, *why),
        ("confirm", "--activity", "A1", "--volunteer", "001"),
    )
    for way, count in zip(ways, (1, 1, 1, 2), strict=True):
        done = served(*way)
        assert done.code == 0 and f"A guardian's consent is missing: {count} session" in done.err, way
    rows = [row for row in served("sessions", "--json").objects if row["volunteer"] == "001"]
    assert sorted((row["source"], row["minutes"]) for row in rows) == [("added", 30), ("claimed", 60), ("ruled", 60)]
    assert all("consent" in row["flags"] for row in rows)
    assert served("explain", "001").out.count("no guardian's consent") == 3
    other = served("add", "--volunteer", "002", "--activity", "A1", "--minutes", "30", *why)
    assert other.code == 0 and "guardian" not in other.err + other.out


def test_a_policy_that_is_struck_out_says_whose_minutes_come_back(
    served: Run, data: Path, clock: StandingClock
) -> None:
    """It names nobody, so the correction of one person's event would have said that no session changes."""
    assert served("policy", "set", "max_minutes_per_day=50", "--from", "2024-03-01T00:00").code == 0
    with open_store(data, clock.clock) as store:
        (event,) = store.ledger.queries.of_kind("policy")
    struck = served("void", event.id, "--reason", "版本弄错", "--json")
    assert struck.err.splitlines()[0] == "2 persons, 2 sessions: 1 h 40 min → 4 h"
    assert struck.objects[0]["change"]["minutes_after"] == 240 and minutes(served) == {"001": 120, "002": 120}
    with open_store(data, clock.clock) as store:
        (void,) = (e for e in store.ledger.queries.completed([event]) if e.id != event.id)
    again = served("void", void.id, "--reason", "还是要")
    assert again.err.splitlines()[0] == "2 persons, 2 sessions: 4 h → 1 h 40 min"
    assert "No session changes by it." not in again.out and minutes(served) == {"001": 50, "002": 50}


def test_a_roster_that_makes_somebody_a_parent_says_that_the_hours_go(served: Run, tmp_path: Path) -> None:
    """Parents get no hours by the policy; a dry run first, and as JSON at the end of the rows."""
    assert served("policy", "set", 'not_creditable_kinds=["parent"]', "--from", "2024-03-01T00:00").code == 0
    roster = tmp_path / "parents.csv"
    roster.write_text("学号,姓名,班级,人员类别\n001,张伟,七1班,家长\n", "utf-8")
    looked = served("roster", "import", roster, "--add", "--dry-run")
    assert looked.err.splitlines() == ["1 person, 1 session: 2 h → 0 min", "  张伟 七1班 001  2 h → 0 min"]
    assert minutes(served) == {"001": 120, "002": 120}
    done = served("roster", "import", roster, "--add", "--json")
    assert done.err == looked.err and done.objects[-2]["minutes_before"] == 120
    assert minutes(served) == {"001": 0, "002": 120}


def test_closing_and_opening_again_say_who_waits_and_who_no_longer(desk: Run, badge: Badge) -> None:
    """001 forgot to check out."""
    assert desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge('001')}\n").code == 0
    closed = desk("activity", "close", "A1").err.splitlines()
    assert closed[:2] == ["1 person, 1 session: 0 min → 0 min", "1 session waits for review by it: no check-out"]
    again = desk("activity", "reopen", "A1", "--json")
    assert again.err.splitlines()[:2] == ["1 person, 1 session: 0 min → 0 min", "1 session waits no longer."]
    assert again.objects[0]["change"]["released"] == 1


def test_an_edit_that_another_desk_made_is_told_when_its_log_comes_in(served: Run, run: Run, tmp_path: Path) -> None:
    """Gate 2 moves the times without knowing the scans of gate 1; both desks come to the same, in whatever order."""
    other = ("--data", tmp_path / "gate2")
    assert served("policy", "set", "clamp_start=true", "clamp_end=true", "--from", "2024-03-01T00:00").code == 0
    assert served("kit", tmp_path / "team.hdkit").code == 0
    assert run("init", "--kit", tmp_path / "team.hdkit", "--desk", "gate 2", *other).code == 0
    assert run(*EDIT, "--start", "2024-03-05T14:00", "--end", "2024-03-05T16:00", *other).err == ""
    for desk, file in ((other, "2.hdpack"), ((), "1.hdpack")):
        assert run("export", tmp_path / file, *desk).code == 0
    taken = served("take", tmp_path / "2.hdpack", "--json")
    assert taken.objects[0]["change"]["minutes_before"] == 240 and taken.objects[0]["change"]["minutes_after"] == 0
    said = run("take", tmp_path / "1.hdpack", *other)
    assert said.code == 0 and "changes hours here" not in said.err
    here, there = served("sessions", "--json").objects, run("sessions", "--json", *other).objects
    assert here == there and [row["flags"] for row in here] == [["replayed", "outside"]] * 2
    # Once more, by people: gate 1 moves them back, and gate 2 takes that.
    assert served(*EDIT, "--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00").code == 0
    assert served("export", tmp_path / "3.hdpack").code == 0
    told = run("take", tmp_path / "3.hdpack", *other).err
    assert "changes hours here: 2 persons, 2 sessions: 0 min → 4 h\n2 sessions wait no longer.\n" in told


def test_a_newer_kit_says_what_its_policy_changes_at_the_other_desk(
    desk: Run, run: Run, badge: Badge, clock: StandingClock, tmp_path: Path
) -> None:
    """Gate 2 took the scans; the first desk set a day's limit from a past day, and only the kit brings it."""
    other = ("--data", tmp_path / "gate2")
    assert desk("kit", tmp_path / "1.hdkit").code == 0
    assert run("init", "--kit", tmp_path / "1.hdkit", "--desk", "gate 2", *other).code == 0
    lines = f"2024-03-05T09:00\t{badge('001')}\n2024-03-05T11:00\t{badge('001')}\n"
    assert run("scan", "--activity", "A1", "-", *other, stdin=lines).code == 0
    assert desk("policy", "set", "max_minutes_per_day=50", "--from", "2024-03-01T00:00").err == ""
    clock.advance(60_000)
    assert desk("kit", tmp_path / "2.hdkit").code == 0
    told = run("kit", "--take", tmp_path / "2.hdkit", *other)
    assert told.code == 0 and told.err.splitlines() == [
        "What was changed for everybody there changes hours here: 1 person, 1 session: 2 h → 50 min",
        "  张伟 七1班 001  2 h → 50 min",
    ]
    assert run("kit", "--take", tmp_path / "2.hdkit", *other).err == ""


@pytest.mark.parametrize(("answer", "left", "code"), share([("y", 0, 0), ("n", 120, 1)], 0, 2))
def test_at_a_terminal_it_is_asked_before_hours_change(
    served: Run, data: Path, answer: str, left: int, code: int
) -> None:
    """Before → after stands there, and nothing is written until somebody agrees."""
    program = ["-c", "from tui.start import main; main()", "--data", str(data), *EDIT]
    child = pexpect.spawn(sys.executable, [*program, "--not-creditable", "x"], encoding="utf-8", timeout=20)
    child.expect("2 persons, 2 sessions: 4 h → 0 min")
    child.expect("Go on\\?")
    assert minutes(served) == {"001": 120, "002": 120}
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code and minutes(served) == {"001": left, "002": left}


def test_without_a_terminal_an_edit_needs_the_pin_where_one_is_set(
    served: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never waits; an activity without a scan is edited by anybody (design §7)."""
    monkeypatch.setenv("HOURDESK_NEW_PIN", "2468")
    assert served("pin", "set").code == 0
    refused = served(*EDIT, "--name", "清洁河岸")
    assert refused.code == 1 and "HOURDESK_PIN" in refused.err
    planned = ("--start", "2024-03-06T09:00", "--end", "2024-03-06T11:00")
    assert served("activity", "add", "--code", "A2", "--name", "读书", "--place", "馆", *planned).code == 0
    assert served("activity", "edit", "A2", "--name", "朗读").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert served(*EDIT, "--not-creditable", "自己的活动").code == 0
