"""Which milestone somebody passed with a scan."""

from __future__ import annotations

from collections.abc import Sequence, Set
from contextlib import suppress
from typing import NamedTuple

from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.problems import Refused
from checkin.rules.school_year.requirements import milestone
from storage.people.names import person_by_any_number
from storage.record import record_of
from storage.school_year.progress import asked_of, served_by
from storage.store import Store


class Passed(NamedTuple):
    """A milestone of a requirement, in percent, and the minutes that somebody has now."""

    requirement: str
    percent: int
    minutes: int


def is_leaver(store: Store, outcome: Outcome) -> bool:
    """Whether a scan that counts was of somebody who left the school, under all their numbers."""
    if outcome.kind not in (OutcomeKind.OPENED, OutcomeKind.CLOSED) or outcome.volunteer is None:
        return False
    numbers = store.ledger.facts().numbers_of(outcome.volunteer)
    here = [one for one in numbers if store.register.person(one) is not None]
    return bool(here) and all(map(store.register.has_left, here))


def passed_by_each(store: Store, outcomes: Sequence[Outcome]) -> list[list[Passed]]:
    """The milestones that each of these scans passed, which were all written before: each counts with those before it."""
    ends = [one.session.key if one.kind is OutcomeKind.CLOSED and one.session is not None else "" for one in outcomes]
    return [
        passed_milestones(store, one, frozenset(ends[place + 1 :]) - {ends[place]}) if ends[place] else []
        for place, one in enumerate(outcomes)
    ]


def passed_milestones(store: Store, outcome: Outcome, later: Set[str] = frozenset()) -> list[Passed]:
    """The milestones that lie between the hours before a scan's session and with it; none for a scan that closed no session, and
    where the school's own table can't be read. Sessions that came `later` (their keys) don't count yet.
    """
    if outcome.kind is not OutcomeKind.CLOSED or outcome.session is None or outcome.volunteer is None:
        return []
    person = person_by_any_number(store, outcome.volunteer)
    if person is None:
        return []
    with suppress(Refused):
        asked, who = asked_of(store, person), store.ledger.facts().person(outcome.volunteer)
        sessions = [one for one in record_of(store, who).of(who) if one.key not in later]
        before = [one for one in sessions if one.key != outcome.session.key]
        had, has = (list(asked.of(person, served_by(store, who, some))) for some in (before, sessions))
        found = []
        for old, new in zip(had, has, strict=True):
            percent = milestone(new.requirement, old.progress.minutes, new.progress.minutes)
            if percent is not None:
                found.append(Passed(new.requirement.name, percent, new.progress.minutes))
        return found
    return []
