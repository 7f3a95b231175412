"""Which sessions went beyond a limit that guards minors, for the review; nothing is refused or cut for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checkin.rules.activities import local_days
from checkin.rules.guarding import Limit, passed
from checkin.rules.sessions import Session
from storage.people.ages import limits_of
from storage.people.register import key_of
from storage.presence.served_today import guard_of
from storage.store import Store


def passed_limits(store: Store, sessions: Iterable[Session]) -> Mapping[str, tuple[Limit, ...]]:
    """By the key of a session the limits of time that it went beyond, counting the others of the day among `sessions`."""
    table = guard_of(store)
    timed = [one for one in sessions if one.start is not None and one.end is not None]
    if not table.classes or not timed:
        return {}
    persons = {key_of(person): person for person in store.register.persons()}
    facts, served = store.ledger.facts(), defaultdict[tuple[str, object], int](int)
    found: dict[str, tuple[Limit, ...]] = {}
    for session in sorted(timed, key=lambda one: (one.start or 0, one.key)):
        start, end = session.start or 0, session.end or 0
        activity = facts.activity(session.activity)
        day = local_days(activity.timezone).day(start)
        limits = limits_of(table, persons.get(session.volunteer), day)
        if limits is not None and (beyond := passed(limits, start, end, served[session.volunteer, day], activity.zone)):
            found[session.key] = beyond
        served[session.volunteer, day] += end - start
    return found
