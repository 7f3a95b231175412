"""Which sessions went beyond a limit that guards minors, for the review; nothing is refused or cut for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checkin.rules.activities import local_days
from checkin.rules.guarding import MINUTE_MS, Limit, passed, without_adult
from checkin.rules.policies import ADULTS
from checkin.rules.sessions import Session
from storage.people.ages import limits_of
from storage.people.names import persons_by_any_number
from storage.people.person import Person
from storage.presence.served_today import guard_of
from storage.store import Store

_A_NIGHT = 12 * 60 * MINUTE_MS


def passed_limits(store: Store, sessions: Iterable[Session]) -> Mapping[str, tuple[Limit, ...]]:
    """By the key of a session the limits that it went beyond, counting the others of the day among `sessions`.

    That no adult was there counts where it was longer than the table's `minutes_ahead`: teachers, too, come and go at a door.
    """
    table, sessions = guard_of(store), list(sessions)
    timed = [one for one in sessions if one.start is not None and one.end is not None]
    if not table.classes or not timed:
        return {}
    persons = persons_by_any_number(store, {one.volunteer for one in sessions})
    adults = _adults(sessions, persons)
    facts, served = store.ledger.facts(), defaultdict[tuple[str, object], int](int)
    found: dict[str, tuple[Limit, ...]] = {}
    for session in sorted(timed, key=lambda one: (one.start or 0, one.key)):
        start, end = session.start or 0, session.end or 0
        activity = facts.activity(session.activity)
        day = local_days(activity.timezone).day(start)
        limits = limits_of(table, persons.get(session.volunteer), day)
        if limits is not None:
            beyond = passed(limits, start, end, served[session.volunteer, day], activity.zone)
            if limits.adult and without_adult(start, end, adults[session.activity]) > table.ahead * MINUTE_MS:
                beyond = (*beyond, Limit.ADULT)
            found |= {session.key: beyond} if beyond else {}
        served[session.volunteer, day] += end - start
    return found


def _adults(sessions: Iterable[Session], persons: Mapping[str, Person]) -> defaultdict[str, list[tuple[int, int]]]:
    """By activity when adults were there; who forgot to check out is taken to have stayed."""
    found = defaultdict[str, list[tuple[int, int]]](list)
    for session in sessions:
        person = persons.get(session.volunteer)
        if person is not None and person.kind in ADULTS and session.start is not None:
            end = session.start + _A_NIGHT if session.end is None else session.end
            found[session.activity].append((session.start, end))
    return found
