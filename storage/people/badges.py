"""Minting, issuing and revoking badge numbers (design §5)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from checkin.rules.badge_numbers import RANDOM_DIGITS, badge_number
from checkin.rules.events import Badge, BadgeState, Void
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.judged_badges import renew_badges
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


def issue(store: Store, person: Person, badge: str, signed: Signature) -> None:
    """Issue a badge number to a person of the register, or record again which kind of person has it."""
    volunteer = key_of(person)
    store.ledger.record(Badge(badge, volunteer, BadgeState.ISSUED, person.kind), signed=signed)
    store.register.set_badge(volunteer, badge)


def revoke(store: Store, volunteer: str, badge: str, kind: str, signed: Signature) -> None:
    """Revoke a badge number of a volunteer (a key) of a kind: from now on its scans are refused."""
    store.ledger.record(Badge(badge, volunteer, BadgeState.REVOKED, kind), signed=signed)


def register_badges(store: Store, volunteers: Iterable[str]) -> None:
    """Write into the register the badge that the log gives to each volunteer: the one issued
    last of those in force, or none.

    Needs a transaction around it. Volunteers about whom the log has no badge event keep what the register has.
    """
    renew_badges(store.ledger, store.register, list(volunteers))


def whose_badges_change(store: Store, events: Iterable[str]) -> set[str]:
    """The volunteers whose badges these events (their ids) may change: those they name, and those of events
    that they strike out or bring back.
    """
    found: set[str] = set()
    seen: set[str] = set()
    wanted = set(events)
    while wanted:
        seen |= wanted
        bodies = [event.body for event in store.ledger.queries.by_ids(wanted)]
        found |= {body.volunteer for body in bodies if isinstance(body, Badge)}
        wanted = {body.target for body in bodies if isinstance(body, Void)} - seen
    return found


def revoke_all(store: Store, person: Person, signed: Signature) -> None:
    """Revoke every badge number that a person has in force; there are several where two desks each issued one, and where
    the person has several numbers.
    """
    for volunteer in store.ledger.facts().numbers_of(key_of(person)):
        registered = store.register.badge(volunteer)
        for badge in dict.fromkeys([*store.ledger.badges_of(volunteer), *([registered] if registered else [])]):
            revoke(store, volunteer, badge, person.kind, signed)
        store.register.set_badge(volunteer, None)


def reissue(store: Store, volunteer: str, signed: Signature = UNSIGNED) -> str:
    """Revoke every badge number of a volunteer and mint a new one, which is returned. Raises
    Refused for an unknown volunteer.
    """
    with store.ledger.transaction():
        person = known_person(store, volunteer)
        revoke_all(store, person, signed)
        badge = mint(store)
        issue(store, person, badge, signed)
    return badge
