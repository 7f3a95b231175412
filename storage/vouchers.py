"""Who stands for scans without a badge: the teacher of a class, or who kept the paper sheet."""

from __future__ import annotations

from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, refuse
from storage.register import key_of
from storage.roster.person import Person
from storage.store import Store

TEACHER = "teacher"


def find_voucher(store: Store, number: str, where: str = "--teacher") -> Person:
    """The person of a number (or key) that somebody named. Raises Refused where the register has nobody of it."""
    person = store.register.person(parse_key(number, store.identity.team, where))
    if person is None:
        message = N_("nobody in the roster has the number {number}: name the teacher who stands for it")
        raise refuse("no_voucher", where, message, number=number)
    return person


def voucher_note(person: Person, where: str = "") -> Problem | None:
    """What is to be said of one who is no teacher; it is allowed all the same, for a parent may lead a class."""
    if person.kind == TEACHER:
        return None
    message = N_("{name} ({number}) is no teacher in the roster; it is recorded under this name all the same")
    return Problem("no_teacher", where, message, {"name": person.name, "number": person.number})


def check_voucher(store: Store, voucher: str) -> None:
    """Raises Refused where nobody in the register has the key `voucher`."""
    find_voucher(store, voucher)


def is_same(store: Store, voucher: Person, volunteer: str) -> bool:
    """Whether a volunteer is the one who vouches, also by a linked number."""
    facts = store.ledger.facts()
    return facts.person(key_of(voucher)) == facts.person(volunteer)
