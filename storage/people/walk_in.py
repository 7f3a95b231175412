"""Registers on the spot a person who is in no roster, with a number of this desk."""

from __future__ import annotations

from checkin.rules.identity import key
from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.badges import issue, mint
from storage.people.consents import hold_for_consent
from storage.people.person import Person
from storage.people.spelling import clean_name, clean_text
from storage.store import Store

LONGEST_NAME = 200


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
        raise refuse("bad_kind", "kind", N_("choose one of {kinds}"), kinds=", ".join(PERSON_KINDS))
    team = store.identity.team
    with store.ledger.transaction():
        count = 1
        while store.register.person(key(team, _number(store, count))) is not None:
            count += 1
        person = Person(team, _number(store, count), cleaned, clean_text(class_name)[:LONGEST_NAME], kind)
        store.register.write([person])
        issue(store, person, mint(store), signed)
        hold_for_consent(store, person, signed)
    return person


def _number(store: Store, count: int) -> str:
    return f"W{store.identity.desk[:4]}-{count:02d}"
