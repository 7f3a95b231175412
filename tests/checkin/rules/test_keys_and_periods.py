"""Reasons, periods, keys and instants: what is taken to the edge, and what is refused with its code and place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.identity import check_code, code_of_desk, key, parse_key, short_desk, split, within
from checkin.rules.instants import (
    LocalDays,
    clock_or_day_text,
    from_utc_text,
    instant,
    local_text,
    local_time,
    utc_text,
)
from checkin.rules.period import ALL_DAYS, Period, checked_period
from checkin.rules.problems import Problem, Refused, refuse
from checkin.rules.signature import LONGEST_REASON, UNSIGNED, Signature, with_note, with_reason
from checkin.rules.typed_texts import LONGEST_TEXT, check_typed
from tests.checkin.rules.story import SHANGHAI, at
from tests.checkin.rules.test_what_people_type import W, refused


def test_lengths_and_reasons() -> None:
    assert check_typed("xx", 2) == "xx" and check_typed("x" * LONGEST_TEXT)
    problem = refused(lambda: check_typed("xxx", 2, W))
    assert (problem.code, problem.where, problem.values) == ("text_too_long", W, {"count": 3, "most": 2})
    assert refused(lambda: check_typed("x" * (LONGEST_TEXT + 1))).values["most"] == LONGEST_TEXT
    assert with_note(Signature("Li", "  a \n b ")) == with_reason(Signature("Li", "a  b")) == Signature("Li", "a b")
    assert with_note(Signature("Li", " ")) == with_note(Signature("Li")) == Signature("Li") and UNSIGNED == (None, None)
    most = Signature("Li", "x" * LONGEST_REASON)
    assert with_reason(most) == most
    problem = refused(lambda: with_note(most.because("x" * (LONGEST_REASON + 1))))
    assert (problem.code, problem.where, problem.values) == ("reason_too_long", "--reason", {"most": LONGEST_REASON})
    problem = refused(lambda: with_reason(Signature("Li", " ")))
    assert (problem.code, problem.where, problem.values) == ("missing_reason", "--reason", {})


def test_a_period_holds_both_its_days() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 4)
    days = [date(2026, 3, n) for n in range(1, 6)]
    day = timedelta(days=1)
    assert [day for day in days if checked_period(first, last).contains(day)] == days[1:4]
    assert [day for day in days if Period(first).contains(day)] == days[1:]
    assert [day for day in days if Period(None, last).contains(day)] == days[:4]
    assert [Period(*bounds).contains(None) for bounds in ((), (first,), (None, last))] == [True, False, False]
    assert [Period(*bounds).is_open for bounds in ((), (first,), (None, last))] == [True, False, False]
    assert checked_period(first, first) == Period(first, first) and checked_period(None, None) == ALL_DAYS
    assert checked_period(None, first) == Period(None, first) and checked_period(first, None) == Period(first)
    problem = refused(lambda: checked_period(last, first))
    assert (problem.code, problem.where) == ("days_reversed", "--to")
    after = [Period(first).is_after(one) for one in (first - day, first, None)]
    assert after == [True, False, False] and not Period(None, last).is_after(first)


def test_keys_and_codes() -> None:
    assert (key("S", "7"), split("S/7"), split("S/K/01"), split("S")) == ("S/7", ("S", "7"), ("S", "K"), ("S", ""))
    assert [within(text, "S") for text in ("S/7", "T/7", "S/K/01", "T/K/01", "T")] == ["7", "T/7", "K", "T/K", "T"]
    assert [parse_key(text, "S", W) for text in ("7", " T/7 ")] == ["S/7", "T/7"]
    pasted = ("００７", "Ｔ／００７", "\u202d007\u202c", "0\u200b07\ufeff", "　007 ", "0\u206007\u2800")
    assert [parse_key(text, "S", W) for text in pasted] == ["S/007", "T/007", *["S/007"] * 4]
    for text, part in {"T/": "", "/7": "", "T/7/8": "T/7", "7 8": "7 8", "a" * 33 + "/7": "a" * 33}.items():
        problem = refused(partial(parse_key, text, "S", W))
        assert (problem.code, problem.where, problem.values) == ("bad_code", W, {"text": part})
    assert short_desk("3f2a1b") == "3f2a" and check_code("a" * 32, W) == "a" * 32
    assert (code_of_desk("20261129", "3f2a1b"), code_of_desk("20261129", "3f2a1b", 2)) == (
        "20261129-3f2a",
        "20261129-3f2a-2",
    )
    assert code_of_desk("x" * 40, "3f2a1b") == "x" * 27 + "-3f2a" and len(code_of_desk("x" * 40, "3f2a1b", 12)) == 32


def test_instants_as_texts() -> None:
    assert (utc_text(0), utc_text(1_772_672_400_007)) == ("1970-01-01T00:00:00.000Z", "2026-03-05T01:00:00.007Z")
    assert [from_utc_text(utc_text(n)) for n in (0, 1_772_672_400_999)] == [0, 1_772_672_400_999]
    assert local_text(at("09:00"), SHANGHAI) == "2026-03-05T09:00:00+08:00"
    assert local_text(at("09:00:00.25"), SHANGHAI) == "2026-03-05T09:00:00.250+08:00"
    assert local_time(at("09:00"), SHANGHAI).hour == 9
    assert clock_or_day_text(at("09:05"), at("23:00"), SHANGHAI) == "09:05"
    assert clock_or_day_text(at("09:05"), at("2/00:00"), SHANGHAI) == "2026-03-05 09:05"
    days = LocalDays(ZoneInfo("Asia/Kathmandu"))  # 5 hours and 45 minutes ahead of UTC
    assert [days.day(at("02:15") + n).day for n in (-1, 0, 1, 0)] == [4, 5, 5, 5]
    with pytest.raises(ValueError, match="needs a time zone"):
        instant(datetime(2026, 3, 5))


def test_a_refusal_is_one_problem_or_several() -> None:
    one = refuse("bad", "here", "{n} of them", n=3)
    assert one.problems == (Problem("bad", "here", "{n} of them", {"n": 3}),)
    assert str(Refused(Problem("a", "x", "m"), Problem("b", "y", "m"))) == "x: a; y: b"
