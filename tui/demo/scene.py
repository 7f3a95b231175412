"""The story of one morning: who comes, who goes, who forgets, and everything that goes wrong at a desk.

Times are seconds from the planned start. A card is named by the number of the volunteer who shows it, or is one of
those that are no badge in force.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from checkin.rules.events import Direction
from tui.demo.people import CLASSES, STUDENTS_A_CLASS, WITHOUT_CONSENT, number_at

STRANGER = "stranger"
"""A valid badge of another school."""
IDENTITY_CARD = "identity card"
"""A code with eighteen characters that is no badge."""
OLD_BADGE = "old badge"
"""A badge that was replaced by another one."""

PLANNED = timedelta(hours=3)
UNDER_WAY_S = 50 * 60
"""Before this moment everything went smoothly; from here on there is something to see."""

HELD_S, BRIEF_S, BACK_AFTER_S = 1.7, 0.7, 2.3
"""How long a card is held; how long before it comes back at once, and when: late enough to have left the picture,
early enough to bounce."""

HELD_BACK = number_at(*WITHOUT_CONSENT[0])
TURNED_AWAY = number_at(*WITHOUT_CONSENT[1])
LOST_BADGE_OWNER = number_at(0, 5)
FORGET = (number_at(0, 9), number_at(1, 9), number_at(2, 9))
ABSENT = (number_at(0, 16), number_at(1, 16), number_at(2, 16), "P02")
NOT_SIGNED_UP = (number_at(2, 17),)
POST = "2"
"""The code of a post that nobody planned: a scan there counts all the same."""


@dataclass(frozen=True, slots=True)
class Show:
    """A card is held to the camera. `twice`: it comes back at once; `hasty`: its owner was here a moment ago."""

    at: int
    card: str
    twice: bool = False
    hasty: bool = False

    def appearances(self) -> list[tuple[float, float]]:
        """When the card comes into the picture, and for how long; in seconds from `at`."""
        return [(0.0, BRIEF_S), (BACK_AFTER_S, HELD_S)] if self.twice else [(0.0, HELD_S)]


@dataclass(frozen=True, slots=True)
class Turn:
    """The operator sets the direction of the desk."""

    at: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class Stand:
    """The desk is carried to a post, or back to the gate, which has none."""

    at: int
    post: str | None


@dataclass(frozen=True, slots=True)
class Tighten:
    """The team decides that who lacks a guardian's consent is turned away."""

    at: int


@dataclass(frozen=True, slots=True)
class CloseUp:
    """The operator closes the activity."""

    at: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A supervisor credits minutes to the session of somebody who forgot to check out."""

    at: int
    card: str
    minutes: int


Step = Show | Turn | Stand | Tighten | CloseUp | Rule


def first_group() -> list[str]:
    """The numbers of those who come before the start."""
    students = [
        number_at(class_, seat)
        for seat in range(STUDENTS_A_CLASS)
        for class_ in range(len(CLASSES))
        if seat not in (5, 12, 13, 14, 15, 16, 17) or (class_, seat) == (2, 14)
    ]
    return ["T01", "T02", "T03", *students]


def second_group() -> list[str]:
    """The numbers of those who come later, without the ones who have a scene of their own."""
    seats = [number_at(class_, seat) for seat in (5, 12, 13, 15, 17) for class_ in range(len(CLASSES))]
    return [*(number for number in seats if number != LOST_BADGE_OWNER), "T04", "P01"]


def story() -> list[Step]:
    """The whole morning, in the order of time."""
    return sorted([*_arrivals(), *_the_middle(), *_departures(), *_the_end()], key=lambda step: step.at)


def _arrivals() -> Iterator[Step]:
    chance = random.Random(8)
    at = -25 * 60
    for number in first_group():
        yield Show(at, number)
        at += chance.randrange(25, 65)


def _the_middle() -> Iterator[Step]:
    """From `UNDER_WAY_S` on: latecomers, a few who leave early, and one of each mishap between them."""
    first, second = first_group(), iter(second_group())
    at = UNDER_WAY_S
    cards = [
        (next(second), "twice"),
        (first[10], ""),
        (next(second), ""),
        (STRANGER, ""),
        (next(second), ""),
        (IDENTITY_CARD, ""),
        ("hasty", ""),
        (first[21], ""),
        (OLD_BADGE, ""),
        (LOST_BADGE_OWNER, ""),
        (HELD_BACK, ""),
        (first[14], "twice"),
        *((number, "") for number in second),
    ]
    latest = ""
    for card, how in cards:
        if card == "hasty":
            yield Show(at, latest, hasty=True)
        else:
            yield Show(at, card, twice=how == "twice")
            if card in second_group():
                latest = card
        at += 95


def _departures() -> Iterator[Step]:
    chance = random.Random(11)
    at = 175 * 60
    early = {first_group()[i] for i in (10, 14, 21)}
    for number in [*first_group(), *second_group(), LOST_BADGE_OWNER, HELD_BACK]:
        if number not in FORGET and number not in early:
            yield Show(at, number)
            at += chance.randrange(15, 40)


def _the_end() -> Iterator[Step]:
    """What needs the operator: a post, a fixed direction, another policy, the close, a ruling."""
    first = first_group()
    inside, gone, sent = first[3], first[10], first[5]
    yield Stand(110 * 60, POST)
    yield Show(111 * 60, sent)
    yield Stand(112 * 60, None)
    yield Turn(115 * 60, Direction.IN)
    yield Show(116 * 60, inside)
    yield Turn(117 * 60, Direction.AUTO)
    yield Tighten(120 * 60)
    yield Show(121 * 60, TURNED_AWAY)
    yield Turn(210 * 60, Direction.OUT)
    yield Show(210 * 60 + 20, gone)
    yield Show(211 * 60, ABSENT[0])
    yield Turn(212 * 60, Direction.AUTO)
    yield CloseUp(220 * 60)
    yield Show(223 * 60, FORGET[0])
    yield Show(224 * 60, ABSENT[1])
    yield Rule(230 * 60, FORGET[1], 180)
