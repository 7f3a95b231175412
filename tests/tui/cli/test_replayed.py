"""Lines with times of their own, entered long after: they count, are flagged, and are summed apart, at desk and district."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.exports.batch.identity_numbers import identity_number
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def clock() -> StandingClock:
    """It is nine o'clock on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 9, tzinfo=SHANGHAI))


@pytest.fixture
def morning(desk: Run, badge: Badge, clock: StandingClock) -> Run:
    """001 is scanned at 9:00 and 11:00; at 11:30 lines say that 002 and 003 were there from 9:10 to 10:10. Anybody can type
    such lines, and name anybody as the operator."""
    assert desk("scan", "--activity", "A1", "-", stdin=badge("001")).code == 0
    clock.set(datetime(2024, 3, 5, 11, tzinfo=SHANGHAI))
    assert desk("scan", "--activity", "A1", "-", stdin=badge("001")).code == 0
    clock.set(datetime(2024, 3, 5, 11, 30, tzinfo=SHANGHAI))
    lines = "".join(f"2024-03-05T{at}\t{badge(who)}\n" for who in ("002", "003") for at in ("09:10", "10:10"))
    assert desk("scan", "--activity", "A1", "--operator", "陈老师", "-", stdin=lines).code == 0
    return desk


def test_lines_of_the_morning_typed_at_noon(morning: Run) -> None:
    rows = {row["volunteer"]: row for row in morning("sessions", "--json").objects}
    assert {who: (row["minutes"], row["status"], row["source"], row["flags"]) for who, row in rows.items()} == {
        "001": (120, "closed", "scanned", []),
        "002": (60, "closed", "scanned", ["replayed"]),
        "003": (60, "closed", "scanned", ["replayed"]),
    }
    told = "2 sessions (2 h) were entered more than 10 minutes after or before their scans; they count, and are summed apart."
    assert told in morning("sessions").err and "entered at another time than scanned" in morning("sessions").out
    review = morning("review")
    assert review.lines == [] or "002" not in review.out, "it does not wait"
    assert told in review.err and "Nothing waits." in review.err
    assert told in morning("activity", "close", "A1").err
    assert "非实时录入" in morning("sessions", "--lang", "zh").out


def test_lines_of_the_last_minutes_are_not_late(desk: Run, badge: Badge, clock: StandingClock) -> None:
    """A scanner that hands over its memory every few minutes."""
    clock.set(datetime(2024, 3, 5, 10, 10, tzinfo=SHANGHAI))
    lines = "".join(f"2024-03-05T{at}\t{badge('001')}\n" for at in ("10:00", "10:09"))
    desk("scan", "--activity", "A1", "-", stdin=lines)
    assert [row["flags"] for row in desk("sessions", "--json").objects] == [[]]
    assert "entered more than" not in desk("sessions").err


def test_they_are_summed_apart_wherever_hours_are(morning: Run, tmp_path: Path) -> None:
    everybody = {row["volunteer"]: row for row in morning("explain", "--all", "--json").objects}
    assert {who: (row["scanned"], row["replayed"], row["minutes"]) for who, row in everybody.items()} == {
        "001": (120, 0, 120), "002": (0, 60, 60), "003": (0, 60, 60),
    }  # fmt: skip
    page = json.loads(morning("volunteer", "002", "--json").out)
    assert page["sources"]["replayed"] == {"confirmed": 0, "unconfirmed": 60} and page["minutes"] == 60
    assert page["sources"]["scanned"] == {"confirmed": 0, "unconfirmed": 0}
    assert "scanned, entered at another time" in morning("volunteer", "002").out
    assert "scanned, entered at another time: 60 minutes" in morning("explain", "002").out
    morning("export", tmp_path / "hours.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "hours.xlsx", data_only=True)["Per volunteer"]
    heads, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    foot = dict(zip(heads, rows[-1], strict=True))
    assert (foot["scanned"], foot["scanned, entered at another time"], foot["total hours"]) == (
        timedelta(hours=2), timedelta(hours=2), timedelta(hours=4),
    )  # fmt: skip
    morning("export", tmp_path / "hours.csv")
    assert (tmp_path / "hours.csv").read_text("utf-8-sig").count("replayed") == 2


def test_what_leaves_the_school_says_so(morning: Run, tmp_path: Path) -> None:
    """A certificate, also for strangers, and the preview of hours for another system, whose file has no place for it."""
    assert morning("certificate", "issue", tmp_path / "c.pdf", "002", "--all").code == 0
    (said,) = morning("certificate", "verify", tmp_path / "c.jwt", "--json").objects
    assert said["minutes_by_source"] == {"replayed": 60}
    assert morning("certificate", "verify", said["number"], "--json").objects[0]["changed"] is False
    (tmp_path / "ids.csv").write_text(
        "编号,身份证号\n" + "".join(f"{n},{identity_number(f'11010120100203{n}')}\n" for n in ("001", "002"))
    )
    batch = ("batch", "write", "student-hours", tmp_path / "o.xlsx", "--all", "--identities", tmp_path / "ids.csv")
    assert "1 session (1 h) was entered more than 10 minutes" in morning(*batch, "--dry-run").err
    assert morning(*batch, "--json").objects[-1]["replayed_minutes"] == 60


def test_the_district_flags_and_sums_them_as_the_desk_does(morning: Run, run: Run, tmp_path: Path) -> None:
    assert morning("export", tmp_path / "fd.hdpack").code == 0
    district = ("--data", tmp_path / "district")
    assert run(*district, "district", "init", "--code", "YZQ", "--name", "渝中区教委").code == 0
    assert run(*district, "district", "trust", tmp_path / "fd.hdpack").code == 0
    assert run(*district, "district", "merge", tmp_path / "fd.hdpack").code == 0
    here = {(row["volunteer"], tuple(row["flags"])) for row in run(*district, "district", "sessions", "--json").objects}
    assert here == {(row["volunteer"], tuple(row["flags"])) for row in morning("sessions", "--json").objects}
    (team, _all) = run(*district, "district", "totals", "--json").objects
    assert (team["scanned_minutes"], team["replayed_minutes"]) == (240, 120)
    assert "entered at another time" in run(*district, "district", "totals").out
    assert run(*district, "district", "report", tmp_path / "report.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "report.xlsx", data_only=True)
    for name in ("Teams", "Volunteers", "Activities"):
        heads, *rows = ([cell.value for cell in row] for row in book[name].iter_rows())
        foot = dict(zip(heads, rows[-1], strict=True))
        assert foot["of the scanned: entered at another time"].total_seconds() == 2 * 3600, name


def test_what_a_supervisor_corrected_is_among_the_corrected(morning: Run) -> None:
    """The flag stays; the minutes are no longer those of a line that anybody typed."""
    row = next(row for row in morning("sessions", "--json").objects if row["volunteer"] == "002")
    assert (
        morning("amend", row["close_event"], "--at", "2024-03-05T10:20", "--reason", "名单", "--operator", "周").code
        == 0
    )
    after = {row["volunteer"]: row for row in morning("explain", "--all", "--json").objects}
    assert (after["002"]["replayed"], after["002"]["corrected"]) == (0, 70)
    assert {row["volunteer"]: row["flags"] for row in morning("sessions", "--json").objects}["002"] == ["replayed"]
