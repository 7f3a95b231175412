"""The closing of a school year is taken back as a whole: classes and leavers are as they were before it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from checkin.rules.activities import zone
from checkin.rules.instants import instant
from checkin.rules.problems import N_, refuse
from storage.log.lost_spans import counting
from storage.people.class_spelling import class_key, class_order
from storage.people.closed_years import ClosedYear, closed_years
from storage.people.earlier_classes import EarlierClass, earlier_classes, forget_earlier, note_earlier
from storage.people.person import Person
from storage.people.register import key_of
from storage.school_year.closing import need_first
from storage.school_year.planning import roster_changed
from storage.store import Store


class BackStep(NamedTuple):
    """Somebody goes back from the class of `now` to the one `before`; `returns` says that the closing had made them a leaver.
    `kept` says that their class was changed since, by a list or by hand: they keep what they have. `listed` is what a list had
    made known of them before the closing. `again` says that it is another number of somebody who is among the steps.
    """

    person: Person
    now: str
    before: str
    returns: bool
    kept: bool
    listed: EarlierClass | None = None
    again: bool = False


class UndoPlan(NamedTuple):
    """What the undoing of the last closing comes to, by class and number. `served_since` are the scans after it."""

    closed: ClosedYear
    steps: tuple[BackStep, ...]
    served_since: int

    @property
    def persons(self) -> tuple[BackStep, ...]:
        """The steps of each person once."""
        return tuple(one for one in self.steps if not one.again)


def plan_undoing(store: Store) -> UndoPlan:
    """What undoing would change. Raises Refused where no year is closed, or another desk closed it."""
    need_first(store)
    closed = closed_years(store)
    if not closed:
        raise refuse("none_closed", "", N_("no school year is closed here: there is nothing to undo"))
    last, leavers, facts = closed[-1], store.register.leavers(), store.ledger.facts()
    notes = {note.volunteer: note for note in earlier_classes(store.connection, last.until)}
    steps = []
    for volunteer, note in notes.items():
        person, stands = store.register.person(volunteer), facts.person(volunteer)
        if person is not None:
            step = _step(note, person, volunteer in leavers)
            steps.append(step._replace(again=stands != volunteer and stands in notes))
    steps.sort(key=lambda one: (class_order(one.before), one.person.number))
    return UndoPlan(last, tuple(steps), _served_since(store, last))


def undo_closing(store: Store, plan: UndoPlan, *, insist: bool = False) -> UndoPlan:
    """Take the last closing back. What was scanned stays as it is.

    Raises Refused as `plan_undoing` does, where the record changed since it was shown, and where somebody was scanned in a
    new class since, unless `insist` is true.
    """
    with store.ledger.transaction():
        now = plan_undoing(store)
        if now.closed != plan.closed:
            raise roster_changed()
        if now.served_since and not insist:
            message = N_(
                "scans taken in the new classes since {day}: {count}. Their lists would show the classes before again. Add "
                "--insist for that; nothing was written"
            )
            day = (now.closed.until + timedelta(days=1)).isoformat()
            raise refuse("served_since", "--insist", message, count=now.served_since, day=day)
        back = [one for one in now.steps if not one.kept]
        store.register.rewrite(one.person._replace(class_name=one.before) for one in back)
        store.register.mark_back(key_of(one.person) for one in back if one.returns)
        forget_earlier(store, (key_of(one.person) for one in back), now.closed.until)
        note_earlier(store, (one.listed for one in back if one.listed is not None))
        store.connection.execute("DELETE FROM school_year WHERE year = ?", (now.closed.year.first,))
    return now


def _step(note: EarlierClass, person: Person, is_leaver: bool) -> BackStep:
    # Whoever a list had moved already is noted with the class of last year, and leaves from that of the list.
    given = note.class_name if note.leaves and note.after is None else note.after
    kept = given is None or class_key(person.class_name) != class_key(given) or (note.leaves and not is_leaver)
    listed = note._replace(after=None, leaves=False) if _is_of_list(note) else None
    before = note.class_name if listed is None else person.class_name
    return BackStep(person, "" if note.leaves and is_leaver else person.class_name, before, note.leaves, kept, listed)


def _is_of_list(note: EarlierClass) -> bool:
    """Whether a list gave them the class from which the closing took them, or in which it left them: then they go back into it."""
    if note.leaves:
        return note.after is not None and class_key(note.after) != class_key(note.class_name)
    return not note.class_name


def _served_since(store: Store, closed: ClosedYear) -> int:
    """How many scans lie after the last day of the classes before, up to now."""
    begin = instant(datetime.combine(closed.until + timedelta(days=1), time(), zone(store.identity.timezone)))
    counts = counting(store.ledger.facts().joins.lost)
    query = f"SELECT count(*) FROM log WHERE kind = 'scan' AND at BETWEEN ? AND ? AND {counts}"
    row = store.connection.execute(query, (begin, store.now())).fetchone()
    return int(row[0])
