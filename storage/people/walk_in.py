"""Registers on the spot a person who is in no roster, with a number of this desk."""

from __future__ import annotations

import re

from checkin.rules.identity import key, short_desk
from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import enumerated, first_few
from storage.people.badges import issue, mint
from storage.people.class_spelling import class_key
from storage.people.consents import hold_for_consent
from storage.people.names import each_once
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.search_text import folded, joined
from storage.people.spelling import clean_name, clean_text
from storage.store import Store

LONGEST_NAME = 200
WALK_IN_NUMBER = re.compile(r"W[0-9a-f]{4}-\d+")
"""The number of somebody who was registered on the spot."""


def register_walk_in(
    store: Store, name: str, class_name: str = "", kind: str = "student", signed: Signature = UNSIGNED
) -> Person:
    """Add a person with a number such as `W3f2a-01`, which no other desk gives, and with a badge number.

    If the person has a number already, a `link` can join the two later. Raises Refused for bad values.
    """
    cleaned = clean_name(name)
    if not cleaned:
        raise refuse("missing_value", "name", N_("write the person's name"))
    if len(cleaned) > LONGEST_NAME:
        raise refuse("name_too_long", "name", N_("write the name in at most {most} characters"), most=LONGEST_NAME)
    if kind not in PERSON_KINDS:
        raise refuse("bad_kind", "kind", N_("choose one of {kinds}"), kinds=enumerated(PERSON_KINDS))
    team = store.identity.team
    with store.ledger.transaction():
        count = 1
        while store.register.person(key(team, _number(store, count))) is not None:
            count += 1
        shown = store.register.classes.shown(clean_text(class_name)[:LONGEST_NAME])
        person = Person(team, _number(store, count), cleaned, shown, kind)
        store.register.write([person])
        issue(store, person, mint(store), signed)
        hold_for_consent(store, person, signed)
    return person


def known_alike(store: Store, name: str, class_name: str = "") -> list[Person]:
    """Who of the own team may be meant already: the same name (accents, dots and hyphens count for nothing), and the same
    class or one of the two not said.

    Leavers are among them, for they may be back. By number.
    """
    own = [person for person in each_once(store, store.register.persons()) if person.team == store.identity.team]
    named = [person for person in own if not is_nameless(person) and _sound(person.name) == _sound(name)]
    wanted = class_key(class_name)
    alike = [person for person in named if not wanted or class_key(person.class_name) in ("", wanted)]
    return sorted(alike, key=lambda person: person.number)


def check_not_known(store: Store, name: str, class_name: str = "") -> None:
    """Raises Refused, with the numbers, where somebody of this name and class is known already."""
    alike = known_alike(store, name, class_name)
    if alike:
        known = first_few(f"{person.number} {person.class_name}".strip() for person in alike)
        message = N_(
            "{name} is known already: {known}. Check them in by that number, or add --insist for another person of this name"
        )
        raise refuse("known_person", "--name", message, name=alike[0].name, known=known)


def _sound(name: str) -> str:
    """A name as two people would type it who hear it: `José` and `JOSE`, 阿卜杜·买买提 with and without its dot."""
    return joined(folded(clean_name(name))).replace(" ", "")


def _number(store: Store, count: int) -> str:
    return f"W{short_desk(store.identity.desk)}-{count:02d}"
