"""What a session counts and on which day, and a volunteer's sessions summed up by part, day and month.

Every reader asks here: the desk's pages, tables and batches, the district, and the explanation of hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.activities import Activity, local_days
from checkin.rules.facts import Facts
from checkin.rules.period import Period
from checkin.rules.policies import Policy
from checkin.rules.sessions import UNSCANNED, Flag, Session, Source, Status

WAITING = (Status.OPEN, Status.NEEDS_REVIEW)
"""States in which a session has no credited minutes yet."""
CONFIRMABLE = (Status.CLOSED, Status.PUBLICITY)
"""States from which hours can be confirmed."""
NO_SERVICE = frozenset({Flag.TRAINING, Flag.LOST_DESK})
"""What a session is flagged with that is counted nowhere as service, neither as a person nor as a time."""
LAST = 1 << 62
"""An instant after all others, in milliseconds."""


class Part(StrEnum):
    """How credited minutes are summed apart: by source, and of those scanned what was entered at another time than scanned."""

    SCANNED = "scanned"
    REPLAYED = "replayed"
    CORRECTED = "corrected"
    VOUCHED = "vouched"
    RULED = "ruled"
    ADDED = "added"
    TRANSFERRED = "transferred"
    CLAIMED = "claimed"


APART = (Part.ADDED, Part.TRANSFERRED, Part.CLAIMED)
"""Parts that rest on no scan and no ruling of the school's own: wherever hours are summed, these are told."""
_NO_PARTS: Mapping[Part, int] = {}


class PartTotal(NamedTuple):
    """Credited minutes of one part: confirmed, and not confirmed yet."""

    confirmed: int = 0
    unconfirmed: int = 0

    @property
    def minutes(self) -> int:
        """Confirmed and unconfirmed minutes together."""
        return self.confirmed + self.unconfirmed


class Month(NamedTuple):
    """One calendar month of service: how many sessions, their credited minutes, and of these those of each part that has any."""

    year: int
    month: int
    sessions: int = 0
    minutes: int = 0
    parts: Mapping[Part, int] = _NO_PARTS


def counted_minutes(status: str, minutes: int) -> int:
    """The minutes of a session with this status that count in totals: 0 while it is open or waits for review."""
    return 0 if status in WAITING else minutes


def credited(session: Session) -> int:
    """Minutes of service that count in totals."""
    return 0 if session.status in WAITING else session.minutes


def credited_training(session: Session) -> int:
    """Minutes of training that count; 0 for any other session. They are never hours of service (domain §2)."""
    return counted_minutes(session.status, session.on_grid) if Flag.TRAINING in session.flags else 0


def counted_at(session: Session, activity: Activity) -> int | None:
    """The instant by which a session is dated and its policy is found; None where nothing is known of its time.

    That is its start, else its end, else the activity's planned start, else the time of the event that it rests on:
    so hours that were added to an activity without planned times are those of the day on which they were added.
    """
    if session.start is not None:
        return session.start
    if session.end is not None:
        return session.end
    return session.noted_at if activity.start is None else activity.start


def lies_in_the_future(session: Session, activity: Activity, now: int) -> bool:
    """Whether a part of a session is later than `now` (milliseconds): nobody can confirm what has not happened yet.

    Of added hours the planned start of their activity counts.
    """
    times = [at for at in (session.start, session.end) if at is not None]
    last = max(times) if times else counted_at(session, activity)
    return last is not None and last > now


def day_of(session: Session, facts: Facts) -> date | None:
    """The local day of a session in its activity's zone, by `counted_at`; of an overnight one the day of its start."""
    activity = facts.activity(session.activity)
    at = counted_at(session, activity)
    return None if at is None else local_days(activity.timezone).day(at)


def policy_of(session: Session, facts: Facts) -> Policy:
    """The policy in force when a session counts; where nothing is known of its time, the one that came last."""
    at = counted_at(session, facts.activity(session.activity))
    return facts.policy_for(session.activity, LAST if at is None else at)


def within_days(facts: Facts, period: Period) -> Callable[[Session], bool]:
    """Whether a session lies in a period of local days; where that has a bound, one whose day is not known lies outside."""
    if period.is_open:
        return lambda _session: True
    return lambda session: period.contains(day_of(session, facts))


def may_be_reported(session: Session, complete_too: bool) -> bool:
    """Whether the hours may go to another system now: confirmed hours, and with `complete_too` also complete ones.

    Hours on the publicity list are not final, and hours that somebody objects to may turn out wrong.
    """
    complete = session.status is Status.CLOSED and Flag.OBJECTION not in session.flags
    return session.status is Status.CONFIRMED or (complete and complete_too)


def of_service(sessions: Iterable[Session]) -> list[Session]:
    """The sessions without trainings, and without what waits of a lost desk: nobody knows yet whether it was so."""
    return [session for session in sessions if NO_SERVICE.isdisjoint(session.flags)]


def part_of(source: str, flags: Container[str]) -> Part:
    """The part to which the minutes of a session count. Raises ValueError for an unknown source.

    What a supervisor corrected or ruled on, or somebody vouches for, counts as that, however its scans came.
    """
    return Part.REPLAYED if source == Source.SCANNED and Flag.REPLAYED in flags else Part(source)


def by_part(sessions: Iterable[Session]) -> Mapping[Part, PartTotal]:
    """Credited minutes of every part, in their one order."""
    confirmed: defaultdict[Part, int] = defaultdict(int)
    unconfirmed: defaultdict[Part, int] = defaultdict(int)
    for session in sessions:
        total = confirmed if session.status is Status.CONFIRMED else unconfirmed
        total[part_of(session.source, session.flags)] += credited(session)
    return {part: PartTotal(confirmed[part], unconfirmed[part]) for part in Part}


def by_day(sessions: Iterable[Session], facts: Facts) -> list[tuple[date, int]]:
    """Credited minutes by local day, earliest first; what has no day is left out."""
    minutes: defaultdict[date, int] = defaultdict(int)
    for session in sessions:
        day = day_of(session, facts)
        if day is not None:
            minutes[day] += credited(session)
    return sorted(minutes.items())


def by_month(sessions: Iterable[Session], facts: Facts) -> list[Month]:
    """Every month from the first to the last with a session, also those with none. Hours without scans are no session."""
    found: defaultdict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        day = day_of(session, facts)
        if day is not None:
            found[day.year * 12 + day.month - 1].append(session)
    if not found:
        return []
    places = range(min(found), max(found) + 1)
    return [_month(place, found[place]) if place in found else Month(place // 12, place % 12 + 1) for place in places]


def _month(place: int, sessions: Sequence[Session]) -> Month:
    parts = {part: total.minutes for part, total in by_part(sessions).items() if total.minutes}
    scanned = sum(session.source not in UNSCANNED for session in sessions)
    return Month(place // 12, place % 12 + 1, scanned, sum(parts.values()), parts)
