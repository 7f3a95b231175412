"""Seconds become minutes: raw, clamp, share, grid, day limit, in this order; worked by hand."""

import pytest

from checkin.rules.activities import Activity
from checkin.rules.hours import counted_by_other_times, grid_minutes
from checkin.rules.policies import GRIDS, Policy, Rounding
from tests.checkin.rules.story import at, check

TWO_HOURS = "09:00 ana in\n11:00 ana out\n"


@pytest.mark.parametrize(
    ("rounding", "grid", "seconds", "minutes"),
    [
        ("floor", 1, 59, 0), ("floor", 1, 60, 1), ("floor", 1, 119, 1), ("floor", 5, 599, 5),
        ("floor", 10, 1199, 10), ("floor", 15, 1799, 15), ("floor", 30, 3599, 30), ("floor", 60, 7199, 60),
        ("nearest", 1, 29, 0), ("nearest", 1, 30, 1), ("nearest", 1, 89, 1), ("nearest", 1, 90, 2),
        ("nearest", 5, 149, 0), ("nearest", 5, 150, 5), ("nearest", 30, 899, 0), ("nearest", 30, 900, 30),
        ("nearest", 60, 5399, 60), ("nearest", 60, 5400, 120),
        ("ceil", 1, 0, 0), ("ceil", 1, 1, 1), ("ceil", 1, 60, 1), ("ceil", 1, 61, 2),
        ("ceil", 15, 901, 30), ("ceil", 60, 3600, 60), ("ceil", 60, 3601, 120),
    ],
)  # fmt: skip
def test_rounding_on_every_grid(rounding: str, grid: int, seconds: int, minutes: int) -> None:
    assert grid in GRIDS
    assert grid_minutes(seconds, Policy(rounding=Rounding(rounding), grid_minutes=grid)) == minutes


@pytest.mark.parametrize(
    ("settings", "minutes"),
    [("", 270), ("clamp_start=true", 240), ("clamp_end=true", 270 - 60), ("clamp_start=true clamp_end=true", 180)],
)
def test_clamp(settings: str, minutes: int) -> None:
    """From 08:30 to 13:00 in an activity planned from 09:00 to 12:00."""
    policy = f"policy {settings}\n" if settings else ""
    ledger = policy + "activity A start=09:00\n08:30 ana in\n13:00 ana out"
    check(ledger, f"ana 08:30 13:00 {minutes} closed scanned")


def test_a_session_wholly_outside_the_planned_time_is_clamped_to_nothing() -> None:
    check("policy clamp_start=true\n07:00 ana in\n07:30 ana out", "ana 07:00 07:30 0 closed scanned")


def test_the_share_sums_a_volunteers_sessions_and_is_reached_by_equality() -> None:
    """0.6 of four hours are 144 minutes."""
    check(
        """
        policy min_share_of_activity=0.6
        08:00 ana in
        09:00 ana out
        10:00 ana in
        11:24 ana out
        08:00 ben in
        09:00 ben out
        10:00 ben in
        11:23:59 ben out
        """,
        """
        ana 08:00 09:00 60 closed scanned
        ben 08:00 09:00 0 closed scanned share
        ana 10:00 11:24 84 closed scanned
        ben 10:00 11:23:59 0 closed scanned share
        """,
    )


def test_the_share_goes_by_clamped_seconds() -> None:
    """Three hours, of which two are in the planned four: half, less than 0.6."""
    check(
        "policy min_share_of_activity=0.6 clamp_end=true\n10:00 ana in\n13:00 ana out",
        "ana 10:00 13:00 0 closed scanned share",
    )


def test_the_day_limit_cuts_earliest_first() -> None:
    check(
        """
        policy max_minutes_per_day=100
        09:00 ana in
        10:00 ana out
        10:30 ana in
        11:30 ana out
        11:40 ana in
        11:50 ana out
        2/09:00 ana in
        2/11:00 ana out
        """,
        """
        ana 09:00 10:00 60 closed scanned
        ana 10:30 11:30 40 closed scanned day_limit
        ana 11:40 11:50 0 closed scanned day_limit
        ana 2/09:00 2/11:00 100 closed scanned day_limit
        """,
    )


def test_ruled_sessions_use_the_day_up_first_and_are_never_cut_and_added_hours_do_not() -> None:
    check(
        """
        policy max_minutes_per_day=100
        09:00 ana in
        10:00 ana out
        10:30 ana in
        11:00 ana out
        12:00 rule 4 80
        12:00 add ana 90
        09:00 ben in
        09:30 ben out
        12:00 rule 8 150
        """,
        """
        ana - - 90 closed added
        ana 09:00 10:00 20 closed scanned day_limit
        ben 09:00 09:30 150 closed ruled
        ana 10:30 11:00 80 closed ruled
        """,
    )


