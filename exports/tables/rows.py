"""One session as a row that leaves the desk."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from checkin.rules.service import counted_minutes


class SessionRow(NamedTuple):
    """A session, or added hours (a row of their own), with the words of `sessions --json` (design §7).

    A tuple, for a table has hundreds of thousands of them.
    """

    team: str | None
    """None where nobody is known to own the badge; `volunteer` then is the badge number."""
    volunteer: str
    name: str | None
    activity_team: str
    activity: str
    start: str | None
    """ISO 8601 with the activity's offset, as `end`."""
    end: str | None
    seconds: int | None
    minutes: int | None
    """Credited whole minutes."""
    status: str
    flags: tuple[str, ...]
    source: str
    open_event: str | None
    close_event: str | None
    class_name: str | None = None
    kind: str | None = None
    activity_name: str | None = None
    day: date | None = None
    """The local day of the session; None where nothing is known of its time."""

    @property
    def credited(self) -> int:
        """Minutes that count in totals."""
        return counted_minutes(self.status, self.minutes or 0)

    @property
    def hours(self) -> float | None:
        """`minutes` as hours to two decimals; minutes are the truth."""
        return None if self.minutes is None else hours_of(self.minutes)

    def to_json(self) -> dict[str, object]:
        """What `sessions --json` prints for the row: exactly the keys of design §7, in its order."""
        return {
            "team": self.team,
            "volunteer": self.volunteer,
            "name": self.name,
            "activity_team": self.activity_team,
            "activity": self.activity,
            "start": self.start,
            "end": self.end,
            "seconds": self.seconds,
            "minutes": self.minutes,
            "status": self.status,
            "flags": self.flags,
            "source": self.source,
            "open_event": self.open_event,
            "close_event": self.close_event,
        }


def hours_of(minutes: int) -> float:
    """Hours to two decimals. No minute falls half-way between two hundredths, so that no rule of rounding shows."""
    return round(minutes / 60, 2)
