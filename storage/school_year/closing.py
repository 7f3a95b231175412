"""A school year is closed: everybody's class moves up in one commit, and what was before stays known by day."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature, with_note
from storage.people.closed_years import ClosedYear, closed_years, note_closed
from storage.people.earlier_classes import EarlierClass, forget_earlier, note_earlier
from storage.school_year.planning import PersonStep, YearPlan, closed_already, roster_changed, settled_before
from storage.store import Store


def close_year(store: Store, plan: YearPlan, signed: Signature) -> YearPlan:
    """Write what was planned, as a whole: classes, leavers, and the classes before.

    Raises Refused at every desk but the team's first (the others get it by a kit), where the year was closed meanwhile, and
    where somebody's class changed since it was shown.
    """
    signed = with_note(signed)
    need_first(store)
    with store.ledger.transaction():
        if any(one.year.first == plan.year.first for one in closed_years(store)):
            raise closed_already(plan.year)
        names = store.register.names()
        if any(names.get(one.volunteer, ("", "", ""))[1] != one.before for one in plan.steps):
            raise roster_changed()
        _write(store, plan)
        note_closed(store, [ClosedYear(plan.year, plan.until, store.now(), signed.operator, signed.reason)])
    return plan


def need_first(store: Store) -> None:
    """Raises Refused at every desk but the team's first, where the register is kept."""
    if not store.identity.first:
        message = N_(
            "the team's first desk closes and opens school years; this desk gets the new classes with its next kit"
        )
        raise refuse("not_first_desk", "", message)


def _write(store: Store, plan: YearPlan) -> None:
    changed = [each for one in plan.changed for each in _of_every_number(store, one)]
    settled = settled_before(store, plan.year)
    notes = [
        EarlierClass(one.volunteer, plan.until, one.before, one.after if one.after else one.before, not one.after)
        for one in changed
    ]
    # Up to that day they were in the class that is noted already, not in the one that a list gave them since.
    again = [one._replace(class_name=settled[one.volunteer].class_name) for one in notes if one.volunteer in settled]
    for one in again:
        forget_earlier(store, [one.volunteer], settled[one.volunteer].until)
    note_earlier(store, [*notes, *again])
    leaving = [one for one in changed if not one.after]
    store.register.rewrite(one.person._replace(class_name=one.after) for one in changed if one.after)
    store.register.mark_left((one.volunteer for one in leaving), plan.until)


def _of_every_number(store: Store, step: PersonStep) -> Iterator[PersonStep]:
    """The same step of each number that a person has in the lists: with one of them left behind, whoever left is still there."""
    yield step
    others = [one for one in store.ledger.facts().numbers_of(step.volunteer) if one != step.volunteer]
    for number, person in store.register.persons_of(others).items():
        if person.team == step.person.team and not store.register.has_left(number):
            yield step._replace(person=person, before=person.class_name)
