"""Instants are whole milliseconds since 1970-01-01T00:00Z; days are local days of an activity's zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_MS = timedelta(milliseconds=1)
_DAY = 24 * 60 * 60 * 1000
_TWO, _THREE = [f"{n:02d}" for n in range(60)], [f"{n:03d}" for n in range(1000)]
"""Numbers with their zeros: to look one up takes a fifth of the time, and each event has an instant."""
_FIRST, _LAST = -62_135_510_400_000, 253_402_214_399_000
"""The second of January of year 1, and the last but one day of year 9999: what each time zone can still say (milliseconds)."""
_UTC_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z")


class OtherSpelling(ValueError):
    """An instant that is spelled in another way than `utc_text` spells it."""


def utc_text(at: int) -> str:
    """`2026-03-05T01:00:00.000Z`: as an event holds it."""
    day, ms = divmod(at, _DAY)
    seconds, ms = divmod(ms, 1000)
    minutes = seconds // 60
    return f"{_day_text(day)}T{_TWO[minutes // 60]}:{_TWO[minutes % 60]}:{_TWO[seconds % 60]}.{_THREE[ms]}Z"


@lru_cache(maxsize=4096)
def _day_text(day: int) -> str:
    """The date of so many days after the epoch: many events are of one day."""
    return (_EPOCH + timedelta(days=day)).strftime("%Y-%m-%d")


def from_utc_text(text: str) -> int:
    """Milliseconds of a text that `utc_text` wrote. Raises OtherSpelling for another spelling of an instant, ValueError for
    any other text.
    """
    if _UTC_TEXT.fullmatch(text) is None:
        datetime.fromisoformat(text)
        raise OtherSpelling(f"{text} is not how an instant is written")
    minutes = int(text[11:13]) * 60 + int(text[14:16])
    return _day_begin(text[:10]) + minutes * 60_000 + int(text[17:19]) * 1000 + int(text[20:23])


@lru_cache(maxsize=4096)
def _day_begin(day: str) -> int:
    """The first instant of a date in UTC: many events are of one day. Raises ValueError for no date."""
    return (date.fromisoformat(day).toordinal() - _EPOCH_DAY) * _DAY


def instant(local: datetime) -> int:
    """Milliseconds of an aware datetime. Raises ValueError for a naive one."""
    if local.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (local - _EPOCH) // _MS


def local_time(at: int, zone: tzinfo) -> datetime:
    """The aware local datetime of an instant; of one that no calendar holds (a clock that was set wrong) the nearest."""
    return (_EPOCH + min(max(at, _FIRST), _LAST) * _MS).astimezone(zone)


def local_text(at: int, zone: tzinfo) -> str:
    """ISO 8601 with the zone's offset: whole seconds, milliseconds only where there are some."""
    return local_time(at, zone).isoformat(timespec="milliseconds" if at % 1000 else "seconds")


def clock_or_day_text(at: int, now: int, zone: tzinfo) -> str:
    """`09:05` of an instant on the local day of `now`; on any other day `2026-03-04 09:05`, for lists of another day."""
    when = local_time(at, zone)
    return f"{when:%H:%M}" if when.date() == local_time(now, zone).date() else f"{when:%Y-%m-%d %H:%M}"


def span_of_day(day: date, zone: tzinfo) -> tuple[int, int]:
    """Two instants: from the first on, before the second, every instant is of that local day. Where clocks are put back over
    midnight a few of the day lie outside, for a day comes in two pieces then.
    """
    begins = [datetime.combine(one, time(0), zone) for one in (day, day + timedelta(days=1))]
    first, last = ({instant(each.replace(fold=fold)) for fold in (0, 1)} for each in begins)
    return max(first), min(last)


_QUARTER_HOUR = 15 * 60 * 1000


class LocalDays:
    """Local dates of one zone. Offsets and their changes fall on quarters of an hour, so each is looked up once."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._days: dict[int, date] = {}

    def day(self, at: int) -> date:
        """The local date of an instant."""
        quarter = at // _QUARTER_HOUR
        day = self._days.get(quarter)
        if day is None:
            day = self._days[quarter] = local_time(at, self._zone).date()
        return day
