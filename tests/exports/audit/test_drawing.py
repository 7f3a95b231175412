"""A drawn sample: the same for everybody who has the seed and the log, each school its share."""

from __future__ import annotations

from collections import Counter

import pytest

from checkin.rules.problems import Refused
from exports.audit.sample.drawing import check_seed, draw

SESSIONS = {f"{school}-{n}": (school,) for school, count in (("A", 700), ("B", 290), ("C", 10)) for n in range(count)}


def test_the_order_in_which_the_log_came_changes_nothing() -> None:
    there = dict(reversed(SESSIONS.items()))
    assert draw(SESSIONS, "spring", 40) == draw(there, "spring", 40)


def test_another_seed_draws_others() -> None:
    assert set(draw(SESSIONS, "spring", 40)) != set(draw(SESSIONS, "autumn", 40))


@pytest.mark.parametrize("size", [1, 2, 3, 40, 99, 999, 1000])
def test_each_school_has_its_share_and_none_goes_without(size: int) -> None:
    drawn = draw(SESSIONS, "spring", size)
    assert len(drawn) == len(set(drawn)) == size
    shares = Counter(SESSIONS[key][0] for key in drawn)
    if size >= 3:
        assert all(
            abs(shares[school] - size * count / 1000) < 2 for school, count in (("A", 700), ("B", 290), ("C", 10))
        )
        assert set(shares) == {"A", "B", "C"}


def test_a_longer_sample_holds_the_shorter_one_of_a_school() -> None:
    few, many = draw(SESSIONS, "spring", 10), draw(SESSIONS, "spring", 100)
    assert set(few) <= set(many)


OF_TWO = {
    f"{school}-{activity}-{n}": (school, f"{activity}")
    for school, activities in (("A", 8), ("B", 2))
    for activity in range(activities)
    for n in range(5 + activity)
}
"""Sessions of two schools by activity."""


def test_each_activity_of_a_school_has_its_share_of_what_the_school_got() -> None:
    drawn = draw(OF_TWO, "spring", 20)
    assert Counter(OF_TWO[key][0] for key in drawn) in ({"A": 17, "B": 3}, {"A": 18, "B": 2})
    assert set(Counter(OF_TWO[key] for key in drawn)) == set(OF_TWO.values()), "no activity goes without"


def test_a_sample_smaller_than_the_number_of_activities_is_not_always_of_the_largest() -> None:
    """Each activity is drawn about as often as it is large: 5 to 12 of 68 sessions of school A, over 400 seeds of 2 sessions."""
    of_a = {key: groups[1:] for key, groups in OF_TWO.items() if groups[0] == "A"}
    drawn = Counter(of_a[key][0] for seed in range(400) for key in draw(of_a, f"seed {seed}", 2))
    assert all(0.6 < drawn[str(n)] / (800 * (5 + n) / 68) < 1.5 for n in range(8)), drawn


@pytest.mark.parametrize("size", [0, -1, 1001])
def test_a_size_that_the_log_does_not_have(size: int) -> None:
    with pytest.raises(Refused):
        draw(SESSIONS, "spring", size)


@pytest.mark.parametrize("seed", ["", "   ", "x" * 101, "a\x1b[31m", "\u202e1"])
def test_a_seed_that_nobody_could_be_told(seed: str) -> None:
    with pytest.raises(Refused):
        check_seed(seed)
