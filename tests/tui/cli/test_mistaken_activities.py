"""An activity was made by mistake: struck out where nothing hangs on it, hidden where something does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
WHY = ("--reason", "建错了")


@pytest.fixture
def clock() -> StandingClock:
    """It is eleven on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 11, tzinfo=ZoneInfo("Asia/Shanghai")))


def scanned(run: Run, *lines: str) -> None:
    assert run("scan", "--activity", "A1", "-", stdin="".join(f"2024-03-05T{line}\n" for line in lines)).code == 0


@pytest.fixture
def served(desk: Run, badge: Badge) -> Run:
    """001 served from nine to half past ten."""
    scanned(desk, f"09:00\t{badge('001')}", f"10:30\t{badge('001')}")
    return desk


def codes(run: Run, *more: str) -> list[str]:
    return [row["code"] for row in run("activity", "list", "--json", *more).objects]


def minutes(run: Run) -> list[int]:
    return [row["minutes"] for row in run("sessions", "--json").objects]


def test_an_activity_without_a_scan_is_struck_out_and_its_code_is_free(desk: Run) -> None:
    """It was edited, closed and reopened before; a reason is demanded, and it comes back whole."""
    desk("activity", "edit", "A1", "--name", "清洁河岸")
    desk("activity", "close", "A1")
    assert desk("activity", "void", "A1").code == 2 and codes(desk) == ["A1"]
    done = desk("activity", "void", "A1", *WHY)
    assert done.code == 0 and "struck out" in done.out
    assert codes(desk) == codes(desk, "--all") == [] and "there is no activity" in desk("activity", "close", "A1").err
    back = desk("activity", "void", "A1", "--undo", *WHY)
    assert back.code == 0 and "清洁河岸" in back.out and "closed" in back.out
    assert "no activity" in desk("activity", "void", "A1", "--undo", *WHY).err
    assert desk("activity", "void", "A1", *WHY).code == 0
    planned = ("--start", "2024-03-05T14:00", "--end", "2024-03-05T15:00")
    assert desk("activity", "add", "--code", "A1", "--name", "敬老", "--place", "院", *planned).code == 0
    assert "敬老" in desk("activity", "list").out
    assert desk("check").code == 0


@pytest.mark.parametrize(
    "hanging",
    [
        ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", *WHY),
        ("diary", "add", "001", "帮忙", "--activity", "A1"),
    ],
)
def test_what_has_something_recorded_is_not_struck_out(desk: Run, hanging: tuple[str, ...]) -> None:
    assert desk(*hanging).code == 0
    refused = desk("activity", "void", "A1", *WHY)
    assert refused.code == 1 and "activity hide" in refused.err and codes(desk) == ["A1"]


def test_a_scan_that_was_struck_out_does_not_hang_on_it(served: Run) -> None:
    assert "scans: 2" in served("activity", "void", "A1", *WHY).err
    for row in served("sessions", "--json").objects:
        assert served("void", row["open_event"], row["close_event"], *WHY).code == 0
    assert served("activity", "void", "A1", *WHY).code == 0


def test_a_hidden_activity_keeps_its_hours_and_is_in_no_list(served: Run, tmp_path: Path) -> None:
    done = served("activity", "hide", "A1", *WHY)
    assert done.code == 0 and done.err == "" and "hidden" in done.out
    assert codes(served) == [] and codes(served, "--all") == ["A1"] and minutes(served) == [90]
    said = served("activity", "list")
    assert "1 activity is hidden" in said.err and "A1" in served("activity", "list", "--all").out
    assert "hidden" in served("paper", "sheet", tmp_path / "s.pdf", "--activity", "A1").err
    assert "there are: " not in served("scan", "--activity", "B9", "-").err
    assert "is hidden already" in served("activity", "hide", "A1", *WHY).err
    assert "taken by an activity that is hidden" in served(
        "activity", "add", "--code", "A1", "--name", "x", "--place", "y", "--start", "2024-03-05T14:00", "--end", "15:00"
    ).err  # fmt: skip
    assert served("activity", "edit", "A1", "--name", "清洁河岸").code == 0 and codes(served) == []
    back = served("activity", "hide", "A1", "--undo", *WHY)
    assert back.code == 0 and codes(served) == ["A1"] and "清洁河岸" in back.out
    assert "is not hidden" in served("activity", "hide", "A1", "--undo", *WHY).err


def test_hiding_is_undone_by_striking_out_its_event_too(served: Run, data: Path, clock: StandingClock) -> None:
    served("activity", "hide", "A1", *WHY)
    with open_store(data, clock.clock) as store:
        hidden = store.connection.execute("SELECT id FROM log ORDER BY place DESC LIMIT 1").fetchone()[0]
    assert served("void", hidden, *WHY).code == 0 and codes(served) == ["A1"]


def test_people_on_site_are_named_first_and_wait_for_review_then(desk: Run, badge: Badge) -> None:
    """Without a terminal it is refused; with --insist nobody is on site, and a late check-out still counts."""
    scanned(desk, f"10:00\t{badge('001')}")
    refused = desk("activity", "hide", "A1", *WHY)
    assert refused.code == 1 and "001 张伟" in refused.err and "--insist" in refused.err and codes(desk) == ["A1"]
    assert desk("activity", "hide", "A1", "--insist", *WHY).code == 0
    assert desk("muster", "--activity", "A1", "--json").out == ""
    (row,) = desk("review", "--activity", "A1", "--json").objects
    assert (row["volunteer"], row["waits"]) == ("001", ["no_check_out"])
    late = desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T10:45\t{badge('001')}\n")
    assert late.code == 0 and "A1 is hidden" in late.err and minutes(desk) == [45]


def test_both_want_the_pin_where_one_is_set(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_NEW_PIN", "2468")
    assert desk("pin", "set").code == 0
    for deed in ("hide", "void"):
        assert "HOURDESK_PIN" in desk("activity", deed, "A1", *WHY).err
    assert codes(desk) == ["A1"]
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert desk("activity", "void", "A1", *WHY).code == 0
