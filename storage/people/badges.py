"""Minting, issuing and revoking badge numbers (design §5)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from checkin.rules.badge_numbers import RANDOM_DIGITS, badge_number
from checkin.rules.events import Badge, BadgeState
from checkin.rules.voids import struck_out
from storage.people.known import known_person
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store


def mint(store: Store) -> str:
    """A badge number that nobody has."""
    while True:
        badge = badge_number(f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}")
        if store.ledger.holder_of_badge(badge).volunteer is None:
            return badge


def issue(store: Store, person: Person, badge: str, operator: str | None) -> None:
    """Give a badge number to a person of the register, or say anew what kind of person has it."""
    volunteer = key_of(person)
    store.ledger.record(Badge(badge, volunteer, BadgeState.ISSUED, person.kind), operator=operator)
    store.register.set_badge(volunteer, badge)


def revoke(store: Store, person: Person, badge: str, operator: str | None) -> None:
    """From now on a badge number is refused."""
    body = Badge(badge, key_of(person), BadgeState.REVOKED, person.kind)
    store.ledger.record(body, operator=operator)


def in_force(store: Store, volunteer: str) -> str | None:
    """The badge number that a volunteer has by the log: of those that are not revoked, the last issued."""
    events = store.ledger.events_of(volunteer)
    struck = struck_out(events)
    valid: dict[str, None] = {}
    for event in sorted((e for e in events if e.id not in struck), key=lambda e: (e.at, e.id)):
        if isinstance(event.body, Badge) and event.body.volunteer == volunteer:
            valid.pop(event.body.badge, None)
            if event.body.state is BadgeState.ISSUED:
                valid[event.body.badge] = None
    return next(reversed(valid), None)


def register_badges(store: Store, volunteers: Iterable[str]) -> None:
    """Write into the register which badge each of these volunteers has by the log; needs a transaction around it."""
    for volunteer in volunteers:
        badge = in_force(store, volunteer)
        if badge is not None:
            store.register.set_badge(volunteer, badge)


def reissue(store: Store, volunteer: str, operator: str | None = None) -> str:
    """Revoke a volunteer's badge and mint another; the new number. Raises Refused for an unknown volunteer."""
    with store.ledger.transaction():
        person = known_person(store, volunteer)
        old = store.register.badge(volunteer)
        if old is not None:
            revoke(store, person, old, operator)
        badge = mint(store)
        issue(store, person, badge, operator)
    return badge
