"""A drawn sample: the same for everybody who has the seed and the log, each school its share."""

from __future__ import annotations

from collections import Counter

import pytest

from checkin.rules.problems import Refused
from exports.audit.sample.drawing import check_seed, draw

SESSIONS = {f"{school}-{n}": school for school, count in (("A", 700), ("B", 290), ("C", 10)) for n in range(count)}


def test_the_order_in_which_the_log_came_changes_nothing() -> None:
    there = dict(reversed(SESSIONS.items()))
    assert draw(SESSIONS, "spring", 40) == draw(there, "spring", 40)


def test_another_seed_draws_others() -> None:
    assert set(draw(SESSIONS, "spring", 40)) != set(draw(SESSIONS, "autumn", 40))


@pytest.mark.parametrize("size", [1, 2, 3, 40, 99, 999, 1000])
def test_each_school_has_its_share_and_none_goes_without(size: int) -> None:
    drawn = draw(SESSIONS, "spring", size)
    assert len(drawn) == len(set(drawn)) == size
    shares = Counter(SESSIONS[key] for key in drawn)
    if size >= 3:
        assert all(
            abs(shares[school] - size * count / 1000) < 2 for school, count in (("A", 700), ("B", 290), ("C", 10))
        )
        assert set(shares) == {"A", "B", "C"}


def test_a_longer_sample_holds_the_shorter_one_of_a_school() -> None:
    few, many = draw(SESSIONS, "spring", 10), draw(SESSIONS, "spring", 100)
    assert set(few) <= set(many)


@pytest.mark.parametrize("size", [0, -1, 1001])
def test_a_size_that_the_log_does_not_have(size: int) -> None:
    with pytest.raises(Refused):
        draw(SESSIONS, "spring", size)


@pytest.mark.parametrize("seed", ["", "   ", "x" * 101, "a\x1b[31m", "\u202e1"])
def test_a_seed_that_nobody_could_be_told(seed: str) -> None:
    with pytest.raises(Refused):
        check_seed(seed)
