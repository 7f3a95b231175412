"""Values as people type them: times, days, time zones, minutes. What is malformed is wrong usage (exit code 2)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from typing import Any

import click

from checkin.rules.activities import zone
from checkin.rules.instants import instant
from checkin.rules.problems import Refused
from checkin.texts import _

_YEARS = range(1971, 9000)
_CLOCK_ALONE = re.compile(r"\d{1,2}:\d\d")
_DATE_ALONE = re.compile(r"\d{4}-\d\d-\d\d")


class DateTime(click.ParamType[Any, Any]):
    """`2026-03-05T09:00` (also with a space, seconds, an offset): a datetime, naive where no offset was given."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read what was typed."""
        if isinstance(value, datetime):
            return value
        try:
            return read_date_time(str(value))
        except ValueError:
            text = _("“{value}” is no time that exists: write one such as 2026-03-05T09:00").format(value=value)
            self.fail(text, param, ctx)


class Day(click.ParamType[Any, Any]):
    """Converts `2026-03-05` to a date; another text is wrong usage (exit code 2)."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read what was typed."""
        if isinstance(value, date):
            return value
        try:
            if not _DATE_ALONE.fullmatch(value):
                raise ValueError(value)
            day = date.fromisoformat(value)
            if day.year not in _YEARS:
                raise ValueError(value)
            return day
        except ValueError:
            text = _("“{value}” is no day that exists: write one such as 2026-03-05").format(value=value)
            self.fail(text, param, ctx)


class TimeZone(click.ParamType[Any, Any]):
    """The IANA name of a time zone, as text."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the name where such a zone exists."""
        try:
            zone(str(value))
        except Refused as error:
            problem = error.problems[0]
            self.fail(_(problem.message).format(**problem.values), param, ctx)
        return str(value)


class DateTimeOrNothing(DateTime):
    """A time, or an empty value, which takes an old one away (then the value is an empty text)."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read what was typed."""
        return "" if value == "" else super().convert(value, param, ctx)


class DateTimeOrClock(DateTime):
    """A time as above, or a time of day alone such as `02:00`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read what was typed: a datetime, or a time of day."""
        if isinstance(value, str) and _CLOCK_ALONE.fullmatch(value.strip()):
            try:
                return time.fromisoformat(value.strip().zfill(5))
            except ValueError:
                pass
        return super().convert(value, param, ctx)


DATE_TIME, DATE_TIME_OR_NOTHING, DATE_TIME_OR_CLOCK = DateTime(), DateTimeOrNothing(), DateTimeOrClock()
DAY, TIME_ZONE = Day(), TimeZone()


def read_date_time(text: str) -> datetime:
    """A datetime of ISO 8601 with a time of day, naive where there is no offset, of our times. Raises ValueError."""
    text = text.strip()
    if _DATE_ALONE.fullmatch(text) or not text[:4].isdigit():
        raise ValueError(text)
    value = datetime.fromisoformat(text)
    if value.year not in _YEARS:
        raise ValueError(text)
    return value


def instant_in(value: datetime, local: tzinfo) -> int:
    """Milliseconds of a date and time; without an offset it is in the zone `local`."""
    return instant(value if value.tzinfo is not None else value.replace(tzinfo=local))
