"""Instants are whole milliseconds since 1970-01-01T00:00Z; days are local days of an activity's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def utc_text(at: int) -> str:
    """`2026-03-05T01:00:00.000Z`: as an event holds it."""
    return (_EPOCH + at * _MS).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at % 1000:03d}Z"


def from_utc_text(text: str) -> int:
    """Milliseconds of a text that `utc_text` wrote. Raises ValueError."""
    return instant(datetime.fromisoformat(text))


def instant(moment: datetime) -> int:
    """Milliseconds of an aware datetime. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - _EPOCH) // _MS


def moment(at: int, zone: tzinfo) -> datetime:
    """The aware local datetime of an instant."""
    return (_EPOCH + at * _MS).astimezone(zone)


def local_text(at: int, zone: tzinfo) -> str:
    """ISO 8601 with the zone's offset: whole seconds, milliseconds only where there are some."""
    return moment(at, zone).isoformat(timespec="milliseconds" if at % 1000 else "seconds")


class LocalDays:
    """Local dates of one zone; neighbouring instants cost one comparison, for a log is mostly sorted by time."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._start = self._end = 0
        self._day = date.min

    def day(self, at: int) -> date:
        """The local date of an instant."""
        if not self._start <= at < self._end:
            here = moment(at, self._zone)
            self._day = here.date()
            midnight = datetime(here.year, here.month, here.day, tzinfo=self._zone)
            self._start = instant(midnight)
            following = self._day + timedelta(days=1)
            self._end = instant(datetime(following.year, following.month, following.day, tzinfo=self._zone))
        return self._day
