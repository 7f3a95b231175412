"""Whose badges are. Desk, record and district all ask this module (design §4, §5).

`badge_tenures` has the rules for one number; this module makes its input from events and answers every question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checkin.rules.badge_marks import badge_mark
from checkin.rules.badge_tenures import BadgeStatement, Holder, Span, Tenure, holder_at, spans, tenures
from checkin.rules.events import Badge, BadgeState, Event
from checkin.rules.identity import split
from checkin.rules.standing import standing


@dataclass(frozen=True, slots=True)
class BadgeHolders:
    """The holders of some badge numbers at any instant. `by_badge` holds the tenures of each number in their order."""

    by_badge: Mapping[str, Sequence[Tenure]] = field(default_factory=dict)

    def holder(self, badge: str, at: int | None = None) -> Holder:
        """Who has a number at the instant `at` of a scan; with None, by everything that is recorded up to now."""
        return holder_at(badge, self.by_badge.get(badge, ()), at)

    def person(self, badge: str, at: int | None) -> str:
        """The key under which a scan at an instant counts: the volunteer's, or the number where nobody has it."""
        return (self.holder(badge, at).owner if badge in self.by_badge else None) or badge

    def badges_of(self, volunteer: str) -> list[str]:
        """The numbers that a volunteer has in force, in the order in which they were issued."""
        had = [
            (max(tenure.given for tenure in theirs if tenure.volunteer == volunteer), badge)
            for badge, theirs in self.by_badge.items()
            if self.holder(badge).owner == volunteer
        ]
        return [badge for _given, badge in sorted(had)]

    def claimants(self, badge: str) -> list[Tenure]:
        """The first tenure of each person who ever got the number, in the order in which they got it."""
        first: dict[str, Tenure] = {}
        for tenure in sorted(self.by_badge.get(badge, ()), key=lambda tenure: tenure.given):
            first.setdefault(tenure.volunteer, tenure)
        return list(first.values())

    def spans(self) -> list[Span]:
        """All tenures as rows without overlaps, so that a caller can join them with many scans."""
        return [span for badge, theirs in self.by_badge.items() for span in spans(badge, theirs)]


def of_own_people(event: Event, badge: Badge) -> bool:
    """Whether the volunteer of a badge event is of the team that wrote it; other badge events count for nothing."""
    return split(badge.volunteer)[0] == event.team


def holders_of(events: Iterable[Event], struck: Container[str] = ()) -> BadgeHolders:
    """The holders of all numbers in the events; `struck` has the meaning that it has in `standing`."""
    by_badge: defaultdict[str, list[BadgeStatement]] = defaultdict(list)
    for event in standing(events, struck):
        body = event.body
        if isinstance(body, Badge):
            by_badge[body.badge].append(BadgeStatement(event.at, event.id, event.team, body.volunteer, body.state))
    return BadgeHolders({badge: tenures(statements) for badge, statements in by_badge.items()})


def holders_by_statements(by_badge: Mapping[str, Iterable[BadgeStatement]], struck: Container[str]) -> BadgeHolders:
    """The holders of numbers, from the statements about each number, for a ledger that has them in an index.

    Statements whose ids are in `struck` are left out.
    """
    return BadgeHolders(
        {
            badge: tenures(statement for statement in statements if statement.id not in struck)
            for badge, statements in by_badge.items()
        }
    )


def holder_by_statements(
    badge: str, statements: Sequence[BadgeStatement], struck: Container[str], at: int | None
) -> Holder:
    """As `BadgeHolders.holder`, for one number by the statements about it."""
    if len(statements) == 1:
        (only,) = statements
        if only.state == BadgeState.ISSUED and only.id not in struck and split(only.volunteer)[0] == only.team:
            # A number that was given once and never touched, as nearly all are: everybody at the gate waits for this.
            return Holder(only.volunteer, badge)
    return holder_at(badge, tenures(one for one in statements if one.id not in struck), at)


def marks_in_force(holders: BadgeHolders) -> dict[bytes, str]:
    """The team's code by the mark of each number in force. With it another team's desk recognises a visitor."""
    owners = ((badge, holders.holder(badge).owner) for badge in holders.by_badge)
    return {badge_mark(badge): split(owner)[0] for badge, owner in owners if owner is not None}


def holder_of_card(candidates: Iterable[tuple[str, bool]]) -> Holder | None:
    """The holder of a school's own card; None where nobody has it.

    `candidates` are `(key, has left)` of all people whose row in the roster has the card. People who are still in the
    roster come first, then the lowest key decides.
    """
    first = min(((left, key) for key, left in candidates), default=None)
    return None if first is None else Holder(first[1])
