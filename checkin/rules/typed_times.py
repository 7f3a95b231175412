"""Days and times as people write them by hand: the one home for command line, forms, lists and tables.

A day says its year first: `2026-03-05`, `2026-3-5`, `2026/3/5`, `2026.3.5`, 2026年3月5日, `20260305`. Another order (`3/4/2026`)
or a day without a year is refused, because it can mean two days. Full-width characters count as plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone

from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.typed_texts import unreadable

YEARS = range(1971, 2200)
"""Years that a typed day may have: others are slips, or what a clock without a battery says. No event may name a later one
(`field_values.LATEST`)."""

_MARKS = str.maketrans("。．‐‑–—−∶︰", "..-----::")
"""What input methods and spreadsheets make of a full stop, a dash and a colon, where NFKC leaves it."""
_DAY = r"(?P<year>\d{4}) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2})(?P<sign> ?[日号])?"
_BARE_DAY = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
# Minutes have two digits: a spreadsheet makes 9.5 of 9.50, which must not become five past nine.
_CLOCK = (
    r"(?P<hour>\d{1,2})(?: ?(?:[:.点时] ?(?P<minute>\d\d)(?: ?分)?(?: ?:? ?(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?(?: ?秒)?)?"
    r"|[点时] ?(?P<few>\d)分|[点时](?P<half>半)?))?"
)
_BARE_CLOCK = r"(?P<hour>\d{1,2})(?P<minute>\d\d)(?P<second>(?<=\d{4})\d\d)?"
_HALF = re.compile(
    r"(?P<before>上午|凌晨|早上|下午|傍晚|晚上|[ap]\.?m\.?)? ?(?P<clock>.*?) ?(?P<after>[ap]\.?m\.?)?",
    re.IGNORECASE | re.DOTALL,
)
_AFTERNOON = ("下", "傍", "晚", "p")
_OFFSET = r"(?: ?(?P<offset>Z|[+-]\d\d(?::?\d\d)?))?"
_DAYS = (re.compile(_DAY + r"(?:[Tt ]0?0:00(?::00(?:\.0+)?)?)?"), re.compile(_BARE_DAY))
"""The first also with the midnight that a spreadsheet puts behind a date."""
_CLOCKS = (re.compile(_CLOCK), re.compile(_BARE_CLOCK))
_DATED = re.compile(rf"(?P<first>{_DAY}|{_BARE_DAY.replace('?P<', '?P<bare_')})(?:[Tt ]|(?<=[日号]))(?P<rest>.*)")
_BETWEEN = re.compile(r"[-‐‑–—−~～至到]")
_REST = re.compile(rf"(?P<clock>.*?){_OFFSET}", re.IGNORECASE)


def parse_day(text: str, where: str = "", first_year: int = YEARS.start) -> date:
    """A day. Raises Refused, with `where`, for a text that is none, and for a day that does not exist."""
    plain = _plain(text)
    found = next((form for form in (one.fullmatch(plain) for one in _DAYS) if form), None)
    if found is None:
        message = N_("“{text}” can't be read as a day; write it as 2026-03-05")
        raise unreadable("bad_date", where, text, message, N_("write the day, such as 2026-03-05"))
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise refuse("no_such_day", where, N_("there is no day “{text}” in the calendar"), text=text[:40]) from None
    if not first_year <= day.year < YEARS.stop:
        raise refuse("no_such_day", where, N_("“{text}” is not of our time; look at the year"), text=text[:40])
    return day


def parse_month_day(text: str, where: str = "") -> tuple[int, int]:
    """A day of any year, 29 February too: `06-30`, `6/30`, 6月30日. Raises Refused."""
    found = re.fullmatch(r"\d{1,2} ?[-/.月] ?\d{1,2} ?[日号]?", _plain(text))
    if found is None:
        message = N_("“{text}” is no day of the year; write month and day as 06-30")
        raise unreadable("bad_date", where, text, message, N_("write month and day, such as 06-30"))
    # 2000 had a 29 February.
    day = parse_day(f"2000-{found[0]}", where)
    return day.month, day.day


def parse_time(text: str, where: str) -> time:
    """A time of the day: `9:05`, `09:05`, `09:05:30`, `9.05`, `0905`, 9点05分, 9点半, `9`; 上午9:05, `9:05 PM`. Raises Refused."""
    plain, half = _halved(text)
    found = next((form for form in (one.fullmatch(plain) for one in _CLOCKS) if form), None)
    if found is None:
        message = N_("“{text}” is no time of the day; write it as 9:05, 9.05 or 0905, the minutes with two digits")
        raise unreadable("bad_time", where, text, message, N_("write a time of the day, such as 9:05"))
    said = found.groupdict()
    minute = 30 if said.get("half") else int(said.get("minute") or said.get("few") or 0)
    millisecond = int(((said.get("part") or "") + "000")[:3])
    hour = int(said["hour"])
    if half:
        # 25 is no hour: with half a day before it goes 1 to 12.
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0) if 1 <= hour <= 12 else 25
    try:
        return time(hour, minute, int(said.get("second") or 0), millisecond * 1000)
    except ValueError:
        if (hour, minute, half) == (24, 0, ""):
            message = N_("there is no time “{text}”: midnight is 00:00 of the next day; write that day with it")
            raise refuse("bad_time", where, message, text=text[:40]) from None
        message = N_("there is no time “{text}”: hours go from 0 to 23, minutes and seconds from 0 to 59")
        raise refuse("bad_time", where, message, text=text[:40]) from None


def parse_day_and_time(text: str, where: str) -> tuple[date | None, time]:
    """A time of the day, or a day with one behind it: `2026-03-06 02:00`. The day is None where none is said. Raises Refused."""
    dated = _DATED.fullmatch(_plain(text))
    if dated is None or not dated["rest"].strip():
        return None, parse_time(text, where)
    return parse_day(dated["first"], where), parse_time(dated["rest"], where)


def split_hours(text: str) -> tuple[str, str] | None:
    """The two times of `14:00-16:30`, `14–16:30`, 9点到11点半, as they were typed; None where the text is one time, or none."""
    if _is_time(text):
        return None
    for found in _BETWEEN.finditer(text):
        first, last = text[: found.start()].strip(), text[found.end() :].strip()
        if _is_time(first) and _is_time(last):
            return first, last
    return None


def _is_time(text: str) -> bool:
    try:
        parse_day_and_time(text, "")
    except Refused:
        return False
    return True


def parse_moment(text: str, where: str = "") -> datetime:
    """A day and a time, naive unless an offset from UTC stands behind them: `2026-03-05 9:00`, `2026-03-05T09:00:00+08:00`.

    Raises Refused, also where only one of the two is said.
    """
    dated = _DATED.fullmatch(_plain(text))
    if dated is None or not dated["rest"].strip():
        raise _half_a_moment(text, where)
    rest = _REST.fullmatch(dated["rest"].strip())
    assert rest is not None
    day, clock = parse_day(dated["first"], where), parse_time(rest["clock"], where)
    return datetime.combine(day, clock, _zone(rest["offset"], text, where))


def parse_moment_or_clock(text: str) -> datetime | time:
    """As `parse_moment`, or a time of the day alone, `9:00`. Raises Refused."""
    return parse_time(text, "") if _is_clock(text) else parse_moment(text)


def parse_moment_or_day(text: str) -> datetime:
    """As `parse_moment`, or a day alone, which means its first minute. Raises Refused."""
    return datetime.combine(parse_day(text), time()) if _is_day(text) else parse_moment(text)


def _half_a_moment(text: str, where: str) -> Refused:
    """What is missing: the day, the time, or that it can be read at all."""
    message = N_("“{text}” can't be read as a day and time; write them as 2026-03-05 9:00")
    if _is_day(text):
        message = N_("“{text}” says no time of the day; write both, such as 2026-03-05 9:00")
    elif _is_clock(text):
        message = N_("“{text}” says no day; write both, such as 2026-03-05 9:00")
    return unreadable("bad_time", where, text, message, N_("write the day and the time, such as 2026-03-05 9:00"))


def _is_day(text: str) -> bool:
    return any(form.fullmatch(_plain(text)) for form in _DAYS)


def _is_clock(text: str) -> bool:
    """Whether somebody meant a time of the day: `25:00` too, but `28.11` is rather a day without its year."""
    plain, _half = _halved(text)
    found = [form for form in (one.fullmatch(plain) for one in _CLOCKS) if form]
    return any(int(form["hour"]) < 24 or ":" in plain for form in found)


def _halved(text: str) -> tuple[str, str]:
    """The clock time without the half of the day that stands before or behind it, and that half; empty where none is said."""
    found = _HALF.fullmatch(_plain(text))
    assert found is not None
    return found["clock"], (found["before"] or found["after"] or "").casefold()


def _zone(offset: str | None, text: str, where: str) -> timezone | None:
    if offset is None:
        return None
    if offset.upper() == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        message = N_("“{text}”: an offset from UTC is written as +08:00")
        raise refuse("bad_time", where, message, text=text[:40])
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if offset[0] == "-" else away)


def _plain(text: str) -> str:
    """The text in plain characters, with single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).split())
