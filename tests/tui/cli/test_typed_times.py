"""9:00 and 2026/11/28 at the command line: in options, in a scanner's memory, in lists and tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Answer, Run
from tests.tui.cli.every_command import every_option
from tui.cli.base.typed_values import Typed

Badge = Callable[[str], str]


def add(desk: Run, start: str, end: str) -> Answer:
    what = ("--code", "B1", "--name", "河边", "--place", "滨江路")
    return desk("activity", "add", *what, "--start", start, "--end", end, "--json")


def test_every_option_for_a_day_or_a_time_asks_the_home() -> None:
    asked = [
        (command, one.opts[0])
        for command, one in every_option()
        if (one.metavar or "").strip("[].") in {"DAY", "DATE", "TIME"} and not isinstance(one.type, Typed)
    ]
    assert asked == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024/3/12 9:00", "11：30"),
        ("2024年3月12日9点", "2024年3月12日 11点半"),
        ("20240312 0900", "1130"),
        ("2024.3.12T9.00", "2024.3.12 11.30"),
        ("２０２４－０３－１２　０９：００", "11:30"),
    ],
)
def test_an_activity_s_times_as_people_write_them(desk: Run, start: str, end: str) -> None:
    (made,) = add(desk, start, end).objects
    assert (made["start"], made["end"]) == ("2024-03-12T09:00:00+08:00", "2024-03-12T11:30:00+08:00")


@pytest.mark.parametrize("end", ["2026-10-25 2:15", "2:15"])
def test_an_end_in_the_hour_that_comes_twice_is_after_the_start(desk: Run, end: str) -> None:
    what = ("--code", "B1", "--name", "河边", "--place", "滨江路", "--timezone", "Europe/Berlin")
    (made,) = desk("activity", "add", *what, "--start", "2026-10-25 2:45", "--end", end, "--json").objects
    assert (made["start"], made["end"]) == ("2026-10-25T02:45:00+02:00", "2026-10-25T02:15:00+01:00")


def test_a_start_without_a_day_is_today_and_in_an_edit_that_day(desk: Run, clock: object) -> None:
    (made,) = add(desk, "9:00", "11:30").objects
    today = made["start"][:10]
    assert made["end"] == f"{today}T11:30:00+08:00"
    assert add(desk, "2024-03-12 9:00", "11:30").code == 1
    (edited,) = desk("activity", "edit", "A1", "--start", "8:30", "--json").objects
    assert edited["start"] == "2024-03-05T08:30:00+08:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/4/2024 9:00", "can't be read as a day and time; write them as 2026-03-05 9:00"),
        ("28.11", "can't be read as a day and time"),
        ("2024-03-12", "says no time of the day"),
        ("2024-02-30 9:00", "there is no day “2024-02-30” in the calendar"),
        ("25:00", "there is no time “25:00”"),
    ],
)
def test_what_is_wrong_is_said_as_it_is(desk: Run, text: str, said: str) -> None:
    refused = add(desk, text, "11:30")
    assert refused.code == 2 and said in refused.err


def test_a_policy_holds_from_a_day_on(desk: Run) -> None:
    assert desk("policy", "set", "grid_minutes=5", "--from", "2099/1/1").code == 0
    refused = desk("policy", "set", "grid_minutes=5", "--from", "9:00")
    assert refused.code == 2 and "says no day" in refused.err


def test_a_correction_on_the_day_of_the_scan(desk: Run, badge: Badge) -> None:
    desk("scan", "--activity", "A1", "-", stdin=f"2024/3/5 9：04\t{badge('001')}\n")
    (row,) = desk("sessions", "--json").objects
    assert row["start"] == "2024-03-05T09:04:00+08:00"
    assert desk("amend", row["open_event"], "--at", "9点", "--reason", "钟快").code == 0
    assert desk("rule", row["open_event"], "--until", "11.30", "--reason", "老师在场").code == 0
    (row,) = desk("sessions", "--json").objects
    assert (row["start"], row["minutes"]) == ("2024-03-05T09:00:00+08:00", 150)


def test_a_period_in_every_way_of_writing(desk: Run, badge: Badge, tmp_path: Path) -> None:
    lines = f"2024年3月5日 9:00\t{badge('001')}\n20240305 1100\t{badge('001')}\n"
    desk("scan", "--activity", "A1", "-", stdin=lines)
    for first, last in (("2024/3/5", "2024.3.5"), ("20240305", "2024年3月5日"), ("２０２４－３－５", "2024-3-5")):
        out = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        assert desk("export", str(out), "--from", first, "--to", last).code == 0, first
        assert len(json.loads(out.read_text(encoding="utf-8"))) == 1, first
    assert desk("export", str(tmp_path / "no.json"), "--from", "5/3/2024").code == 2


def test_a_birth_date_and_a_holiday(desk: Run, tmp_path: Path) -> None:
    roster = tmp_path / "more.csv"
    roster.write_text(
        "学号,姓名,班级,出生日期\n004,赵敏,七1班,２０１２．３．５\n005,钱多,七1班,5/3/2012\n", encoding="utf-8"
    )
    said = desk("roster", "import", str(roster), "--dry-run")
    assert "“5/3/2012” can't be read as a day" in said.err and "２０１２" not in said.err
