"""Commendations and honorary titles, one or a whole list: they are checked, then recorded as
events that name people by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checkin.rules.events import Commend, Event
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.signature import Signature
from storage.people.known import known_person
from storage.people.names_in_text import naming_faults
from storage.recognition.giving import checked_text, day_faults
from storage.recognition.volunteer_record import given_to
from storage.store import Store


@dataclass(frozen=True, slots=True)
class CommendationDraft:
    """A commendation before it is recorded; `where` is its place, for example a row of a file."""

    where: str
    volunteer: str
    title: str
    granted_by: str
    day: date


def commend(store: Store, praise: CommendationDraft, signed: Signature) -> Event:
    """Record a commendation or honorary title. Raises Refused with all that is wrong."""
    with store.ledger.transaction():
        checked = checked_commendation(store, praise)
        return store.ledger.record(_commend(checked), signed=signed)


def commend_all(store: Store, praises: Sequence[CommendationDraft], signed: Signature) -> list[Event]:
    """Record several commendations, all or none. Raises Refused with everything that is wrong with any of them."""
    with store.ledger.transaction():
        checked, problems = checked_commendations(store, praises)
        if problems:
            raise Refused(*problems)
        return [store.ledger.record(_commend(one), signed=signed) for one in checked]


def checked_commendations(
    store: Store, praises: Iterable[CommendationDraft]
) -> tuple[list[CommendationDraft], list[Problem]]:
    """The commendations that can be recorded, with their texts cleaned, and the problems of the others."""
    problems: list[Problem] = []
    checked: dict[tuple[str, str, str, date], CommendationDraft] = {}
    for praise in praises:
        try:
            good = checked_commendation(store, praise)
        except Refused as refused:
            problems += refused.problems
            continue
        same = (good.volunteer, good.title, good.granted_by, good.day)
        if same in checked:
            message = N_("the same commendation stands in {where} already")
            problems.append(Problem("already_there", good.where, message, {"where": checked[same].where}))
        else:
            checked[same] = good
    return list(checked.values()), problems


def checked_commendation(store: Store, praise: CommendationDraft) -> CommendationDraft:
    """A commendation with its texts cleaned. Raises Refused with all that is wrong with it."""
    where = praise.where
    person = known_person(store, praise.volunteer, where)
    problems = day_faults(store, praise.day, where)
    title = checked_text(praise.title, where, N_("write the title of the commendation"), problems)
    granted_by = checked_text(praise.granted_by, where, N_("write which unit gave it"), problems)
    problems += naming_faults(person.name, title, where) or naming_faults(person.name, granted_by, where)
    given = given_to(store, praise.volunteer)
    same = (title, praise.day, granted_by)
    if any((one.title, one.day, one.granted_by) == same for one in given.commendations):
        problems.append(Problem("already_there", where, N_("the same commendation is recorded already")))
    if problems:
        raise Refused(*problems)
    return CommendationDraft(where, praise.volunteer, title, granted_by, praise.day)


def _commend(praise: CommendationDraft) -> Commend:
    return Commend(praise.volunteer, praise.title, praise.day.isoformat(), praise.granted_by)
