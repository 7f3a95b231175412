"""Times of an activity: windows said as a time of day, days that it reaches, a move to another day, and what is impossible."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from checkin.rules.activities import (
    Activity,
    ActivityKind,
    changed,
    faults,
    local_days,
    planned_days,
    planned_span,
    zone,
)
from checkin.rules.far_scans import days_reached, is_far
from checkin.rules.planned_times import (
    clock_beside,
    end_by_clock,
    is_one_night,
    overnight_by_times,
    window_by_clock,
    windows_moved_along,
)
from checkin.rules.problems import Refused
from checkin.texts import say
from tests.checkin.rules.story import SHANGHAI, at

A = Activity("S/A", "A", "Gate", at("09:00"), at("12:00"))
NIGHT = A._replace(start=at("20:00"), end=at("2/02:00"), overnight=True)
LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("start", "end", "clock", "meant"),
    [
        ("09:00", "12:00", time(8, 30), "08:30"),
        ("09:00", "12:00", time(9, 30), "09:30"),
        ("09:00", "12:00", time(9), "09:00"),
        ("09:00", "12:00", time(12, 30), "12:30"),
        ("20:00", "2/02:00", time(1, 30), "2/01:30"),
        ("20:00", "2/02:00", time(3), "2/03:00"),
        ("20:00", "2/02:00", time(19, 30), "19:30"),
        ("09:00", None, time(8, 30), "2/08:30"),
        ("03:00", "06:00", time(2, 30), "02:30"),  # in UTC still the day before
        ("20:00", "2/02:00", time(11), "2/11:00"),  # as near to the end as to the start: the later
        ("20:00", "2/02:00", time(11, 0, 1), "11:00:01"),
    ],
)
def test_a_window_is_nearest_to_the_planned_times(start: str, end: str | None, clock: time, meant: str) -> None:
    assert window_by_clock(at(start), end and at(end), clock, SHANGHAI) == at(meant)


def test_the_begin_itself_is_the_end_of_the_same_day() -> None:
    assert end_by_clock(at("20:00"), time(20), SHANGHAI) == at("20:00")
    assert end_by_clock(at("03:00"), time(5), SHANGHAI) == at("05:00"), "in UTC still the day before"
    assert end_by_clock(at("20:00"), time(19, 59, 59), SHANGHAI) == at("2/19:59:59")
    assert end_by_clock(at("03:00"), time(2), zone(LONDON)) == at("10:00"), "in London it is 19:00 of the day before"


@pytest.mark.parametrize(
    ("known", "clock", "after", "meant"),
    [
        ("20:30", time(1), True, "2/01:00"),
        ("20:30", time(21), True, "21:00"),
        ("20:30", time(20, 30), True, "20:30"),
        ("20:30", time(1), None, "2/01:00"),  # put right: where it lies in the planned times
        ("20:30", time(21), None, "21:00"),
        ("20:30", time(2), None, "2/02:00"),
        ("20:30", time(15), None, "15:00"),  # never in the planned times: the nearest
        ("2/01:00", time(9), None, "2/09:00"),
        ("2/01:00", time(20), False, "20:00"),
        ("2/01:00", time(0, 30), False, "2/00:30"),
        ("2/01:00", time(1), False, "2/01:00"),
        ("2/01:00", time(20), None, "20:00"),
    ],
)
def test_a_time_of_day_beside_another_of_a_night(known: str, clock: time, after: bool | None, meant: str) -> None:
    assert clock_beside(at(known), clock, NIGHT, after) == at(meant)


def test_a_time_of_a_long_night_that_fits_twice_is_the_nearest() -> None:
    camp = NIGHT._replace(end=at("3/12:00"))
    assert clock_beside(at("2/23:00"), time(22), camp) == at("2/22:00")
    assert clock_beside(at("2/23:00"), time(2), camp) == at("3/02:00")
    assert clock_beside(at("20:30"), time(1), NIGHT._replace(start=None, end=None)) == at("2/01:00")


def test_by_day_a_time_stays_on_its_day() -> None:
    assert clock_beside(at("10:00"), time(9), A, True) == at("09:00")
    assert clock_beside(at("10:00"), time(11), A, False) == at("11:00")
    assert clock_beside(at("10:00"), time(11), A) == at("11:00")


def test_of_a_night_both_times_are_known() -> None:
    assert not is_one_night(NIGHT._replace(start=None)) and not is_one_night(NIGHT._replace(end=None))


def test_another_zone_is_another_time() -> None:
    """16:00 to 01:00 in Shanghai is 08:00 to 17:00 in London."""
    day = A._replace(start=at("16:00"), end=at("2/01:00"), timezone=LONDON)
    assert overnight_by_times(day, day._replace(timezone="Asia/Shanghai"))
    assert not overnight_by_times(day._replace(timezone="Asia/Shanghai", overnight=True), day._replace(overnight=True))
    assert overnight_by_times(NIGHT, NIGHT._replace(name="N")) and overnight_by_times(
        NIGHT, NIGHT._replace(end=at("2/03:00"))
    )
    assert not overnight_by_times(A, A._replace(end=at("13:00")))


WINDOWS = A._replace(check_in_until=at("09:30"), check_out_from=at("11:30"))
MOVED = WINDOWS._replace(start=at("4/10:00"), end=at("4/13:00"))


def test_windows_go_along_with_a_move_to_another_day() -> None:
    both = {"check_in_until": at("4/09:30"), "check_out_from": at("4/11:30")}
    assert windows_moved_along(WINDOWS, MOVED, {}) == both
    assert windows_moved_along(WINDOWS, MOVED, {"check_in_until": None}) == {"check_out_from": both["check_out_from"]}
    assert windows_moved_along(WINDOWS, MOVED, both) == {}
    assert windows_moved_along(A, MOVED, {}) == {}
    assert windows_moved_along(A._replace(check_in_until=at("09:30")), MOVED, {}) == {"check_in_until": at("4/09:30")}


@pytest.mark.parametrize(
    "after",
    [
        {"start": at("10:00"), "end": at("13:00")},
        {"start": at("4/10:00"), "end": at("5/13:00")},
        {"start": None, "end": at("4/13:00")},
        {"start": at("4/10:00"), "end": None},
    ],
)
def test_windows_stay_where_the_whole_does_not_move(after: dict[str, Any]) -> None:
    assert windows_moved_along(WINDOWS, WINDOWS._replace(**after), {}) == {}
    assert windows_moved_along(WINDOWS._replace(start=None), MOVED, {}) == {}
    assert windows_moved_along(WINDOWS._replace(end=None), MOVED, {}) == {}


def test_windows_keep_their_time_of_day_in_the_new_zone() -> None:
    there = MOVED._replace(timezone=LONDON, start=at("4/18:00"), end=at("4/21:00"))
    assert windows_moved_along(WINDOWS, there, {})["check_in_until"] == at("4/17:30"), "09:30 in London"


def test_the_days_and_the_span_of_an_activity() -> None:
    assert planned_days(A) == (date(2026, 3, 5), date(2026, 3, 5))
    assert planned_days(A._replace(end=at("3/00:00"))) == (date(2026, 3, 5), date(2026, 3, 7))
    assert planned_days(NIGHT._replace(end=at("23:00"))) == (date(2026, 3, 5), date(2026, 3, 6))
    assert planned_days(NIGHT._replace(start=at("08:00"), end=at("11:59:59.999"))) == (date(2026, 3, 5),) * 2
    assert planned_span(A) == "2026-03-05 09:00–12:00"
    assert planned_span(NIGHT) == "2026-03-05 20:00–2026-03-06 02:00"
    assert planned_span(A._replace(timezone=LONDON)) == "2026-03-05 01:00–04:00"
    for name in ("start", "end"):
        assert planned_days(A._replace(**{name: None})) is planned_span(A._replace(**{name: None})) is None


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"name": " "}, ["missing_value"]),
        ({"place": ""}, ["missing_value"]),
        ({"name": "", "place": "\t"}, ["missing_value", "missing_value"]),
        ({"start": None, "end": None}, []),
        ({"start": None}, []),
        ({"end": None}, []),
        ({"end": at("09:00")}, ["ends_before_start"]),
        ({"end": at("09:00:00.001")}, []),
        ({"end": at("367/09:00")}, []),
        ({"end": at("367/09:00:00.001")}, ["too_long"]),
        ({"check_in_until": at("10:00"), "check_out_from": at("10:00")}, []),
        ({"check_in_until": at("10:00"), "check_out_from": at("09:59")}, ["windows_overlap"]),
        ({"check_in_until": at("10:00")}, []),
        ({"check_out_from": at("09:00")}, ["no_check_in_window"]),
        ({"check_out_from": at("09:00:00.001")}, []),
        ({"start": None, "check_out_from": at("01:00")}, []),
        ({"check_in_until": at("08:30"), "check_out_from": at("08:00")}, ["windows_overlap", "no_check_in_window"]),
    ],
)
def test_what_makes_an_activity_impossible(fields: dict[str, Any], codes: list[str]) -> None:
    found = faults(A._replace(**fields))
    assert all(problem.message for problem in found)
    assert [(problem.code, problem.where) for problem in found] == [(code, "A") for code in codes]
    named = {"name": "--name", "place": "--place"}
    for name in fields:
        if name in named and not str(fields[name]).strip():
            assert any(named[name] in say(problem) for problem in found)


def test_fields_of_a_newer_version_are_passed_over() -> None:
    after = changed(A, {"later": 7, "name": "B", "kind": "training", "signup": ["S/1"]})
    assert after == A._replace(name="B", kind=ActivityKind.TRAINING, signup=("S/1",))
    assert isinstance(after.kind, ActivityKind) and after.is_training and not A.is_training
    assert changed(after, {"signup": None}).signup is None
    assert (A.team, A.code) == ("S", "A")


@pytest.mark.parametrize("name", ["Asia/Nowhere", "", "../etc/passwd", "x" * 5000])
def test_a_zone_that_does_not_exist(name: str) -> None:
    for read in (zone, local_days):
        with pytest.raises(Refused) as refused:
            read(name)
        (problem,) = refused.value.problems
        assert (problem.code, problem.where, problem.values) == ("bad_timezone", "timezone", {"name": name})


@pytest.mark.parametrize("activity", [A, A._replace(timezone=LONDON)])
def test_a_scan_is_far_beyond_a_day_before_and_a_day_behind(activity: Activity) -> None:
    first = at("00:00") - 24 * 3_600_000
    away = 0 if activity is A else 8 * 3_600_000
    last = first + 3 * 24 * 3_600_000
    assert days_reached(activity) == (first + away, last + away)
    found = [is_far(activity, away + when) for when in (first - 1, first, last - 1, last)]
    assert found == [True, False, False, True]
    for name in ("start", "end"):
        assert days_reached(activity._replace(**{name: None})) is None and not is_far(
            activity._replace(**{name: None}), 0
        )
