"""Days and times as people type them; a source that reads them in its own way is found."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.rules.typed_times import (
    parse_day,
    parse_moment,
    parse_moment_or_clock,
    parse_moment_or_day,
    parse_month_day,
    parse_time,
)
from checkin.texts import say

HOUSE = Path(__file__).parents[3]
DAYS = [
    "2026-11-28",
    "2026/11/28",
    "2026.11.28",
    "2026年11月28日",
    "2026年11月28号",
    "20261128",
    "２０２６－１１－２８",
    "2026／11／28",
    "2026。11。28",
]
TIMES = [
    "9:00",
    "09:00",
    "09.00",
    "9：00",
    "９：００",
    "9。00",
    "0900",
    "900",
    "9",
    "9点",
    "9时00分",
    "09:00:00",
    "9∶00",
    "上午9:00",
    "早上 9点",
    "9:00 AM",
    "９：００ａｍ",
    "9 a.m.",
]
# Where texts that programs wrote are read: events, columns of a database, forms that were checked before.
READERS_OF_OWN_TEXTS = {
    "checkin/rules/claims.py",
    "checkin/rules/instants.py",
    "checkin/rules/field_values.py",
    "checkin/rules/unscanned.py",
    "storage/school_year/progress.py",
    "storage/people/earlier_classes.py",
    "storage/people/closed_years.py",
    "exports/batch/rows.py",
    "exports/exchange/kit/contents.py",
    "exports/exchange/pack/reading.py",
    "exports/exchange/leaver/contents.py",
    "exports/exchange/credential/badge.py",
    "exports/exchange/credential/reading.py",
    "checkin/rules/recognition.py",
    "exports/shown/shown_list.py",
    "storage/people/register.py",
    "storage/recognition/diary.py",
    "storage/recognition/volunteer_record.py",
    "storage/standard/standard.py",
    "exports/tables/xlsx_cells.py",
    "exports/printed/certificates/page.py",
    "exports/printed/certificates/content.py",
    "exports/printed/certificates/verifying.py",
    "exports/exchange/receipt/contents.py",
}


def told(text: str, read: object) -> str:
    """The sentence of a refusal."""
    assert callable(read)
    with pytest.raises(Refused) as refused:
        read(text)
    return say(refused.value.problems[0])


@pytest.mark.parametrize("text", DAYS)
def test_a_day_in_every_way_of_writing(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 28)


def test_one_digit_for_month_and_day() -> None:
    assert {parse_day(text) for text in ("2026-1-5", "2026/1/5", "2026年1月5日", "2026 . 1 . 5")} == {date(2026, 1, 5)}


@pytest.mark.parametrize("text", ["3/4/2026", "28.11", "26-3-5", "202611", "28-11-2026", "tomorrow", "2026-W48-6"])
def test_what_could_be_two_days_is_refused_with_what_is_expected(text: str) -> None:
    assert told(text, parse_day) == f"“{text}” can't be read as a day; write it as 2026-03-05"


@pytest.mark.parametrize("text", ["2026-02-30", "2026年13月1日", "20261131"])
def test_only_a_day_that_is_none_is_said_not_to_exist(text: str) -> None:
    assert told(text, parse_day) == f"there is no day “{text}” in the calendar"


def test_a_year_that_is_a_slip() -> None:
    assert "look at the year" in told("0206-03-05", parse_day)
    assert parse_day("1958-03-05", first_year=1900) == date(1958, 3, 5)


@pytest.mark.parametrize("text", TIMES)
def test_a_time_in_every_way_of_writing(text: str) -> None:
    assert parse_time(text, "") == time(9)


@pytest.mark.parametrize("day", DAYS)
def test_both_in_every_way_of_writing(day: str) -> None:
    for clock in TIMES:
        for blank in (" ", "T", "　", *([""] if day[-1] in "日号" else [])):
            assert parse_moment(f"{day}{blank}{clock}") == datetime(2026, 11, 28, 9), (day, clock)


@pytest.mark.parametrize(
    ("offset", "zone"),
    [("Z", UTC), ("+08:00", timezone(timedelta(hours=8))), ("+0800", timezone(timedelta(hours=8))), ("-03:30", None)],
)
def test_an_offset_behind_it(offset: str, zone: timezone | None) -> None:
    zone = zone or timezone(-timedelta(hours=3, minutes=30))
    assert parse_moment(f"2026-11-28T09:00:00.250{offset}") == datetime(2026, 11, 28, 9, 0, 0, 250_000, zone)


def test_the_missing_half_is_named() -> None:
    assert "says no time of the day" in told("2026/11/28", parse_moment)
    assert "says no day" in told("9：00", parse_moment)
    assert "there is no time “25:00”" in told("2026-11-28 25:00", parse_moment)
    assert "there is no time “25:00”" in told("25:00", parse_moment_or_clock)
    assert "there is no day “2026-02-30”" in told("2026-02-30", parse_moment_or_day)


def test_a_half_alone_where_it_is_enough() -> None:
    assert parse_moment_or_clock("9点半") == time(9, 30)
    assert parse_moment_or_day("2026年11月28日") == datetime(2026, 11, 28)


@pytest.mark.parametrize("text", ["06-30", "6-30", "6/30", "6.30", "6月30日", "６月３０日"])
def test_a_day_of_every_year(text: str) -> None:
    assert parse_month_day(text) == (6, 30)


def test_nothing_else_reads_what_people_type() -> None:
    """Whoever reads a day in another way makes another set of ways that are taken."""
    found = {
        str(path.relative_to(HOUSE))
        for room in ("checkin", "storage", "exports", "tui")
        for path in (HOUSE / room).rglob("*.py")
        if re.search(r"fromisoformat\(|strptime\(|click\.DateTime", path.read_text(encoding="utf-8"))
    }
    assert found == READERS_OF_OWN_TEXTS


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("下午1:05", 13, 5),
        ("下午1点半", 13, 30),
        ("1:05 PM", 13, 5),
        ("12:00 pm", 12, 0),
        ("12:30 am", 0, 30),
        ("晚上8点", 20, 0),
    ],
)
def test_the_half_of_the_day_is_understood(written: str, hour: int, minute: int) -> None:
    assert parse_time(written, "") == time(hour, minute)
    assert parse_moment(f"2026-11-28 {written}") == datetime(2026, 11, 28, hour, minute)


@pytest.mark.parametrize("written", ["下午13:05", "0:10 PM", "上午", "上午9:00 PM pm", "am"])
def test_no_hour_of_half_a_day(written: str) -> None:
    with pytest.raises(Refused):
        parse_time(written, "")
