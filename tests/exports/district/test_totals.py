"""Totals of a district: what is printed adds up."""

from __future__ import annotations

from pathlib import Path

from exports.district.asks.totals import By, totals
from tests.exports.district.invented import invented_district


def test_teams_add_up_to_the_row_over_all(tmp_path: Path) -> None:
    """Three teams of ten people on five days, one session of each team waits for review."""
    with invented_district(tmp_path / "d") as district:
        *teams, all_ = totals(district)
    assert [t.group for t in teams] == ["FD", "RM", "YZ"]
    assert teams[0].to_json() == {
        "team": "FD", "persons": 10, "person_times": 50, "sessions": 50, "scanned_minutes": 49 * 90,
        "added_minutes": 0, "confirmed_minutes": 900, "replayed_minutes": 0, "claimed_minutes": 0,
    }  # fmt: skip
    assert (all_.group, all_.persons, all_.scanned_minutes) == (None, 30, 3 * 49 * 90)


def test_other_groups_hold_the_same_minutes(tmp_path: Path) -> None:
    with invented_district(tmp_path / "d") as district:
        for by in By:
            *groups, all_ = totals(district, by)
            assert sum(t.minutes for t in groups) == all_.minutes == 3 * 49 * 90, by
        assert [t.group for t in totals(district, By.KIND)] == ["student", "teacher", None]
