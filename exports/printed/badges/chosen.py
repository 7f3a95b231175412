"""Whose badges are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checkin.rules.problems import N_, refuse
from exports.printed.badges.cards import BadgeCard
from storage.activities.activities import find_activity
from storage.people.known import known_persons
from storage.people.named import persons_named
from storage.people.names import badge_in_force
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store


def chosen_cards(store: Store, only: Sequence[str], activity: str | None) -> list[BadgeCard]:
    """The cards of everybody in the roster, of an activity's sign-up list, or of those whom `only` names.

    Raises Refused with every number that is in no roster, and for an activity without a sign-up list.
    """
    if activity is None or only:
        persons = persons_named(store, only, everybody=not only, where="--only")
    else:
        persons = known_persons(store, _signed_up(store, activity), "--activity")
    if only and activity is not None:
        facts = store.ledger.facts()
        listed = {facts.person(key) for key in _signed_up(store, activity)}
        persons = [person for person in persons if facts.person(key_of(person)) in listed]
    return cards_of(store, persons)


def cards_of(store: Store, persons: Iterable[Person]) -> list[BadgeCard]:
    """The cards of these persons; somebody without a badge in force has none."""
    badges = ((person, badge_in_force(store, person)) for person in persons)
    return [_card(store, person, badge) for person, badge in badges if badge is not None]


def _signed_up(store: Store, code: str) -> Sequence[str]:
    signup = find_activity(store, code).expected
    if signup is None:
        message = N_("this activity has no sign-up list; give it one with activity edit --signup FILE")
        raise refuse("no_signup", "--activity", message)
    return signup


def _card(store: Store, person: Person, badge: str) -> BadgeCard:
    own = person.team == store.identity.team
    return BadgeCard(
        team_code=person.team,
        own_team=own,
        # Another team's name is not known here; its code is.
        team_name=store.identity.team_name if own else person.team,
        number=person.number,
        name=person.name,
        class_name=person.class_name,
        badge=badge,
    )
