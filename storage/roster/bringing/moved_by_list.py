"""A list with the classes of the next school year that comes in before the year is closed, or in place of a closing.

It moves people up as a closing does, so their classes before are noted as a closing notes them: lists of last year keep them, and
a closing moves nobody of that list again.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from checkin.rules.policies import DEFAULT_KIND
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.school_year.requirements import FEWEST
from checkin.rules.school_year.years import HOLIDAYS, LONGEST_AFTER, SchoolYear, year_of
from storage.people.class_grades import grade_key
from storage.people.class_spelling import class_key
from storage.people.closed_years import closed_years
from storage.people.earlier_classes import EarlierClass, earlier_classes, forget_earlier, note_earlier
from storage.people.person import Person
from storage.people.register import key_of
from storage.roster.plan import ImportPlan
from storage.standard.school_year import YearTable, class_after, grade_of, year_table
from storage.store import Store


class Moved(NamedTuple):
    """What a list makes known of earlier classes: `notes` are written, those of `forgotten` taken away, `said` is told."""

    notes: tuple[EarlierClass, ...] = ()
    forgotten: tuple[EarlierClass, ...] = ()
    said: tuple[Problem, ...] = ()

    def write(self, store: Store) -> None:
        """Note and forget; needs a transaction around it."""
        for one in self.forgotten:
            forget_earlier(store, [one.volunteer], one.until)
        note_earlier(store, self.notes)


NOTHING_MOVED = Moved()


def moved_by_list(store: Store, plan: ImportPlan, where: str) -> Moved:
    """What to note where a list moves people up who are still in the classes of a year that is over, or will be soon. Where a list
    takes them back, it is forgotten again."""
    with suppress(Refused):
        table = year_table(store.folder)
        year = _year_at_its_end(store, table)
        if year is not None:
            return _moved(store, plan, table, year, where)
    return NOTHING_MOVED


def _moved(store: Store, plan: ImportPlan, table: YearTable, year: SchoolYear, where: str) -> Moved:
    by_lists = [one for one in earlier_classes(store.connection) if one.after is None and one.until >= year.first_day]
    noted = {one.volunteer: class_key(one.class_name) for one in by_lists}
    moves = [
        (key_of(one.before), class_key(one.before.class_name), class_key(one.after.class_name)) for one in plan.changed
    ]
    back = sum(noted.get(who) == after != before for who, before, after in moves)
    if _is_most(back, len(noted)):
        return Moved(forgotten=tuple(by_lists))
    pairs = [(one.before, one.after) for one in plan.changed] + [(one, one) for one in plan.unchanged]
    known = [(old, new) for old, new in pairs if _is_pupil(old) and old.class_name and key_of(old) not in noted]
    up = sum(_goes_up(table, old.class_name, new.class_name) for old, new in known)
    others = sum(_is_pupil(one) and bool(class_after(table, one.class_name)) for one in plan.leavers)
    if not _is_most(up, len(known), others):
        return NOTHING_MOVED
    notes = [EarlierClass(key_of(old), year.last_day, old.class_name) for old, _new in known]
    before = min(year.last_day, store.today() - timedelta(days=1))
    notes += [EarlierClass(key_of(one), before, "") for one in plan.new if _is_pupil(one)]
    message = N_(
        "{count} people move up with this list: up to and with {day} lists keep their classes before, and the closing of {year} "
        "moves nobody of this list again"
    )
    said = Problem("moved_by_list", where, message, {"count": up, "day": year.last_day.isoformat(), "year": year.name})
    return Moved(tuple(notes), said=(said,))


def _is_most(moved: int, listed: int, others: int = 0) -> bool:
    """Whether that many of a list make a new year. A few whose class is put right are none, unless they are most of the team."""
    return 2 * moved >= listed and (moved >= FEWEST or 2 * moved > listed + others)


def _is_pupil(person: Person) -> bool:
    return person.kind == DEFAULT_KIND


def _goes_up(table: YearTable, before: str, after: str) -> bool:
    """Whether the table leads from a class to another; a class that leaves leads to every other grade."""
    key = class_key(before)
    row = next((one for one in table.moving.classes if class_key(one.name) == key), None)
    if row is not None and row.next is not None:
        return class_key(row.next) == class_key(after)
    old, new = row or grade_of(table, before), grade_of(table, after)
    if old is None or new is None or key == class_key(after):
        return False
    return grade_key(new.name) == grade_key(old.next) if old.next is not None else new != old


def _year_at_its_end(store: Store, table: YearTable) -> SchoolYear | None:
    """The school year that ends soon or is just over, and is not closed; None where there is none."""
    today, closed = store.today(), closed_years(store)
    now = year_of(today, table.begin)
    year = now if now.last_day - today <= HOLIDAYS else SchoolYear(now.first - 1, table.begin)
    is_near = today - year.last_day <= LONGEST_AFTER
    return year if is_near and (not closed or closed[-1].year.first < year.first) else None
