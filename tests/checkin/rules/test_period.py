"""A period of days: what lies within, and the one check of what somebody typed."""

from datetime import date

import pytest

from checkin.rules.period import ALL_DAYS, Period, checked_period
from checkin.rules.problems import Refused
from checkin.words import period_text

FIRST, MIDDLE, LAST = date(2026, 3, 1), date(2026, 3, 15), date(2026, 3, 31)


def test_both_ends_lie_within() -> None:
    march = Period(FIRST, LAST)
    assert all(map(march.contains, (FIRST, MIDDLE, LAST)))
    assert not march.contains(date(2026, 2, 28)) and not march.contains(date(2026, 4, 1))


def test_without_a_bound_it_goes_on() -> None:
    assert Period(FIRST).contains(date(2099, 1, 1)) and not Period(FIRST).contains(date(2026, 2, 28))
    assert Period(None, LAST).contains(date(1999, 1, 1)) and not Period(None, LAST).contains(date(2026, 4, 1))


def test_a_day_that_is_not_known_lies_in_all_days_only() -> None:
    assert ALL_DAYS.contains(None)
    assert not any(one.contains(None) for one in (Period(FIRST), Period(None, LAST), Period(FIRST, LAST)))


def test_what_comes_before_the_first_day() -> None:
    assert Period(MIDDLE).is_after(FIRST)
    assert not any(Period(MIDDLE).is_after(day) for day in (MIDDLE, LAST, None))
    assert not ALL_DAYS.is_after(FIRST)


def test_one_day_is_a_period_and_reversed_days_are_none() -> None:
    assert checked_period(FIRST, FIRST) == Period(FIRST, FIRST)
    assert checked_period(None, None) == ALL_DAYS
    with pytest.raises(Refused) as refusal:
        checked_period(LAST, FIRST)
    assert [(p.code, p.where) for p in refusal.value.problems] == [("days_reversed", "--to")]


def test_a_period_as_reports_print_it() -> None:
    assert period_text(Period(FIRST, LAST)) == "2026-03-01 — 2026-03-31"
    assert (period_text(Period(FIRST)), period_text(Period(None, LAST))) == ("2026-03-01 —", "— 2026-03-31")
