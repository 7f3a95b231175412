"""Who has one badge number at an instant, by all statements about it (design §4, §5).

- A team speaks only about its own people; its statements about other teams' people count for nothing.
- Within a team the last statement by (`at`, `id`) holds: a number that is issued to another person is that person's.
- A revocation ends the tenure from its instant on; the scans before it stay with the person who had the number.
  A second revocation changes nothing.
- A revoked number may be issued again. Then the scans in between belong to the new holder too, for an unknown badge
  belongs to the person to whom any register later gives it.
- Where two teams issued one number, it belongs to the team that did so first, until that team revokes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from checkin.rules.events import BadgeState
from checkin.rules.identity import split

FIRST_INSTANT, LAST_INSTANT = -(1 << 62), 1 << 62
"""Milliseconds before and after all instants that a log can hold."""


class BadgeStatement(NamedTuple):
    """What an event of a team says about one badge number. Statements sort by (at, id)."""

    at: int
    id: str
    team: str
    volunteer: str
    state: str


class Tenure(NamedTuple):
    """The time in which one volunteer has a number. It begins with the event `given` (at, id). It ends at `until` by
    the event `revoked_by`; both are None while the number is in force.
    """

    volunteer: str
    given: tuple[int, str]
    until: int | None = None
    revoked_by: str | None = None


class Span(NamedTuple):
    """A volunteer has a badge number from `since` until just before `until` (milliseconds)."""

    badge: str
    since: int
    until: int
    volunteer: str


class Holder(NamedTuple):
    """Who has a badge or card: `volunteer` is None where nobody is known.

    For a revoked number `revoked_at` is the instant of the revocation, `revoked_by` the id of its event, and
    `volunteer` the person who had the number.
    """

    volunteer: str | None = None
    badge: str | None = None
    revoked_at: int | None = None
    revoked_by: str | None = None

    @property
    def owner(self) -> str | None:
        """The volunteer who has the number; None where it is revoked or nobody has it."""
        return self.volunteer if self.revoked_at is None else None


def tenures(statements: Iterable[BadgeStatement]) -> tuple[Tenure, ...]:
    """The tenures that the standing statements about one number make; they may come in any order and with repeats.

    The result is in such an order that the first tenure which is not over at an instant is the one that holds then.
    """
    of_teams: defaultdict[str, list[Tenure]] = defaultdict(list)
    for statement in sorted(set(statements)):
        if split(statement.volunteer)[0] != statement.team:
            continue
        theirs = of_teams[statement.team]
        in_force = theirs.pop() if theirs and theirs[-1].until is None else None
        if statement.state == BadgeState.ISSUED:
            theirs.append(Tenure(statement.volunteer, (statement.at, statement.id)))
        elif in_force is not None or not theirs:
            # The log that issued the number may not be here yet: the number is revoked all the same.
            ended = in_force or Tenure(statement.volunteer, (statement.at, statement.id))
            theirs.append(ended._replace(until=statement.at, revoked_by=statement.id))
    return tuple(tenure for theirs in of_teams.values() for tenure in theirs)


def holder_at(badge: str, of_badge: Sequence[Tenure], at: int | None = None) -> Holder:
    """Who has a number at the instant `at` of a scan; with None, by everything that is recorded up to now."""
    for tenure in of_badge:
        if tenure.until is None or (at is not None and at < tenure.until):
            return Holder(tenure.volunteer, badge)
    if not of_badge:
        return Holder(badge=badge)
    last = max(of_badge, key=lambda tenure: tenure.until or 0)
    return Holder(last.volunteer, badge, last.until, last.revoked_by)


def spans(badge: str, of_badge: Sequence[Tenure]) -> Iterable[Span]:
    """The tenures as rows without overlaps, so that a caller can join them with many scans.
    Outside the rows nobody has the number.
    """
    ends = sorted({tenure.until for tenure in of_badge if tenure.until is not None})
    edges = [FIRST_INSTANT, *ends, LAST_INSTANT]
    for since, until in pairwise(edges):
        owner = holder_at(badge, of_badge, since).owner
        if owner is not None:
            yield Span(badge, since, until, owner)
