"""When each person left: what a retention period is counted from.

- Whom a roster no longer has, left on the day on which that list came in. A register of an older version has no such day:
  there it is the last day on which the log names the person.
- Who is in no roster of this team (registered on the spot, or another team's guest) left on the last day on which the log
  names them.
- Whoever served after that, left on the day of the last scan or added hours.
- A scan that says it was tomorrow is a wrong clock's, and tells no day: nobody would ever be due by it. Nor does what waits of a
  lost desk.
- Everybody else has not left. Of a person with several numbers, all must have left, and the latest day counts.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from checkin.rules.activities import zone
from checkin.rules.identity import split
from checkin.rules.instants import local_time
from storage.log.lost_spans import counting
from storage.people.walk_in import WALK_IN_NUMBER
from storage.store import Store

_NAMED = (
    "SELECT desk, volunteer, max(at), max(CASE WHEN kind IN ('scan', 'add') THEN at END) FROM log "
    "WHERE volunteer IS NOT NULL AND at <= ? AND {counts} GROUP BY desk, volunteer"
)


class _Days(NamedTuple):
    """The last day on which the log names somebody at all, and on which they served."""

    named: date | None = None
    served: date | None = None


def days_of_leaving(store: Store) -> dict[str, date]:
    """The day on which each person of the register left, by key; whoever has not left, or of whom no day is known, is not
    in it."""
    days, noted = _days_in_log(store), store.register.days_of_leaving()
    left: dict[str, date | None] = {}
    for volunteer in store.register.names():
        found = days.get(volunteer, _Days())
        if volunteer in noted:
            left[volunteer] = _latest(noted[volunteer] or found.named, found.served)
        elif _in_no_roster(store, volunteer):
            left[volunteer] = found.named
    facts = store.ledger.facts()
    persons: dict[str, date] = {}
    for volunteer in left:
        numbers = [one for one in facts.numbers_of(volunteer) if one == volunteer or store.register.person(one)]
        theirs = [left.get(one) for one in numbers]
        known = [day for day in theirs if day is not None]
        if known and len(known) == len(theirs):
            persons[volunteer] = max(known)
    return persons


def _in_no_roster(store: Store, volunteer: str) -> bool:
    team, number = split(volunteer)
    return team != store.identity.team or WALK_IN_NUMBER.fullmatch(number) is not None


def _days_in_log(store: Store) -> dict[str, _Days]:
    local, joins = zone(store.identity.timezone), store.ledger.facts().joins
    found: dict[str, _Days] = {}
    named_by_log = _NAMED.format(counts=counting(joins.lost))
    for desk, volunteer, named, served in store.connection.execute(named_by_log, (store.now(),)):
        key = joins.number(desk, volunteer)
        before = found.get(key, _Days())
        days = (None if at is None else local_time(at, local).date() for at in (named, served))
        found[key] = _Days(*map(_latest, before, days))
    return found


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)
