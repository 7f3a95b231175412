"""A large day at the command line: scans at posts, what they come to, and where the minutes of each post are said."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from checkin.rules.segments import read_segments, written_segments
from storage.record import whole_record
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


@pytest.fixture
def clock() -> StandingClock:
    """The evening of the large day."""
    return StandingClock(datetime(2024, 3, 5, 18, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def day(desk: Run) -> Run:
    """Posts Gate (校门) and Tea (茶水) on the day of A1."""
    assert desk("activity", "add", "--code", "D", "--name", "运动会", "--place", "操场",
                "--start", "2024-03-05T08:00", "--end", "2024-03-05T12:00").code == 0  # fmt: skip
    for code, name in (("G", "校门"), ("T", "茶水")):
        added = desk("post", "add", code, "--name", name, "--activity", "D")
        assert added.code == 0, added.err
    return desk


def taken(desk: Run, badge: Badge, number: str, clock: str, post: str | None = None, *more: str) -> dict[str, object]:
    where = () if post is None else ("--post", post)
    line = f"2024-03-05T{clock}\t{badge(number)}\n"
    answer = desk("scan", "--activity", "D", *where, *more, "--json", "-", stdin=line)
    assert answer.code == 0, answer.err
    (found,) = answer.objects
    return found


def large_day(desk: Run, badge: Badge) -> None:
    """In at the gate without a post, an hour at the gate, two at the tea; 002 comes and goes at no post."""
    for clock, post, outcome, code in (
        ("08:00", None, "opened", None), ("09:00", "G", "moved", "G"), ("10:00", "茶水", "moved", "T"),
        ("12:00", None, "closed", None),
    ):  # fmt: skip
        found = taken(desk, badge, "001", clock, post)
        assert (found["outcome"], found.get("post")) == (outcome, code)
    assert [taken(desk, badge, "002", clock)["outcome"] for clock in ("08:00", "12:00")] == ["opened", "closed"]


def test_a_person_goes_from_post_to_post_in_one_session(day: Run, badge: Badge) -> None:
    large_day(day, badge)
    moved, plain = (row for row in day("sessions", "--activity", "D", "--json").objects)
    assert (moved["minutes"], "segments" in plain) == (240, False)
    assert [(part["post"], part["post_name"], part["start"][11:16], part["end"][11:16], part["minutes"]) for part in moved["segments"]] == [
        (None, None, "08:00", "09:00", 60), ("G", "校门", "09:00", "10:00", 60), ("T", "茶水", "10:00", "12:00", 120),
    ]  # fmt: skip


def test_the_answer_says_from_which_post_to_which(day: Run, badge: Badge) -> None:
    taken(day, badge, "001", "08:00", "G")
    line = f"2024-03-05T09:00\t{badge('001')}\n"
    assert "moved to another post: 校门 → 茶水" in day("scan", "--activity", "D", "--post", "T", "-", stdin=line).out
    again = f"2024-03-05T09:30\t{badge('001')}\n"
    said = day("--lang", "zh", "scan", "--activity", "D", "--post", "G", "-", stdin=again).out
    assert "已转岗：茶水 → 校门" in said


def test_minutes_by_post_stand_in_every_export_and_add_up(day: Run, badge: Badge, tmp_path: Path) -> None:
    large_day(day, badge)
    given = ("--activity", "D", "--minutes", "30", "--reason", "tidied up")
    assert day("add", "--volunteer", "002", *given).code == 0
    for ending in ("csv", "json", "xlsx"):
        assert day("export", tmp_path / f"o.{ending}", "--activity", "D").code == 0
    rows = list(csv.DictReader((tmp_path / "o.csv").open(encoding="utf-8-sig")))
    assert [row["posts"] for row in rows] == ["", "no post 1:00; 校门 1:00; 茶水 2:00", ""]
    parts = json.loads((tmp_path / "o.json").read_text("utf-8"))[1]["segments"]
    assert sum(part["minutes"] for part in parts) == 240
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["By post"]
    assert [[cell.value for cell in row[3:7]] for row in sheet.iter_rows(min_row=2)] == [
        [None, "no post", 2, 60 + int(rows[2]["minutes"])], ["G", "校门", 1, 60], ["T", "茶水", 1, 120],
    ], "whoever was at no post all day stands there too, hours without scans don't"  # fmt: skip


def test_minutes_by_shift_stand_in_every_export_and_add_up(
    day: Run, badge: Badge, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    """At the gate from nine to half past ten, where the shift ends at ten; at the tea, which has no shifts, until noon."""
    plan = tmp_path / "plan.csv"
    plan.write_text("岗位,开始,结束\n校门,8:00,10:00\n校门,10:15,12:00\n茶水,,\n", "utf-8")
    assert day("post", "import", plan, "--activity", "D").code == 0
    for at, post in (("09:00", "校门"), ("10:30", "茶水"), ("12:00", None)):
        taken(day, badge, "001", at, post)
    (row,) = day("sessions", "--activity", "D", "--json").objects
    gate, tea = row["segments"]
    assert [(one["start"] and one["start"][11:16], one["minutes"]) for one in gate["shifts"]] == [
        ("08:00", 60), (None, 15), ("10:15", 15),
    ]  # fmt: skip
    assert "shifts" not in tea and gate["minutes"] + tea["minutes"] == row["minutes"] == 180
    for name in ("o.xlsx", "o.html"):
        assert day("export", tmp_path / name, "--activity", "D").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["By shift"]
    assert [[cell.value for cell in line[4:9]] for line in sheet.iter_rows(min_row=2)] == [
        ["校门", datetime(2024, 3, 5, 8), datetime(2024, 3, 5, 10), 1, 60],
        ["校门", datetime(2024, 3, 5, 10, 15), datetime(2024, 3, 5, 12), 1, 15],
        ["校门", None, None, 1, 15],
    ]
    page = (tmp_path / "o.html").read_text("utf-8")
    assert "2024-03-05 10:15–12:00" in page and "By shift" in page
    listed = day("post", "board", "--activity", "D", "--json").objects
    assert [(one["name"], (one.get("start") or "")[11:16], one["minutes"]) for one in listed if one.get("planned", True)] == [
        ("校门", "08:00", 60), ("校门", "10:15", 15), ("茶水", "", 90), ("校门", "", 15),
    ]  # fmt: skip
    board = day("post", "board", "--activity", "D")
    assert "At 校门, in no shift: 0:15" in board.out and " 1:00" in board.out
    said = day("explain", "001", "--activity", "D").out
    assert "by shift: 校门 08:00–10:00 60 min, 校门 in no shift 15 min, 校门 10:15–12:00 15 min" in said
    # Hours that were confirmed keep their shifts under another plan, as they keep their minutes.
    plan.write_text("岗位,开始,结束\n校门,8:00,9:30\n茶水,10:00,12:00\n", "utf-8")
    assert day("confirm", row["open_event"]).code == 0
    assert day("post", "import", plan, "--activity", "D").code == 0
    (kept,) = day("sessions", "--activity", "D", "--json").objects
    assert kept["segments"] == row["segments"] and "10:15–12:00 15 min" in day("explain", "001", "--activity", "D").out
    with open_store(data, clock.clock) as store:
        (session,) = whole_record(store).sessions
    assert read_segments(written_segments(session.segments)) == session.segments and session.segments[1].shifts == ()


def test_whoever_moves_at_the_end_of_a_shift_and_forgets_to_check_out_gets_what_is_ruled_by_post(
    day: Run, badge: Badge, tmp_path: Path
) -> None:
    """07:55 at the gate, where the first shift ends at 10:00; 10:04:30 at the tea until noon, unsaid. Of the 240 minutes that are ruled
    the gate has its 129.5, counted as 130, the tea what is left.
    """
    for clock, post in (("07:55", "G"), ("10:04:30", "T")):
        taken(day, badge, "001", clock, post)
    assert day("activity", "close", "D").code == 0
    (row,) = day("sessions", "--activity", "D", "--json").objects
    assert (row["status"], row["minutes"], [part["minutes"] for part in row["segments"]]) == ("needs_review", 0, [0, 0])
    told = day("rule", row["open_event"], "--minutes", "240", "--reason", "forgot")
    assert "校门 2:10; 茶水 1:50" in told.out, told.err
    (row,) = day("sessions", "--activity", "D", "--json").objects
    assert [(part["post"], part["minutes"]) for part in row["segments"]] == [("G", 130), ("T", 110)]
    assert day("--lang", "zh", "export", tmp_path / "o.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["按岗位"]
    assert [[cell.value for cell in line[3:7]] for line in sheet.iter_rows()] == [
        ["岗位", "岗位名称", "人数", "分钟"], ["G", "校门", 1, 130], ["T", "茶水", 1, 110],
    ]  # fmt: skip


def test_the_column_of_posts_in_a_batch_is_filled_and_the_text_stands_where_there_is_none(
    day: Run, badge: Badge, data: Path, tmp_path: Path
) -> None:
    large_day(day, badge)
    (data / "batch").mkdir(exist_ok=True)
    (data / "batch" / "own.toml").write_text(
        'name = { zh = "自用", en = "Own" }\nfile = "xlsx"\nrows = "volunteer"\ngrid_minutes = 1\n'
        '[[columns]]\nheader = "姓名"\nholds = "name"\ncell = "text"\n'
        '[[columns]]\nheader = "岗位"\nholds = "post"\ncell = "text"\nmax_length = 5\n'
        '[[columns]]\nheader = "时长"\nholds = "minutes"\ncell = "number"\n', "utf-8",
    )  # fmt: skip
    written = day("batch", "write", "own", tmp_path / "b.xlsx", "--all", "--post", "志愿者")
    assert written.code == 0, written.err
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["茶水、校门", "志愿者"]


def test_a_wrong_post_is_corrected_and_the_explanation_tells_every_step(day: Run, badge: Badge) -> None:
    large_day(day, badge)
    (moved, _plain) = day("sessions", "--activity", "D", "--json").objects
    explained = day("explain", "001").out
    assert "by post: no post 60 min, 校门 60 min, 茶水 120 min" in explained and "post 茶水" in explained
    event = taken(day, badge, "003", "08:00", "G")["event"]
    assert day("amend", str(event), "--post", "T", "--reason", "写错").code == 0
    (row,) = (one for one in day("sessions", "--activity", "D", "--json").objects if one["volunteer"] == "003")
    assert [part["post"] for part in row["segments"]] == ["T"] and row["source"] == "corrected"
    assert day("amend", str(event), "--post", "-", "--reason", "不在岗").code == 0
    (row,) = (one for one in day("sessions", "--activity", "D", "--json").objects if one["volunteer"] == "003")
    assert "segments" not in row and moved["minutes"] == 240


def test_a_post_that_is_not_in_the_plan_is_told_and_no_scan_is_lost(day: Run, badge: Badge) -> None:
    """The plan may have come to another desk alone; a post may have been struck out while people stand there."""
    lines = f"2024-03-05T08:00\t{badge('001')}\n2024-03-05T08:00\t{badge('002')}\n"
    answer = day("scan", "--activity", "D", "--post", "X1", "--json", "-", stdin=lines)
    assert [row["outcome"] for row in answer.objects] == ["opened", "opened"]
    assert answer.err.count("X1 is none of the posts of D (G, T)") == 1
    assert "has no posts here" in day("scan", "--activity", "A1", "--post", "X1", "--volunteer", "001").err
    refused = day("scan", "--activity", "D", "--post", "two words", "-", stdin=lines)
    assert refused.code == 1 and "as the code of a post" in refused.err


def test_people_stand_at_a_post_that_is_struck_out(day: Run, badge: Badge) -> None:
    taken(day, badge, "001", "08:00", "G")
    removed = day("post", "remove", "G", "--activity", "D", "--insist")
    assert removed.code == 0, removed.err
    (row,) = day("sessions", "--activity", "D", "--json").objects
    assert [(part["post"], part["post_name"]) for part in row["segments"]] == [("G", "G")], "by its code"
    assert taken(day, badge, "001", "09:00", "T")["outcome"] == "moved"


def test_a_class_that_stands_at_another_post_is_sent_on_by_command(day: Run, badge: Badge) -> None:
    """001 stands at the gate and moves; who is there already is not asked twice; at the gate itself nobody who is there comes in."""
    taken(day, badge, "001", "09:00", "G")
    class_of = day("roster", "find", "001", "--json").objects[0]["class"]
    sent = ("group", "in", "--activity", "D", "--class", class_of, "--teacher", "T01", "--at", "2024-03-05T10:00")
    moved = day(*sent, "--post", "T", "--json")
    assert ("001", "moved", "T") in [(one["volunteer"], one["outcome"], one["post"]) for one in moved.objects]
    again = day(*sent, "--post", "T")
    assert again.code == 1 and "nobody is chosen" in again.err
    assert "nobody is chosen" in day(*sent).err
