"""Nights: a time of day before the begin is on the next day, and one midnight makes an activity overnight."""

from __future__ import annotations

from datetime import time

import pytest

from checkin.rules.activities import Activity
from checkin.rules.planned_times import end_by_clock, is_one_night, overnight_by_times
from tests.checkin.rules.story import SHANGHAI, at

A = Activity("S/A")


@pytest.mark.parametrize(
    ("start", "clock", "end"),
    [
        ("20:00", time(2), "2/02:00"),
        ("20:00", time(22), "22:00"),
        ("20:00", time(0), "2/00:00"),
        ("00:00", time(23, 59), "23:59"),
        ("20:00", time(20), "20:00"),
        ("3/23:30", time(0, 15), "4/00:15"),
    ],
)
def test_a_time_of_day_before_the_begin_means_the_next_day(start: str, clock: time, end: str) -> None:
    assert end_by_clock(at(start), clock, SHANGHAI) == at(end)


@pytest.mark.parametrize(
    ("start", "end", "night"),
    [
        ("20:00", "2/02:00", True),
        ("20:00", "2/00:00", True),
        ("20:00", "2/19:59", True),
        ("20:00", "2/20:00", False),
        ("20:00", "3/02:00", False),
        ("20:00", "23:59", False),
        ("09:00", "3/17:00", False),
    ],
)
def test_one_midnight_and_less_than_a_day_is_a_night(start: str, end: str, night: bool) -> None:
    assert is_one_night(A._replace(start=at(start), end=at(end))) is night


def test_midnight_is_that_of_the_activitys_zone() -> None:
    """16:00 to 01:00 in Shanghai is 08:00 to 17:00 in London, one day there."""
    night = A._replace(start=at("16:00"), end=at("2/01:00"))
    assert is_one_night(night) and not is_one_night(night._replace(timezone="Europe/London"))


def test_what_nobody_says_follows_the_times() -> None:
    day = A._replace(start=at("08:00"), end=at("12:00"))
    night = A._replace(start=at("20:00"), end=at("2/02:00"))
    camp = A._replace(start=at("08:00"), end=at("3/12:00"))
    assert overnight_by_times(A, night) and overnight_by_times(day, night)
    assert not overnight_by_times(A, day) and not overnight_by_times(A, camp)
    assert not overnight_by_times(night._replace(overnight=True), day._replace(overnight=True))
    assert overnight_by_times(camp._replace(overnight=True), day._replace(overnight=True)), "somebody had said so"
    assert not overnight_by_times(night, night._replace(name="Night")), "nothing about its times was changed"
