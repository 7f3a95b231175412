"""Whose badges are: the one place that says so, at the desk, in the record and at the district (design §4, §5).

Of one number `badge_tenures` says how it went from hand to hand; here events become that, and every question is answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checkin.rules.badge_marks import badge_mark
from checkin.rules.badge_tenures import BadgeWord, Holder, Span, Tenure, holder_at, spans, tenures
from checkin.rules.events import Badge, Event
from checkin.rules.identity import split
from checkin.rules.standing import standing


@dataclass(frozen=True, slots=True)
class BadgeHolders:
    """Whose each of some badge numbers is, at any instant; `by_badge` holds the tenures of each in their order."""

    by_badge: Mapping[str, Sequence[Tenure]] = field(default_factory=dict)

    def holder(self, badge: str, at: int | None = None) -> Holder:
        """Whose a number is for what was scanned at an instant, or (None) by all that was said up to now."""
        return holder_at(badge, self.by_badge.get(badge, ()), at)

    def person(self, badge: str, at: int | None) -> str:
        """Under whom a scan of an instant counts: the volunteer's key, or the number where it is nobody's then."""
        return (self.holder(badge, at).owner if badge in self.by_badge else None) or badge

    def badges_of(self, volunteer: str) -> list[str]:
        """The numbers that a volunteer has in force, the one that was given last at the end."""
        had = [
            (max(tenure.given for tenure in theirs if tenure.volunteer == volunteer), badge)
            for badge, theirs in self.by_badge.items()
            if self.holder(badge).owner == volunteer
        ]
        return [badge for _given, badge in sorted(had)]

    def claimants(self, badge: str) -> list[Tenure]:
        """All to whom their own teams gave a number, each once, in the order in which they got it."""
        first: dict[str, Tenure] = {}
        for tenure in sorted(self.by_badge.get(badge, ()), key=lambda tenure: tenure.given):
            first.setdefault(tenure.volunteer, tenure)
        return list(first.values())

    def spans(self) -> list[Span]:
        """All of it as rows, for whoever joins them with many scans."""
        return [span for badge, theirs in self.by_badge.items() for span in spans(badge, theirs)]


def of_own_people(event: Event, badge: Badge) -> bool:
    """Whether a team speaks of its own people: what it says of another team's badges counts for nothing."""
    return split(badge.volunteer)[0] == event.team


def holders_of(events: Iterable[Event], struck: Container[str] = ()) -> BadgeHolders:
    """The holders of all numbers of which events speak; `struck` as `standing` takes it."""
    words: defaultdict[str, list[BadgeWord]] = defaultdict(list)
    for event in standing(events, struck):
        body = event.body
        if isinstance(body, Badge):
            words[body.badge].append(BadgeWord(event.at, event.id, event.team, body.volunteer, body.state))
    return BadgeHolders({badge: tenures(said) for badge, said in words.items()})


def holders_by_words(words: Mapping[str, Iterable[BadgeWord]], struck: Container[str]) -> BadgeHolders:
    """The holders of numbers by what was said of each, where a ledger has it in an index; struck words count nothing."""
    return BadgeHolders(
        {badge: tenures(word for word in said if word.id not in struck) for badge, said in words.items()}
    )


def marks_in_force(holders: BadgeHolders) -> dict[bytes, str]:
    """The team's code by the mark of each number that is in force: by them another team's desk knows a visitor."""
    owners = ((badge, holders.holder(badge).owner) for badge in holders.by_badge)
    return {badge_mark(badge): split(owner)[0] for badge, owner in owners if owner is not None}


def holder_of_card(candidates: Iterable[tuple[str, bool]]) -> Holder | None:
    """Whose a school's own card is: `(key, has left)` of all in whose row of the roster it stands; None for nobody's.

    Who is still in the roster comes before who left, then the key decides.
    """
    first = min(((left, key) for key, left in candidates), default=None)
    return None if first is None else Holder(first[1])
