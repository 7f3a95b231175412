"""What people type wrongly: each refusal with its code, its place and the text itself; and what is taken to the edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from functools import partial

import pytest

from checkin.rules.identity import check_code
from checkin.rules.problems import Problem, Refused
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_texts import check_typed
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

W = "row 7"
LONG = "x" * 60
TYPED_ALONE = (parse_moment_or_clock, parse_moment_or_day)
"""They read the one field of a form or an option, never a row of a table."""


def refused(read: Callable[[], object]) -> Problem:
    """The one problem of what is refused; it can be said, with all its values."""
    with pytest.raises(Refused) as found:
        read()
    (problem,) = found.value.problems
    assert problem.message and "{" not in say(problem) and str(found.value) == f"{problem.where}: {problem.code}"
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
        (parse_time, "24:00", "bad_time", "midnight is 00:00 of the next day"),
        (parse_moment, "2026-03-05 24:00", "bad_time", "midnight is 00:00 of the next day"),
        (parse_time, "24:30", "bad_time", "hours go from 0 to 23"),
        (parse_time, "23:60", "bad_time", "hours go from 0 to 23"),
        (parse_time, "13:00PM", "bad_time", "hours go from 0 to 23"),
        (parse_time, "上午0:30", "bad_time", "hours go from 0 to 23"),
        (parse_day_and_time, "9:5", "bad_time", "no time of the day"),
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
        (parse_day, "", "bad_date", "write the day, such as"),
        (parse_time, " ", "bad_time", "write a time of the day, such as"),
        (parse_moment, "", "bad_time", "write the day and the time, such as"),
        (parse_whole, "", "bad_number", "write how many, in digits"),
        (parse_number, "　", "bad_number", "write how many, in digits"),
        (check_code, "a b", "bad_code", "can't be used as a code"),
        (check_code, "", "bad_code", "can't be used as a code"),
        (check_code, "a" * 33, "bad_code", "can't be used as a code"),
    ],
)
def test_a_refusal_says_what_where_and_the_text(read: Callable[..., object], text: str, code: str, says: str) -> None:
    where = "" if read in TYPED_ALONE else W
    problem = refused(lambda: read(text, where) if where else read(text))
    assert (problem.code, problem.where, set(problem.values)) == (code, where, {"text"})
    assert problem.values["text"] in (text, f"2000-{text}", *text.split(" ")), "the half that is wrong, or all"
    assert says in say(problem)


@pytest.mark.parametrize("read", [parse_day, parse_month_day, parse_time, parse_moment, parse_whole, parse_number])
def test_of_a_long_text_the_first_40_characters_are_said(read: Callable[[str, str], object]) -> None:
    assert refused(lambda: read(LONG, W)).values == {"text": "x" * 40}


def test_without_a_place_none_is_said() -> None:
    for read in (parse_day, parse_month_day, parse_moment, parse_moment_or_clock, parse_moment_or_day):
        assert refused(partial(read, "soon")).where == ""
    assert (refused(lambda: parse_whole("x")).where, refused(lambda: parse_number("x")).where) == ("", "")
    assert refused(lambda: check_typed("xx", 1)).where == ""


def test_days_and_times_to_the_edge() -> None:
    assert (parse_day("1971-01-01"), parse_day("2199-12-31")) == (date(1971, 1, 1), date(2199, 12, 31))
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