def test_two_rulings_of_a_day_use_it_up_together() -> None:
    check(
        """
        policy max_minutes_per_day=100
        08:00 ana in
        09:00 ana out
        10:00 ana in
        10:30 ana out
        11:00 ana in
        11:30 ana out
        12:00 rule 4 40
        12:00 rule 6 40
        """,
        """
        ana 08:00 09:00 20 closed scanned day_limit
        ana 10:00 10:30 40 closed ruled
        ana 11:00 11:30 40 closed ruled
        """,
    )


def test_a_limit_that_came_later_cuts_nothing_before_it() -> None:
    check(
        """
        00:00 policy v2 since 10:00 max_minutes_per_day=30
        08:00 ana in
        09:00 ana out
        10:00 ana in
        11:00 ana out
        """,
        """
        ana 08:00 09:00 60 closed scanned
        ana 10:00 11:00 0 closed scanned day_limit
        """,
    )


def test_a_share_is_asked_only_where_both_planned_times_are_known() -> None:
    check(
        "policy min_share_of_activity=0.9\nactivity B name=B place=P start=09:00\n09:00 ana in @B\n09:30 ana out @B",
        "ana 09:00 09:30 30 closed scanned @B",
    )
    check(
        "policy min_share_of_activity=0.9\nactivity B name=B place=P end=12:00\n09:00 ana in @B\n09:30 ana out @B",
        "ana 09:00 09:30 30 closed scanned @B",
    )


def test_the_whole_order_by_hand() -> None:
    """Planned 09:00 to 12:00; 08:10 to 09:50 clamps to 50 minutes, 10:00 to 12:30 to 120; 170 of 180 minutes reach
    0.9 (162). On a grid of 30, nearest: 60 and 120. The limit of 150 leaves 60 and 90."""
    check(
        """
        policy clamp_start=true clamp_end=true min_share_of_activity=0.9 grid_minutes=30 rounding=nearest max_minutes_per_day=150
        activity A start=09:00
        08:10 ana in
        09:50 ana out
        10:00 ana in
        12:30 ana out
        """,
        """
        ana 08:10 09:50 60 closed scanned
        ana 10:00 12:30 90 closed scanned day_limit
        """,
    )  # fmt: skip


def test_the_day_is_that_of_check_in_in_each_activitys_zone() -> None:
    """2/07:00 in Shanghai is still the first day in London, so both sessions fall on one day."""
    check(
        """
        policy max_minutes_per_day=100
        activity B name=B place=P timezone=Europe/London
        09:00 ana in
        10:00 ana out
        2/07:00 ana in @B
        2/07:50 ana out @B
        """,
        """
        ana 09:00 10:00 60 closed scanned
        ana 2/07:00 2/07:50 40 closed scanned day_limit @B
        """,
    )


def test_the_policy_in_force_at_the_start_counts() -> None:
    record = check(
        """
        00:00 policy v2 since 09:00 grid_minutes=60
        00:00 policy v3 since 10:00 grid_minutes=30
        08:59:59 ana in
        10:30 ana out
        09:00 ben in
        10:30 ben out
        10:00 cai in
        11:30 cai out
        """,
        """
        ana 08:59:59 10:30 90 closed scanned
        ben 09:00 10:30 60 closed scanned
        cai 10:00 11:30 90 closed scanned
        """,
    ).record
    assert [s.policy for s in record.sessions] == [1, 2, 3]


def test_what_is_not_creditable() -> None:
    check(
        TWO_HOURS + "activity A not_creditable=Training\n12:00 add ana 10\n12:00 rule 1 90",
        """
        ana - - 0 closed added not_creditable
        ana 09:00 11:00 0 closed ruled not_creditable
        """,
    )
    parents = "policy not_creditable_kinds=parent\nbadge ?1 ben issued parent\n"
    check(
        parents + TWO_HOURS + "09:00 ben in\n11:00 ben out\n12:00 add ben 10",
        """
        ben - - 0 closed added not_creditable
        ana 09:00 11:00 120 closed scanned
        ben 09:00 11:00 0 closed scanned not_creditable
        """,
    )


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        ("08:00", "12:00", True),
        ("10:00", "11:00", False),
        ("07:00", "09:00", False),
        ("09:59:59", "11:00", True),
        ("07:00", "09:00:01", True),
    ],
)
def test_times_that_an_activity_had_before_would_count_a_second(first: str, last: str, counts: bool) -> None:
    """From 09:00 to 10:00, where only planned time counts; one of several times is enough."""
    policy, activity = Policy(clamp_start=True, clamp_end=True), Activity("S/A", start=at("08:00"), end=at("12:00"))
    session, other = (at("09:00"), at("10:00")), (at("20:00"), at("21:00"))
    times = [other, (at(first), at(last))]
    assert counted_by_other_times(*session, activity, policy, times) is counts
    assert not counted_by_other_times(*session, activity, policy, [])
