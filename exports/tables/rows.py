"""One session as a row of an exported table."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from checkin.rules.service import counted_minutes
from exports.tables.post_parts import PostPart, posts_text


class SessionRow(NamedTuple):
    """A session or added hours, with the fields of `sessions --json` (design §7).

    It is a tuple because a table has hundreds of thousands of rows.
    """

    team: str | None
    """None if the owner of the badge is unknown; `volunteer` is then the badge number."""
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
    """The local day of the session; None if it has no time."""
    parts: tuple[PostPart, ...] = ()
    """The session by post; none where no scan named a post."""

    @property
    def credited(self) -> int:
        """The minutes of this row that count in totals; 0 while it waits (`checkin.rules.service`)."""
        return counted_minutes(self.status, self.minutes or 0)

    @property
    def hours(self) -> float | None:
        """What counts of it in hours, not rounded, for programs that read JSON; people are shown h:mm."""
        return None if self.minutes is None else self.credited / 60

    @property
    def posts(self) -> str | None:
        """Every post with its time, in one cell; None where there is none."""
        return posts_text(self.parts) if self.parts else None

    def to_json(self) -> dict[str, object]:
        """What `sessions --json` prints for the row: the keys of design §7 in its order, then its parts by post."""
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
        } | self.parts_json()

    def parts_json(self) -> dict[str, object]:
        """`segments` where a scan named a post, else nothing: programs that know of no posts read what they have always read."""
        return {"segments": [part.to_json() for part in self.parts]} if self.parts else {}
