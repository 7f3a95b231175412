"""The earlier classes of a register, and the class of a person on a day, as every dated list shows it.

The earlier classes of somebody go with the name or the class when that is purged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from checkin.rules.purges import PersonalField
from checkin.rules.school_year.class_periods import ClassPeriods
from storage.disk import sqlite
from storage.people.names import names_by_any_number
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store

_TABLE = "class_period"
_NOTES = f"SELECT volunteer, until, class_name FROM {_TABLE}"
_Note = tuple[str, str, str]


class EarlierClass(NamedTuple):
    """Somebody (a key) was in a class up to and with the day `until`. `after` is the class that the closing of the year gave
    them, None where it gave none or another desk closed it; `leaves` says that it made them a leaver.
    """

    volunteer: str
    until: date
    class_name: str
    after: str | None = None
    leaves: bool = False


class ClassesByDay:
    """The class of anybody on any day, in the spelling that is shown; for whole tables, read once."""

    def __init__(self, periods: ClassPeriods, today: Mapping[str, tuple[str, str, str]]) -> None:
        self._periods, self._today = periods, today

    def on(self, volunteer: str, day: date | None) -> str:
        """The class of a volunteer (a key) on a local day; that of today where no day is known, empty for none."""
        now = self._today.get(volunteer)
        return self._periods.on(volunteer, day, "" if now is None else now[1])

    def earlier(self, volunteer: str) -> list[tuple[date, str]]:
        """`(last day, class)` of the earlier classes of a volunteer (a key), the earliest first."""
        return self._periods.of(volunteer)


def classes_by_day(store: Store, names: Mapping[str, tuple[str, str, str]] | None = None) -> ClassesByDay:
    """The classes of everybody by day. `names` is what `names_by_any_number` gives, where the caller has it."""
    return ClassesByDay(class_periods(store), names_by_any_number(store) if names is None else names)


def named_on(
    store: Store, names: Mapping[str, tuple[str, str, str]]
) -> Callable[[str, date | None], tuple[str, str, str] | None]:
    """Of a volunteer (a key) on a day `(name, class, kind)`, from what `names_by_any_number` gives; None where nobody is known."""
    periods = class_periods(store)

    def named(volunteer: str, day: date | None) -> tuple[str, str, str] | None:
        found = names.get(volunteer)
        return None if found is None else (found[0], periods.on(volunteer, day, found[1]), found[2])

    return named


def classes_of(store: Store, person: Person) -> ClassesByDay:
    """The classes of one person by day: at a scan nobody waits until those of everybody are read."""
    volunteer = key_of(person)
    numbers = store.ledger.facts().numbers_of(volunteer)
    rows = [
        row
        for number in numbers
        for row in store.connection.execute(f"{_NOTES} WHERE volunteer = ?", (number,))
    ]  # fmt: skip
    return ClassesByDay(_periods(store, rows), {volunteer: (person.name, person.class_name, person.kind)})


def class_periods(store: Store, since: date | None = None) -> ClassPeriods:
    """The notes of this register, or only those that tell of the day `since` and later ones: of today there are none. Of linked
    numbers each has the notes of all.
    """
    condition, values = ("", ()) if since is None else (" WHERE until >= ?", (since.isoformat(),))
    return _periods(store, store.connection.execute(f"{_NOTES}{condition}", values).fetchall())


def _periods(store: Store, rows: Iterable[_Note]) -> ClassPeriods:
    shown = store.register.classes.shown
    return ClassPeriods(
        (number, date.fromisoformat(until), shown(class_name) if class_name else "")
        for number, until, class_name in _of_every_number(store, rows)
    )


def notes_of_every_number(store: Store) -> list[_Note]:
    """All that is noted as `(volunteer, last day, class)`, by person and day. Of linked numbers each has the notes of all."""
    return sorted(_of_every_number(store, store.connection.execute(_NOTES)))


def _of_every_number(store: Store, rows: Iterable[_Note]) -> Iterator[_Note]:
    """Where two numbers of a person have a note for one day, each keeps its own."""
    facts, found = store.ledger.facts(), dict[tuple[str, str], str]()
    for volunteer, until, class_name in sorted(rows):
        for number in facts.numbers_of(volunteer):
            found.setdefault((number, until), class_name)
        found[volunteer, until] = class_name
    return ((number, until, class_name) for (number, until), class_name in found.items())


def earlier_classes(connection: sqlite.Connection, until: date | None = None) -> list[EarlierClass]:
    """All that is noted, or what holds up to one day; by person and day."""
    condition, values = ("", ()) if until is None else ("WHERE until = ?", (until.isoformat(),))
    rows = connection.execute(
        f"SELECT volunteer, until, class_name, after, leaves FROM {_TABLE} {condition} ORDER BY volunteer, until",
        values,
    )
    return [EarlierClass(row[0], date.fromisoformat(row[1]), row[2], row[3], bool(row[4])) for row in rows]


def last_day_noted(store: Store) -> date | None:
    """The latest day up to which an earlier class of anybody held; None where none is noted."""
    (day,) = store.connection.execute(f"SELECT max(until) FROM {_TABLE}").fetchone()
    return None if day is None else date.fromisoformat(day)


def note_earlier(store: Store, notes: Iterable[EarlierClass]) -> None:
    """Write down earlier classes, in place of what is noted for the same day; not of those whose name or class was purged.

    Needs a transaction around it.
    """
    purged = store.register.purged.fields()
    store.connection.executemany(
        f"INSERT OR REPLACE INTO {_TABLE} (volunteer, until, class_name, after, leaves) VALUES (?, ?, ?, ?, ?)",
        (
            (one.volunteer, one.until.isoformat(), one.class_name, one.after, int(one.leaves))
            for one in notes
            if not purged.get(one.volunteer, frozenset()) & {PersonalField.CLASS, PersonalField.NAME}
        ),
    )


def forget_earlier(store: Store, volunteers: Iterable[str], until: date | None = None) -> None:
    """Take away what is noted of persons (keys), or only for one day. Needs a transaction around it."""
    condition, more = ("", ()) if until is None else (" AND until = ?", (until.isoformat(),))
    store.connection.executemany(
        f"DELETE FROM {_TABLE} WHERE volunteer = ?{condition}", ((one, *more) for one in volunteers)
    )


def replace_earlier(store: Store, notes: Iterable[EarlierClass]) -> None:
    """What the team's first desk knows of earlier classes comes in place of what is here. Needs a transaction around it."""
    store.connection.execute(f"DELETE FROM {_TABLE}")
    note_earlier(store, notes)
