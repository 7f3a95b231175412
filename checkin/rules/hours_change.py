"""What events change in people's hours, before → after: persons, sessions, minutes, and what waits for review by it (design §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date
from typing import Any, NamedTuple

from checkin.rules.facts import Facts
from checkin.rules.service import credited, credited_training, day_of
from checkin.rules.sessions import Flag, Session, Source, Status


class PersonChange(NamedTuple):
    """The sessions of one person (or unknown badge) that change: how many, and their credited minutes before and after."""

    volunteer: str
    sessions: int
    before: int
    after: int


class FullerDay(NamedTuple):
    """A person's local day on which there is more than before, before and after: credited `minutes`, and milliseconds `there`
    between scans. Added hours are in neither: they may stand for several days. `numbers` are all keys of the person afterwards.
    """

    volunteer: str
    day: date
    minutes: tuple[int, int]
    there: tuple[int, int]
    numbers: tuple[str, ...]


class Overfull(NamedTuple):
    """A day of a volunteer (a key) that holds more than `most` minutes afterwards, and did not before. `under` is the age class that
    sets `most`; None where it is the length of a day.
    """

    volunteer: str
    day: date
    before: int
    after: int
    most: int
    under: int | None = None


WHOLE_DAY = 24 * 60
"""Minutes."""


def over_a_day(volunteer: str, day: date, before: int, after: int) -> Overfull | None:
    """A day whose minutes become more than a day has."""
    return Overfull(volunteer, day, before, after, WHOLE_DAY) if before <= WHOLE_DAY < after else None


class HoursChange(NamedTuple):
    """What some events change. `before` and `after` are the credited minutes of all sessions that change.

    `people` are those whose sessions change, the largest difference first. `held` are the sessions that wait for review
    by it, as they are afterwards; `released` counts those that wait no longer. `kept` counts sessions whose confirmed minutes
    stay, though today they would be counted otherwise (flag `changed`).
    """

    people: tuple[PersonChange, ...] = ()
    sessions: int = 0
    before: int = 0
    after: int = 0
    held: tuple[Session, ...] = ()
    released: int = 0
    kept: int = 0
    without_consent: tuple[Session, ...] = ()
    """Sessions that count now by a supervisor's decision, though a guardian's consent is missing."""
    fuller: tuple[FullerDay, ...] = ()
    """Days of people that hold more than before."""

    @property
    def persons(self) -> int:
        """How many people have a session that changes."""
        return len(self.people)


NO_CHANGE = HoursChange()


def counts_without_consent(session: Session) -> bool:
    """Whether a session counts, because a supervisor decided so, though a guardian's consent is missing."""
    return Flag.CONSENT in session.flags and credited(session) > 0


def hours_change(before: Iterable[Session], after: Iterable[Session], facts: Facts) -> HoursChange:
    """Compare the sessions of the same people before and after; a session that moves to another person is in both rows. `facts` are
    those of afterwards.

    A new version of the policy alone is no change: a session changes where its person, activity, times, credited minutes,
    status or flags do.
    """
    was, now = {s.key: s for s in before}, {s.key: s for s in after}
    pairs = [(was.get(key), now.get(key)) for key in dict.fromkeys([*was, *now])]
    changed = [(old, new) for old, new in pairs if _seen(old) != _seen(new)]
    people = _by_person(changed)
    return HoursChange(
        people,
        len(changed),
        sum(one.before for one in people),
        sum(one.after for one in people),
        tuple(new for old, new in changed if new is not None and _waits(new) and not _waits(old)),
        sum(_waits(old) and not _waits(new) for old, new in changed),
        sum(_differs(new) and not _differs(old) for old, new in changed),
        tuple(
            new
            for old, new in changed
            if new is not None and counts_without_consent(new) and not (old and counts_without_consent(old))
        ),
        _fuller_days(was.values(), now.values(), {one.volunteer for one in people}, facts) if people else (),
    )


def _fuller_days(
    before: Iterable[Session], after: Iterable[Session], people: Container[str], facts: Facts
) -> tuple[FullerDay, ...]:
    """The days of these people that hold more than before, by person and day."""
    was, now = _days(before, people, facts), _days(after, people, facts)
    rows = (
        (volunteer, day, *zip(was[volunteer, day], now[volunteer, day], strict=True), facts.numbers_of(volunteer))
        for volunteer, day in sorted(now)
    )
    return tuple(
        row for row in map(FullerDay._make, rows) if row.minutes[0] < row.minutes[1] or row.there[0] < row.there[1]
    )


def _days(
    sessions: Iterable[Session], people: Container[str], facts: Facts
) -> defaultdict[tuple[str, date], tuple[int, int]]:
    found: defaultdict[tuple[str, date], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in sessions:
        if one.volunteer in people and one.source is not Source.ADDED and (day := day_of(one, facts)) is not None:
            minutes, there = found[one.volunteer, day]
            lasted = 0 if one.start is None or one.end is None else one.end - one.start
            found[one.volunteer, day] = minutes + credited(one), there + lasted
    return found


def _seen(session: Session | None) -> tuple[Any, ...] | None:
    """What people see of a session."""
    if session is None:
        return None
    counts = credited(session), credited_training(session)
    return (*session[1:5], *counts, session.status, session.flags)


def _by_person(changed: Iterable[tuple[Session | None, Session | None]]) -> tuple[PersonChange, ...]:
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for old, new in changed:
        for volunteer in {one.volunteer for one in (old, new) if one is not None}:
            found[volunteer][0] += 1
        if old is not None:
            found[old.volunteer][1] += credited(old)
        if new is not None:
            found[new.volunteer][2] += credited(new)
    people = [PersonChange(volunteer, *sums) for volunteer, sums in found.items()]
    return tuple(sorted(people, key=lambda one: (-abs(one.after - one.before), one.volunteer)))


def _waits(session: Session | None) -> bool:
    return session is not None and session.status is Status.NEEDS_REVIEW


def _differs(session: Session | None) -> bool:
    return session is not None and Flag.CHANGED in session.flags
