"""What people type wrongly: each refusal with its code, its place and the text itself; and what is taken to the edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
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
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_texts import LONGEST_TEXT, check_length
from checkin.rules.typed_times import (
    parse_day,
    parse_day_and_time,
    parse_moment,
    parse_moment_or_clock,
    parse_moment_or_day,
    parse_month_day,
    parse_time,
)
from checkin.texts import say
from tests.checkin.rules.story import SHANGHAI, at

W = "row 7"
LONG = "x" * 60


def refused(read: Callable[[], object]) -> Problem:
    """The one problem of what is refused; it can be said, with all its values."""
    with pytest.raises(Refused) as found:
        read()
    (problem,) = found.value.problems
    assert "{" not in say(problem) and str(found.value) == f"{problem.where}: {problem.code}"
    return problem


@pytest.mark.parametrize(
    ("read", "text", "code", "says"),
    [
        (parse_day, "3/4/2026", "bad_date", "can't be read as a day"),
        (parse_day, "2026-02-30", "no_such_day", "in the calendar"),
        (parse_day, "1970-12-31", "no_such_day", "look at the year"),
        (parse_day, "9000-01-01", "no_such_day", "look at the year"),
        (parse_month_day, "2026-06-30", "bad_date", "no day of the year"),
        (parse_month_day, "02-30", "no_such_day", "in the calendar"),
        (parse_time, "9:5", "bad_time", "no time of the day"),
        (parse_time, "24:00", "bad_time", "hours go from 0 to 23"),
        (parse_time, "23:60", "bad_time", "hours go from 0 to 23"),
        (parse_time, "13:00PM", "bad_time", "hours go from 0 to 23"),
        (parse_time, "上午0:30", "bad_time", "hours go from 0 to 23"),
        (parse_day_and_time, "2026-02-30 9:00", "no_such_day", "in the calendar"),
        (parse_day_and_time, "2026-03-05 9:5", "bad_time", "no time of the day"),
        (parse_moment, "2026-03-05", "bad_time", "says no time of the day"),
        (parse_moment, "2026-03-05 ", "bad_time", "says no time of the day"),
        (parse_moment, "9:00", "bad_time", "says no day"),
        (parse_moment, "25:00", "bad_time", "says no day"),
        (parse_moment, "28.11", "bad_time", "can't be read as a day and time"),
        (parse_moment, "24", "bad_time", "can't be read as a day and time"),
        (parse_moment, "23", "bad_time", "says no day"),
        (parse_moment, "soon", "bad_time", "can't be read as a day and time"),
        (parse_moment, "2026-03-05 9:00+24:00", "bad_time", "an offset from UTC"),
        (parse_moment, "2026-03-05 9:00+08:60", "bad_time", "an offset from UTC"),
        (parse_moment, "2026-02-30 9:00", "no_such_day", "in the calendar"),
        (parse_moment, "2026-03-05 9:5", "bad_time", "no time of the day"),
        (parse_moment_or_clock, "25:00", "bad_time", "hours go from 0 to 23"),
        (parse_moment_or_clock, "2026-03-05", "bad_time", "says no time of the day"),
        (parse_moment_or_day, "2026-02-30", "no_such_day", "in the calendar"),
        (parse_moment_or_day, "9:00", "bad_time", "says no day"),
        (parse_whole, "1.5", "bad_number", "no whole number"),
        (parse_whole, "1" * 16, "bad_number", "no whole number"),
        (parse_number, "1,5", "bad_number", "is no number"),
        (parse_number, "1.", "bad_number", "is no number"),
        (check_code, "a b", "bad_code", "can't be used as a code"),
        (check_code, "", "bad_code", "can't be used as a code"),
        (check_code, "a" * 33, "bad_code", "can't be used as a code"),
    ],
)
def test_a_refusal_says_what_where_and_the_text(
    read: Callable[[str, str], object], text: str, code: str, says: str
) -> None:
    problem = refused(lambda: read(text, W))
    assert (problem.code, problem.where, set(problem.values)) == (code, W, {"text"})
    assert problem.values["text"] in (text, f"2000-{text}", *text.split(" ")), "the half that is wrong, or all"
    assert says in say(problem)


@pytest.mark.parametrize("read", [parse_day, parse_month_day, parse_time, parse_moment, parse_whole, parse_number])
def test_of_a_long_text_the_first_40_characters_are_said(read: Callable[[str, str], object]) -> None:
    assert refused(lambda: read(LONG, W)).values == {"text": "x" * 40}


def test_without_a_place_none_is_said() -> None:
    for read in (parse_day, parse_month_day, parse_moment, parse_moment_or_clock, parse_moment_or_day):
        assert refused(partial(read, "soon")).where == ""
    assert (refused(lambda: parse_whole("x")).where, refused(lambda: parse_number("x")).where) == ("", "")
    assert refused(lambda: check_length("xx", 1)).where == ""


def test_days_and_times_to_the_edge() -> None:
    assert (parse_day("1971-01-01"), parse_day("8999-12-31")) == (date(1971, 1, 1), date(8999, 12, 31))
    assert parse_day("1900-01-01", "", 1900) == date(1900, 1, 1)
    assert parse_month_day("2/29") == (2, 29)
    assert (parse_time("0", ""), parse_time("23:59:59.999999", "")) == (time(0), time(23, 59, 59, 999_000))
    assert (parse_time("9:05:07.25", ""), parse_time("090507", ""), parse_time("9点5分", "")) == (
        time(9, 5, 7, 250_000), time(9, 5, 7), time(9, 5),
    )  # fmt: skip
    assert (parse_time("9:05:07,5 秒", ""), parse_time("9点半", "")) == (time(9, 5, 7, 500_000), time(9, 30))


def test_a_day_may_stand_before_a_time() -> None:
    assert parse_day_and_time("9:05", W) == (None, time(9, 5))
    assert parse_day_and_time("2026-03-06 02:00", W) == (date(2026, 3, 6), time(2))
    assert parse_moment_or_clock("2026-03-06 02:00") == datetime(2026, 3, 6, 2)
    assert parse_moment_or_day("2026-03-06 02:00") == datetime(2026, 3, 6, 2)
    for offset, minutes in {"+23:59": 1439, "-00:30": -30, "+08": 480, "-0815": -495, "z": 0}.items():
        zone = timezone(timedelta(minutes=minutes))
        assert parse_moment(f"2026-03-06 02:00 {offset}") == datetime(2026, 3, 6, 2, tzinfo=zone), offset


def test_numbers() -> None:
    assert [parse_whole(text) for text in ("90", "-10", "+3", " ９０ ", "－１", "–7", "9" * 15)] == [
        90,
        -10,
        3,
        90,
        -1,
        -7,
        10**15 - 1,
    ]
    assert [parse_number(text) for text in ("90", "-2.5", "２。５", "—3")] == [90, -2.5, 2.5, -3]


def test_lengths_and_reasons() -> None:
    assert check_length("xx", 2) == "xx" and check_length("x" * LONGEST_TEXT)
    problem = refused(lambda: check_length("xxx", 2, W))
    assert (problem.code, problem.where, problem.values) == ("text_too_long", W, {"count": 3, "most": 2})
    assert refused(lambda: check_length("x" * (LONGEST_TEXT + 1))).values["most"] == LONGEST_TEXT
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
    assert [within(text, "S") for text in ("S/7", "T/7", "S/K/01", "T")] == ["7", "T/7", "K", "T"]
    assert [parse_key(text, "S", W) for text in ("7", " T/7 ")] == ["S/7", "T/7"]
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
