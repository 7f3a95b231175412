"""A volunteer's sessions summed up: by where the minutes come from, by day and month, and trainings apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checkin.rules.activities import local_days
from checkin.rules.facts import Facts
from checkin.rules.sessions import Flag, Session, Source, Status

WAITING = (Status.OPEN, Status.NEEDS_REVIEW)
"""States in which a session has no credited minutes yet."""


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """Credited minutes of one source: confirmed, and not confirmed yet."""

    confirmed: int = 0
    unconfirmed: int = 0

    @property
    def minutes(self) -> int:
        """Both together."""
        return self.confirmed + self.unconfirmed


@dataclass(frozen=True, slots=True)
class Month:
    """One month of service."""

    year: int
    month: int
    sessions: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Training:
    """What somebody learnt at one training: its minutes never count as service (domain §2)."""

    volunteer: str
    activity: str
    name: str
    content: str
    organiser: str
    day: date | None
    minutes: int


def credited(session: Session) -> int:
    """Minutes that count in totals."""
    return 0 if session.status in WAITING else session.minutes


def day_of(session: Session, facts: Facts) -> date | None:
    """The local day of a session: that of its start, else of its end, else of the activity's planned start."""
    activity = facts.activity(session.activity)
    at = next((t for t in (session.start, session.end, activity.start) if t is not None), None)
    return None if at is None else local_days(activity.timezone).day(at)


def of_service(sessions: Iterable[Session]) -> list[Session]:
    """The sessions without trainings."""
    return [session for session in sessions if Flag.TRAINING not in session.flags]


def by_source(sessions: Iterable[Session]) -> Mapping[Source, SourceTotal]:
    """Credited minutes of every source, in their one order."""
    confirmed: defaultdict[Source, int] = defaultdict(int)
    unconfirmed: defaultdict[Source, int] = defaultdict(int)
    for session in sessions:
        total = confirmed if session.status is Status.CONFIRMED else unconfirmed
        total[session.source] += credited(session)
    return {source: SourceTotal(confirmed[source], unconfirmed[source]) for source in Source}


def by_day(sessions: Iterable[Session], facts: Facts) -> list[tuple[date, int]]:
    """Credited minutes by local day, earliest first; what has no day is left out."""
    minutes: defaultdict[date, int] = defaultdict(int)
    for session in sessions:
        day = day_of(session, facts)
        if day is not None:
            minutes[day] += credited(session)
    return sorted(minutes.items())


def by_month(sessions: Iterable[Session], facts: Facts) -> list[Month]:
    """Every month from the first to the last with a session, also those with none. Added hours are no session."""
    found: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for session in sessions:
        day = day_of(session, facts)
        if day is not None:
            month = found[day.year * 12 + day.month - 1]
            month[0] += session.source is not Source.ADDED
            month[1] += credited(session)
    if not found:
        return []
    places = range(min(found), max(found) + 1)
    return [Month(place // 12, place % 12 + 1, *found.get(place, (0, 0))) for place in places]


def trainings(sessions: Iterable[Session], facts: Facts) -> list[Training]:
    """What each volunteer learnt at each training, earliest first."""
    minutes: defaultdict[tuple[str, str], int] = defaultdict(int)
    days: dict[tuple[str, str], date | None] = {}
    for session in sessions:
        if Flag.TRAINING in session.flags:
            place = (session.volunteer, session.activity)
            minutes[place] += 0 if session.status in WAITING else session.on_grid
            day = day_of(session, facts)
            days[place] = min((d for d in (days.get(place), day) if d is not None), default=None)
    found = []
    for (volunteer, activity), total in minutes.items():
        told = facts.activity(activity)
        found.append(
            Training(
                volunteer,
                activity,
                told.name,
                told.content or "",
                told.organiser or "",
                days[volunteer, activity],
                total,
            )
        )
    return sorted(found, key=lambda one: (one.day or date.min, one.activity, one.volunteer))
