"""Hours that no scan made (added, brought from another school, claimed) as rows of the record: one event, one row."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from typing import NamedTuple

from checkin.rules.events import Confirm
from checkin.rules.instants import instant
from checkin.rules.sessions import Flag, Session, Source, Status, in_order


class Unscanned(NamedTuple):
    """What the rules make of such an event (an id). `minutes` count, `whole` are those that it says, `policy` is the version of
    the policy by which they count; `flags` are what its kind knows of it. `events` are the ids that made it, `noted_at` is its
    instant (milliseconds).
    """

    event: str
    volunteer: str
    activity: str
    source: Source
    minutes: int
    whole: int
    flags: frozenset[Flag]
    policy: int
    events: tuple[str, ...]
    noted_at: int
    seconds: int = 0

    def session(self, confirm: Confirm | None, *, objected: bool) -> Session:
        """The row. What a confirmation froze stands; where the fold gives something else by now, that is flagged."""
        flags = {*self.flags, *([Flag.OBJECTION] if objected else [])}
        now = (self.minutes, self.policy, {*self.events})
        if confirm is not None and (confirm.minutes, confirm.policy, {*confirm.events}) != now:
            flags.add(Flag.CHANGED)
        return Session(
            key=self.event, volunteer=self.volunteer, activity=self.activity, start=None, end=None, seconds=self.seconds,
            minutes=self.minutes if confirm is None else confirm.minutes,
            status=Status.CLOSED if confirm is None else Status(confirm.stage),
            flags=in_order(flags), source=self.source, open_event=self.event, close_event=None,
            policy=self.policy if confirm is None else confirm.policy, events=self.events, on_grid=self.whole,
            noted_at=self.noted_at,
        )  # fmt: skip


def noon(day: str, zone: tzinfo) -> int:
    """The middle of a local day (ISO 8601), in milliseconds: the instant of hours of which only the day is known."""
    return instant(datetime.combine(date.fromisoformat(day), time(12), zone))
