"""What people type in the night in which clocks are changed: taken where it can be, explained where there is no such time."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from checkin.rules.activities import Activity, zone
from checkin.rules.instants import instant, local_text
from checkin.rules.planned_times import clock_beside, end_by_clock, window_by_clock
from checkin.rules.problems import Problem, Refused
from checkin.rules.sheet_times import SheetTime, instant_of
from checkin.rules.wall_clock import typed_instant
from storage.activities.copying import span_on
from storage.posts.times import typed_shift

HERE = "Europe/Berlin"
ZONE = zone(HERE)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
"""2:00 becomes 3:00; 3:00 becomes 2:00."""


def at(day: date, hour: int, minute: int = 0, fold: int = 0) -> int:
    return instant(datetime.combine(day, time(hour, minute), ZONE).replace(fold=fold))


def night(day: date) -> Activity:
    return Activity("S/A", timezone=HERE, start=at(day, 1), end=at(day, 5))


def shift(day: date, text: str) -> str:
    start, end = (local_text(one, ZONE)[11:22] for one in typed_shift(night(day), text, "row 2"))
    return f"{start}–{end}"


@pytest.mark.parametrize("text", ["2:30-3:00", "2:15-2:45", "1:30-2:30", "2026-03-29 2:30-4:00"])
def test_a_shift_in_the_hour_that_is_left_out_is_explained(text: str) -> None:
    with pytest.raises(Refused) as refused:
        typed_shift(night(FORWARD), text, "row 2")
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("no_such_time", "row 2")
    assert problem.values["day"] == "2026-03-29" and problem.values["zone"] == HERE
    assert str(problem.values["shown"]).startswith("03:")


def test_what_only_goes_over_that_hour_is_taken() -> None:
    assert shift(FORWARD, "1:30-3:00") == "01:30:00+01–03:00:00+02"
    assert shift(FORWARD, "1:30-2:00") == "01:30:00+01–03:00:00+02", "2:00 is the end of the hour before"
    assert end_by_clock(at(FORWARD, 1), time(2), ZONE) == at(FORWARD, 3)
    assert typed_instant(date(2026, 4, 24), time(0), zone("Africa/Cairo")) == instant(
        datetime(2026, 4, 23, 22, tzinfo=zone("UTC"))
    ), "a day whose midnight is left out has a beginning all the same"


def test_the_hour_that_comes_twice_is_the_first_one_or_the_next_after_the_start() -> None:
    assert shift(BACK, "2:30-3:00") == "02:30:00+02–03:00:00+01"
    assert shift(BACK, "2:45-2:15") == "02:45:00+02–02:15:00+01"
    assert shift(BACK, "2026-10-25 2:45-2026-10-25 2:15") == "02:45:00+02–02:15:00+01"
    assert typed_instant(BACK, time(2, 30), ZONE) == at(BACK, 2, 30)
    assert typed_instant(BACK, time(2, 30), ZONE, after=at(BACK, 2, 45)) == at(BACK, 2, 30, 1)


@pytest.mark.parametrize("overnight", [False, True])
def test_a_check_out_in_the_hour_that_comes_twice_is_after_its_check_in(overnight: bool) -> None:
    activity = night(BACK)._replace(overnight=overnight)
    assert clock_beside(at(BACK, 2, 45), time(2, 15), activity, after=True) == at(BACK, 2, 15, 1)
    assert clock_beside(at(BACK, 2, 15), time(2, 45), activity, after=True) == at(BACK, 2, 45)
    assert clock_beside(at(BACK, 2, 45, 1), time(2, 50), activity, after=True) == at(BACK, 2, 50, 1)
    assert clock_beside(at(BACK, 2, 15, 1), time(2, 30), activity, after=False) == at(BACK, 2, 30)
    on_paper = instant_of(SheetTime(time(2, 15)), activity, at(BACK, 12), None, "row 1", at(BACK, 2, 45))
    assert on_paper == at(BACK, 2, 15, 1)


def test_so_it_is_wherever_a_time_is_typed() -> None:
    activity, half_past = night(FORWARD), time(2, 30)
    for typed in (
        lambda: typed_instant(FORWARD, half_past, ZONE, "begins"),
        lambda: end_by_clock(at(FORWARD, 1), half_past, ZONE, "ends"),
        lambda: window_by_clock(at(FORWARD, 1), at(FORWARD, 5), half_past, ZONE, "until"),
        lambda: clock_beside(at(FORWARD, 1), half_past, activity, where="time"),
    ):
        with pytest.raises(Refused) as refused:
            typed()
        assert refused.value.problems[0].code == "no_such_time"
    found = instant_of(SheetTime(half_past), activity, at(FORWARD, 12), None, "row 1")
    assert isinstance(found, Problem) and found.code == "no_such_time"


def test_a_copy_on_such_a_night_keeps_its_length() -> None:
    old = Activity("S/A", timezone=HERE, start=at(date(2026, 3, 22), 2, 30), end=at(date(2026, 3, 22), 3))
    span = span_on(old, FORWARD)
    assert (span.start, span.end - span.start) == (at(FORWARD, 3, 30), 30 * 60_000)
