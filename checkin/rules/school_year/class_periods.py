"""Which class somebody was in on a day: the one home of this question (every dated list asks it).

A register keeps the class of today. At the end of a school year it notes for each person until which day the class before
it held. So the class on a day is that of the first note that reaches to the day, and after the last note the class of today.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date


class ClassPeriods:
    """The notes of a register: for each person (a key) the classes with the last day of each, the earliest first."""

    def __init__(self, notes: Iterable[tuple[str, date, str]] = ()) -> None:
        found: dict[str, list[tuple[date, str]]] = {}
        for volunteer, until, class_name in notes:
            found.setdefault(volunteer, []).append((until, class_name))
        self._of: Mapping[str, list[tuple[date, str]]] = {one: sorted(theirs) for one, theirs in found.items()}

    def __bool__(self) -> bool:
        return bool(self._of)

    def on(self, volunteer: str, day: date | None, today: str) -> str:
        """The class of a person on a local day. `today` is their class of today, which also holds where no day is known."""
        theirs = self._of.get(volunteer)
        if theirs is None or day is None:
            return today
        place = bisect_left(theirs, day, key=lambda one: one[0])
        return theirs[place][1] if place < len(theirs) else today

    def of(self, volunteer: str) -> list[tuple[date, str]]:
        """`(last day, class)` of a person's earlier classes, the earliest first."""
        return list(self._of.get(volunteer, ()))
