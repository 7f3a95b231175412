"""A purge at the desk: who would lose what is shown, a supervisor gives the reason, and the statement is written.

What was purged of somebody who came back may be known again from the next list on.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import pick_person
from tui.desk.making.days import ask_day
from tui.screens.deed import REASON, Deed, DeedForm, Values, Work
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog

_MOST_LINES = 8


class _Due(NamedTuple):
    """What a purge would come to: in short and person by person, in lines; `empty` where nobody is due, and `persons` then
    says by what rules, and who comes next."""

    lines: list[str]
    persons: list[str]
    empty: bool
    until: date
    """The last day that was looked at."""


async def purge_at_desk(desk: Desk) -> None:
    """Show who would lose what, ask for the reason, purge, and say where the statement is and what of it stands elsewhere. Esc
    before that: only looked at. What falls due before a day can be purged alone."""
    before: date | None = None
    while True:
        due = await desk.tried(partial(_look, before))
        if due is None:
            return
        if due.empty:
            await desk.app.push_screen_wait(MessageDialog(_("Purge personal data"), due.persons))
            return
        other = _("only what was due before a day …")
        look = LookDialog(_title(before), [*due.persons, "", due.lines[-1]], _("purge it …"), other)
        answer = await desk.app.push_screen_wait(look)
        if answer is None:
            return
        if answer:
            break
        before = await ask_day(desk, _title(before), _("due before"), before) or before
    told = await desk.app.push_screen_wait(DeedForm(desk, _deed(due, desk)))
    if told is not None:
        await desk.app.push_screen_wait(MessageDialog(_("Purged"), told))
        await desk.read_board()


def _title(before: date | None) -> str:
    if before is None:
        return _("Who would lose what")
    return _("Who would lose what that was due before {day}").format(day=before.isoformat())


def _until(store: Store, before: date | None) -> date:
    """The last day on which a rule may let go of it."""
    return store.today() if before is None else min(before - timedelta(days=1), store.today())


async def let_be_known_at_desk(desk: Desk) -> None:
    """Ask whose, and for the reason; a list or kit that comes in later says it again. What is gone does not come back by it."""
    from tui.words.people.purging import known_again_text

    purged = await desk.tried(_purged)
    if purged is None:
        return
    if not purged:
        desk.app.notify(_("Nobody was purged."), timeout=8)
        return
    person = await pick_person(desk, _("Who was purged and came back?"))
    if person is None:
        return
    if key_of(person) not in purged:
        desk.app.notify(_("Nothing was purged of {number}.").format(number=person.number), timeout=8)
        return
    if await desk.app.push_screen_wait(DeedForm(desk, _again(person, desk))):
        desk.app.notify(known_again_text(), timeout=8)


def _again(person: Person, desk: Desk) -> Deed[bool]:
    def make(values: Values) -> Work[bool]:
        from storage.purging.purging import let_be_known

        def let(store: Store) -> bool:
            return bool(
                let_be_known(store, [f"{person.team}/{person.number}"], Signature(desk.supervisor_name, values[REASON]))
            )

        return let

    who = "  ".join(part for part in (person.number, person.name, person.class_name) if part)
    return Deed(_("Let it be known again"), make, reasons=(_(_CAME_BACK),), explanation=who)


def _purged(store: Store) -> frozenset[str]:
    from storage.purging.planning import all_purged

    return frozenset(all_purged(store))


def _look(before: date | None, store: Store) -> _Due:
    from storage.purging.planning import plan_purge
    from storage.purging.totals import record_totals
    from storage.standard.retention import retention_rules
    from tui.words.people.purging import counts_lines, due_lines, nobody_due_lines, persons_line, totals_line

    until = _until(store, before)
    plan = plan_purge(store, retention_rules(store.folder), until)
    lines = [persons_line(plan), *counts_lines(plan)[:_MOST_LINES], totals_line(record_totals(store))]
    persons = nobody_due_lines(store, until) if plan.is_empty else due_lines(plan, store.identity.team)
    return _Due(lines, persons, plan.is_empty, until)


def _deed(due: _Due, desk: Desk) -> Deed[list[str]]:
    def make(values: Values) -> Work[list[str]]:
        from exports.exchange.purging.carrying_out import purge_by_rules
        from exports.exchange.purging.copies_left import copies_left, elsewhere
        from tui.words.people.purging import copies_lines, purged_text

        def purge(store: Store) -> list[str]:
            files = copies_left(store)
            statement = purge_by_rules(store, due.until, Signature(desk.supervisor_name, values[REASON]))[1]
            return [purged_text(statement), "", *copies_lines(files, elsewhere(store))]

        return purge

    return Deed(
        _("Purge personal data"),
        make,
        reasons=(_(_REASON),),
        explanation="\n".join(due.lines),
        warning=_("It can't be undone. Files that were made before stay; they are named afterwards."),
    )


_REASON = N_("the retention period is over")
_CAME_BACK = N_("came back to the team")
