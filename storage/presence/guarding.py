"""Who is near a limit of their age class, or past it: from the board of an activity (domain §7)."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.guarding import MINUTE_MS, Limit, passed, reached
from storage.presence.board import Board, Presence, PresenceState

_ADULTS = ("teacher", "parent")


class Guarded(NamedTuple):
    """A person, a limit of theirs, and when it is or was reached; of an adult who is missing the time of the check-in."""

    row: Presence
    limit: Limit
    at: int

    def is_past(self, now: int) -> bool:
        """Whether the limit is passed at `now` (milliseconds)."""
        return self.limit is Limit.ADULT or self.at <= now


def guarded_now(board: Board, now: int, only: str | None = None) -> list[Guarded]:
    """Of everybody on site (of one volunteer, a key, with `only`) the limits that are passed, and those that come within the
    table's minutes; the first to come first.
    """
    on_site = [row for row in board.rows if row.state is PresenceState.ON_SITE]
    adult = any(row.kind in _ADULTS for row in on_site)
    found = []
    for row in on_site:
        if row.limits is None or row.since is None or only not in (None, row.volunteer):
            continue
        due = reached(row.limits, row.since, row.served, board.activity.zone)
        found += [Guarded(row, *one) for one in due if one.at <= now + board.guard.ahead * MINUTE_MS]
        if row.limits.adult and not adult:
            found.append(Guarded(row, Limit.ADULT, row.since))
    return sorted(found, key=lambda one: (one.at, one.row.volunteer))


def guarded_before(board: Board) -> list[Guarded]:
    """Of everybody who left the limits that they went beyond on that day, by their last session of it."""
    found = []
    for row in board.state(PresenceState.LEFT):
        if row.limits is None or row.since is None or row.until is None:
            continue
        zone, earlier = board.activity.zone, max(0, row.served - (row.until - row.since))
        times = dict(reached(row.limits, row.since, earlier, zone))
        found += [Guarded(row, one, times[one]) for one in passed(row.limits, row.since, row.until, earlier, zone)]
    return sorted(found, key=lambda one: (one.at, one.row.volunteer))
