"""Trainings: the same scans as service, and hours of their own that never count as service (domain §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checkin.rules.facts import Facts
from checkin.rules.service import credited_training, day_of
from checkin.rules.sessions import Flag, Session


@dataclass(frozen=True, slots=True)
class Training:
    """What a person learnt at one training. Its minutes never count as service (domain §2)."""

    volunteer: str
    activity: str
    name: str
    content: str
    organiser: str
    day: date | None
    minutes: int


def trainings(sessions: Iterable[Session], facts: Facts) -> list[Training]:
    """What each volunteer learnt at each training, earliest first."""
    minutes: defaultdict[tuple[str, str], int] = defaultdict(int)
    days: dict[tuple[str, str], date | None] = {}
    for session in sessions:
        if Flag.TRAINING in session.flags:
            place = (session.volunteer, session.activity)
            minutes[place] += credited_training(session)
            day = day_of(session, facts)
            days[place] = min((d for d in (days.get(place), day) if d is not None), default=None)
    found = []
    for (volunteer, activity), total in minutes.items():
        taught = facts.activity(activity)
        found.append(
            Training(
                volunteer,
                activity,
                taught.name,
                taught.content or "",
                taught.organiser or "",
                days[volunteer, activity],
                total,
            )
        )
    return sorted(found, key=lambda one: (one.day or date.min, one.activity, one.volunteer))
