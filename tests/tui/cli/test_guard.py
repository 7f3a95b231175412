"""Limits that guard people while it happens: pairs a day, and the hours of minors by their age class."""

from __future__ import annotations

from collections.abc import Callable

from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


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
