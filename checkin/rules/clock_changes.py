"""Changes of desks' clocks, found by desk and time without a walk through all of them: a log may hold 100,000."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple


class ClockChange(NamedTuple):
    """A desk's clock stood at `before` and went on at `after` (milliseconds); `event` is the id of its event."""

    desk: str
    before: int
    after: int
    event: str = ""

    def within(self, desks: Collection[str], start: int, end: int) -> bool:
        """Whether the change lies between `start` and `end` (milliseconds) and is of one of
        `desks`, which scanned the session.
        """
        first, last = sorted((self.before, self.after))
        return self.desk in desks and start <= last and end >= first


class _OfDesk:
    """The changes of one desk, by the earlier and by the later of their two times."""

    def __init__(self, changes: Iterable[ClockChange]) -> None:
        by_first = sorted(changes, key=lambda one: min(one.before, one.after))
        by_last = sorted(by_first, key=lambda one: max(one.before, one.after))
        self.by_first, self.by_last = by_first, by_last
        self.firsts = [min(one.before, one.after) for one in by_first]
        self.lasts = [max(one.before, one.after) for one in by_last]
        self.latest = list(accumulate((max(one.before, one.after) for one in by_first), max))
        self.moved_by_first = [0, *accumulate(one.after - one.before for one in by_first)]
        self.moved_by_last = [0, *accumulate(one.after - one.before for one in by_last)]

    def spans(self, start: int, end: int) -> bool:
        begun = bisect_right(self.firsts, end)
        return begun > 0 and self.latest[begun - 1] >= start

    def moved(self, start: int, end: int) -> int:
        # Whatever was over before the start had begun before the end, so that the one sum is a part of the other.
        return self.moved_by_first[bisect_right(self.firsts, end)] - self.moved_by_last[bisect_left(self.lasts, start)]

    def within(self, start: int, end: int) -> Iterator[ClockChange]:
        for change in self.by_last[bisect_left(self.lasts, start) :]:
            if min(change.before, change.after) <= end:
                yield change


class ClockChanges(tuple[ClockChange, ...]):
    """All that are known, in the order of their events."""

    def spans(self, desks: Iterable[str], start: int, end: int) -> bool:
        """Whether a change of one of these desks lies between `start` and `end`, in milliseconds (`ClockChange.within`)."""
        return any(own.spans(start, end) for own in self._of(desks))

    def moved(self, desk: str, start: int, end: int) -> int:
        """By how many milliseconds the changes between `start` and `end` set a desk's clock on; `start` is not after `end`."""
        return sum(own.moved(start, end) for own in self._of((desk,)))

    def within(self, desks: Iterable[str], start: int, end: int, most: int) -> tuple[ClockChange, ...]:
        """The changes of these desks between `start` and `end`, at most so many."""
        found: list[ClockChange] = []
        for own in self._of(desks):
            for change in own.within(start, end):
                if len(found) == most:
                    return tuple(found)
                found.append(change)
        return tuple(sorted(found, key=lambda one: (one.after, one.event)))

    def _of(self, desks: Iterable[str]) -> list[_OfDesk]:
        if not self:
            return []
        by_desk = self.__dict__.get("by_desk")
        if by_desk is None:
            sorted_out: dict[str, list[ClockChange]] = {}
            for change in self:
                sorted_out.setdefault(change.desk, []).append(change)
            by_desk = self.__dict__["by_desk"] = {desk: _OfDesk(own) for desk, own in sorted_out.items()}
        return [by_desk[desk] for desk in dict.fromkeys(desks) if desk in by_desk]


NO_CLOCK_CHANGES = ClockChanges()
