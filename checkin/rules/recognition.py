"""What a volunteer was given beside hours: evaluations, commendations and stars (domain §2, §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checkin.rules.events import Award, Commend, Evaluate, Event, Quality, Void
from checkin.rules.facts import Facts
from checkin.rules.standing import order_key, standing


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well a volunteer served, judged on `day`; `activity` is the key of one activity, or None for all service."""

    event: str
    day: date
    quality: Quality
    activity: str | None


@dataclass(frozen=True, slots=True)
class Commendation:
    """A commendation or honorary title."""

    event: str
    day: date
    title: str
    granted_by: str
    brought: bool = False
    """Whether it came with somebody's file from another school; so of stars."""


@dataclass(frozen=True, slots=True)
class AwardedStar:
    """Stars that a supervisor awarded."""

    event: str
    day: date
    stars: int
    brought: bool = False


@dataclass(frozen=True, slots=True)
class Recognition:
    """All of it, each by day and then in the order of the log."""

    evaluations: tuple[Evaluation, ...] = ()
    commendations: tuple[Commendation, ...] = ()
    awards: tuple[AwardedStar, ...] = ()

    def quality(self, day: date = date.max) -> Quality | None:
        """The last evaluation up to a day; None where there is none."""
        return next((one.quality for one in reversed(self.evaluations) if one.day <= day), None)

    def stars(self, day: date = date.max) -> int:
        """The stars awarded up to a day; 0 for none."""
        return max((award.stars for award in self.awards if award.day <= day), default=0)


NOTHING = Recognition()


def recognitions(facts: Facts, events: Iterable[Event]) -> Mapping[str, Recognition]:
    """What each person was given, from events in any order and with any repeats; linked numbers are one person."""
    recognising = (e for e in events if isinstance(e.body, Evaluate | Commend | Award | Void))
    given = [e for e in standing(recognising, facts.struck) if not isinstance(e.body, Void)]
    found: defaultdict[str, tuple[list[Evaluation], list[Commendation], list[AwardedStar]]] = defaultdict(
        lambda: ([], [], [])
    )
    for event in sorted(given, key=lambda e: (_day(e), *order_key(e))):
        body, day = event.body, _day(event)
        assert isinstance(body, Evaluate | Commend | Award)
        evaluations, commendations, awards = found[facts.person(body.volunteer)]
        match body:
            case Evaluate(quality=quality, activity=activity):
                evaluations.append(Evaluation(event.id, day, quality, activity))
            case Commend(title=title, granted_by=granted_by, digest=digest):
                commendations.append(Commendation(event.id, day, title, granted_by, digest is not None))
            case Award(stars=stars, digest=digest):
                # What another school awarded stands here as its hours do: where the team's policy counts them.
                if digest is not None and not facts.counts_transfers(event.team):
                    continue
                awards.append(AwardedStar(event.id, day, stars, digest is not None))
    return {person: Recognition(*map(tuple, theirs)) for person, theirs in found.items()}  # type: ignore[arg-type]


def _day(event: Event) -> date:
    assert isinstance(event.body, Evaluate | Commend | Award)
    return date.fromisoformat(event.body.day)
