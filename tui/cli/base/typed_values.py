"""Values as people type them: times, days, time zones. `checkin/rules/typed_times` reads them; what is malformed is wrong
usage (exit code 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, tzinfo
from typing import Any, NoReturn

import click

from checkin.rules.activities import zone
from checkin.rules.instants import instant
from checkin.rules.problems import Refused
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_texts import LONGEST_OPERATOR, LONGEST_TEXT, check_typed
from checkin.rules.typed_times import parse_day, parse_moment_or_clock, parse_moment_or_day
from checkin.rules.wall_clock import typed_instant
from checkin.texts import say


class Typed(click.ParamType[Any, Any]):
    """A value that a function of `checkin/rules` reads; what that refuses is told as click tells a bad value."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read what was typed; a value that is none (a default) stays."""
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except Refused as refused:
            self._refuse(refused, param, ctx)

    def read(self, text: str) -> Any:
        """The value of a text. Raises Refused."""
        raise NotImplementedError

    def _refuse(self, refused: Refused, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        # The name of the option stands before it already.
        self.fail(say(replace(refused.problems[0], where="")), param, ctx)


class Day(Typed):
    """`2026-03-05` and what else is written for a day, to a date."""

    name = "day"

    def read(self, text: str) -> date:
        """Read what was typed."""
        return parse_day(text)


class DayOrDateTime(Typed):
    """A day and a time (`2026-03-05T09:00`; naive where no offset was given), or a day alone, which means its first minute."""

    name = "time"

    def read(self, text: str) -> datetime:
        """Read what was typed."""
        return parse_moment_or_day(text)


class DateTimeOrClock(Typed):
    """A day and a time, or a time of day alone such as `9:00`: a datetime or a time; the command says of which day."""

    name = "time"

    def read(self, text: str) -> datetime | time:
        """Read what was typed."""
        return parse_moment_or_clock(text)


class DateTimeOrNothing(DateTimeOrClock):
    """A time as above, or an empty value, which takes an old one away (then the value is an empty text)."""

    def read(self, text: str) -> Any:
        """Read what was typed."""
        return super().read(text) if text.strip() else ""


class TimeZone(Typed):
    """The IANA name of a time zone, as text."""

    name = "zone"

    def read(self, text: str) -> str:
        """Take the name where such a zone exists."""
        zone(text)
        return text


class WholeNumber(Typed):
    """A whole number, in full-width digits too."""

    name = "number"

    def read(self, text: str) -> int:
        """Read what was typed."""
        return parse_whole(text)


class Number(Typed):
    """A number, perhaps with decimals."""

    name = "number"

    def read(self, text: str) -> float:
        """Read what was typed."""
        return parse_number(text)


class FreeText(Typed):
    """A text of at most `most` characters."""

    name = "text"

    def __init__(self, most: int = LONGEST_TEXT) -> None:
        self._most = most

    def read(self, text: str) -> str:
        """The text as it is."""
        return check_typed(text, self._most)


FREE_TEXT, OPERATOR = FreeText(), FreeText(LONGEST_OPERATOR)
DATE_TIME_OR_NOTHING, DATE_TIME_OR_CLOCK = DateTimeOrNothing(), DateTimeOrClock()
DAY, DAY_OR_DATE_TIME, TIME_ZONE = Day(), DayOrDateTime(), TimeZone()
WHOLE_NUMBER, NUMBER = WholeNumber(), Number()


def instant_in(value: datetime, local: tzinfo, after: int | None = None) -> int:
    """Milliseconds of a date and time; without an offset it is in the zone `local`, and of one that comes twice there the one
    `after` that instant, where it is given. Raises Refused for one that its clocks leave out.
    """
    if value.tzinfo is not None:
        return instant(value)
    return typed_instant(value.date(), value.time(), local, after=after)


def instant_on(value: datetime | time, day: date, local: tzinfo) -> int:
    """The same of a date and time, or of a time of day, which then is on `day`."""
    return instant_in(value if isinstance(value, datetime) else datetime.combine(day, value), local)
