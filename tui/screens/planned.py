"""The planned times of an activity as a form asks for them: day, begin and end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from checkin.rules.planned_times import planned_end
from checkin.rules.problems import N_, refuse
from checkin.rules.typed_times import parse_day, parse_day_and_time, split_hours
from checkin.rules.wall_clock import typed_instant
from checkin.texts import _
from tui.screens.field import Field
from tui.screens.fields.kinds import Day, Hour

DAY, BEGINS, ENDS = "day", "start", "end"

ENDS_BEFORE = N_("the activity ends before it begins: change one of the two times")


class Planned(NamedTuple):
    """The first day, and the times as the log keeps them (milliseconds)."""

    day: date
    start: int
    end: int


def hour_fields(begins: str, ends: str) -> list[Field]:
    """The fields of begin and end. Into the first both can be typed: 14:00-16:30."""
    return [
        Field(BEGINS, _("begins"), begins, _("09:00, or 9:00-11:30"), kind=Hour(dated=True, spans=True)),
        Field(ENDS, _("ends"), ends, "11:30", kind=Hour(dated=True)),
    ]


def day_field(day: date) -> Field:
    """The field of the day."""
    return Field(DAY, _("day"), day.isoformat(), day.isoformat(), kind=Day())


def planned_times(values: Mapping[str, str], here: tzinfo) -> Planned:
    """What was typed into these fields. An end before the begin is one of the next day. Raises Refused."""
    begins, ends = split_hours(values[BEGINS]) or (values[BEGINS], values[ENDS])
    day = parse_day(values[DAY], _("day"))
    first_day, clock = parse_day_and_time(begins, _("begins"))
    start = typed_instant(first_day or day, clock, here, _("begins"))
    last_day, clock = parse_day_and_time(ends, _("ends"))
    end = planned_end(start, last_day, clock, here, _("ends"))
    if end <= start:
        raise refuse("ends_before_start", ENDS, ENDS_BEFORE)
    return Planned(first_day or day, start, end)


def proposed_hours(now: datetime) -> tuple[str, str]:
    """From the hour that began, for two hours, but not past midnight."""
    begin = now.replace(minute=0)
    end = begin + timedelta(hours=2)
    if end.date() != begin.date():
        end = begin.replace(hour=23, minute=59)
    return f"{begin:%H:%M}", f"{end:%H:%M}"
