"""Scans that were not entered at their time: the memory of a scanner, or lines that somebody typed (design §4, "Clock")."""

from __future__ import annotations

from checkin.rules.clock_changes import ClockChanges

LONGEST_LAG_MS = 10 * 60_000
"""A scan that arrives later than this after its own time is replayed, and so is one whose time lies further ahead of its arrival."""
_VERSION, _TIME_BASED = 14, "7"


def made_at(id_: str) -> int | None:
    """The instant (milliseconds) at which a UUIDv7 was made (RFC 9562 §5.7); None for an id of another sort, which says no time."""
    if len(id_) <= _VERSION or id_[_VERSION] != _TIME_BASED:
        return None
    return int(id_[:8] + id_[9:13], 16)


def is_replayed(at: int, arrived: str, desk: str, clocks: ClockChanges) -> bool:
    """Whether a scan of `at` (milliseconds) arrived more than ten minutes later or earlier, with no change of the clock that
    explains it. Of what lies ahead of its arrival nobody can have seen it: a scanner's clock was wrong, or somebody typed it.

    `arrived` is the id that was made when the scan arrived at `desk`. `clocks` are the changes of all desks' clocks.
    """
    # As `made_at` reads it, without the call: each scan of a record is asked.
    if arrived[_VERSION : _VERSION + 1] != _TIME_BASED:
        return False
    lag = int(arrived[:8] + arrived[9:13], 16) - at
    if -LONGEST_LAG_MS <= lag <= LONGEST_LAG_MS:
        return False
    if lag < 0:
        return -lag - clocks.moved(desk, at + lag, at) > LONGEST_LAG_MS
    return lag - clocks.moved(desk, at, at + lag) > LONGEST_LAG_MS
