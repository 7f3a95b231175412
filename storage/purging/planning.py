"""Who is due by the retention rules, and with which fields; and what was purged elsewhere and still stands here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from checkin.rules.events import Event
from checkin.rules.purges import PersonalField, PurgedFields, Retention, purged_fields, without_fields
from storage.disk import sqlite
from storage.disk.schema import NO_SCANS
from storage.log.event_queries import whole_events
from storage.purging.fields import holders
from storage.purging.leaving import days_of_leaving
from storage.store import Store


class DuePerson(NamedTuple):
    """The fields that a person (a key) loses. `rule` is the name of the rule; `left` is the day on which they left, None where
    it was decided before: at another desk, or here before a backup was restored.
    """

    volunteer: str
    name: str
    class_name: str
    rule: str
    fields: tuple[str, ...]
    left: date | None = None


class FieldCount(NamedTuple):
    """Of how many persons something is kept in a field, before and after."""

    field: PersonalField
    before: int
    after: int


class NextDue(NamedTuple):
    """The first day on which the rules let something go that is kept now, and of how many persons."""

    day: date
    persons: int


class PurgePlan(NamedTuple):
    """What a purge comes to. `due` is the day as of which the rules were asked. `decided` was purged before and needs no
    event; `persons` are those of whom the rules let fields go now, a row for each number; `people` is how many persons all are.
    """

    due: date
    persons: tuple[DuePerson, ...]
    decided: tuple[DuePerson, ...]
    counts: tuple[FieldCount, ...]
    people: int

    @property
    def everybody(self) -> tuple[DuePerson, ...]:
        """A row for each number and rule."""
        return (*self.decided, *self.persons)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to purge."""
        return not self.persons and not self.decided


def plan_purge(store: Store, rules: Sequence[Retention], due: date) -> PurgePlan:
    """What a purge as of the day `due` would take away. At a desk that is not the team's first only what was decided there."""
    kept = {field: holders(store, field) for field in PersonalField}
    decided = _decided(store)
    taken = {(one.volunteer, field) for one in decided for field in one.fields}
    persons = _due(store, rules, due, kept, taken) if store.identity.first else []
    taken |= {(one.volunteer, field) for one in persons for field in one.fields}
    counts = (
        FieldCount(field, _people(store, all_), _people(store, (one for one in all_ if (one, field) not in taken)))
        for field, all_ in kept.items()
    )
    people = _people(store, (one.volunteer for one in (*decided, *persons)))
    return PurgePlan(due, tuple(persons), tuple(decided), tuple(count for count in counts if count.before), people)


def next_due(store: Store, rules: Sequence[Retention], due: date) -> NextDue | None:
    """Who comes next after the day `due`; None where nobody who left has anything that a rule lets go, and at a desk that is not
    the team's first."""
    if not store.identity.first:
        return None
    days: dict[date, set[str]] = {}
    left = days_of_leaving(store)
    for rule in rules:
        kept = set().union(*(holders(store, field) for field in rule.fields))
        for volunteer, day in left.items():
            if volunteer in kept and rule.last_day(day) > due:
                days.setdefault(rule.last_day(day), set()).add(volunteer)
    return NextDue(min(days), _people(store, days[min(days)])) if days else None


def decided_fields(store: Store) -> PurgedFields:
    """Which fields of whom are purged by the events of this team that are here, whichever desk wrote them."""
    own = store.identity.team
    return purged_fields(event for event in store.ledger.queries.of_kind("purge") if event.team == own)


def purges_in_log(connection: sqlite.Connection) -> list[Event]:
    """The `purge` events that this desk's packs pass on, in order; a kit brings others, which are in no chain."""
    rows = connection.execute(f"SELECT raw FROM log WHERE kind = 'purge' AND {NO_SCANS} ORDER BY at, id")
    return list(whole_events(rows))


def all_purged(store: Store) -> PurgedFields:
    """What was purged here, and what was decided elsewhere and is not done here."""
    done, undone = store.register.purged.fields(), undone_here(store)
    return {one: done.get(one, frozenset()) | undone.get(one, frozenset()) for one in {*done, *undone}}


def undone_here(store: Store) -> PurgedFields:
    """What was decided and is not done in this register."""
    return without_fields(decided_fields(store), store.register.purged.fields())


def undone_of_first_desk(store: Store, desks: Collection[str]) -> PurgedFields:
    """The part of it that was decided at these desks, which the team's key itself vouches for."""
    own = store.identity.team
    said = purged_fields(
        event for event in store.ledger.queries.of_kind("purge") if event.team == own and event.desk in desks
    )
    both = {one: fields & said.get(one, frozenset()) for one, fields in undone_here(store).items()}
    return {one: fields for one, fields in both.items() if fields}


def _decided(store: Store) -> list[DuePerson]:
    names = store.register.names()
    found = []
    for volunteer, fields in sorted(undone_here(store).items()):
        name, class_name, _kind = names.get(volunteer, ("", "", ""))
        found.append(DuePerson(volunteer, name, class_name, "", _in_order(fields)))
    return found


def _due(
    store: Store,
    rules: Sequence[Retention],
    due: date,
    kept: dict[PersonalField, set[str]],
    taken: Iterable[tuple[str, str]],
) -> list[DuePerson]:
    """In the order of rules, then classes and numbers."""
    left, names, gone = days_of_leaving(store), store.register.names(), set(taken)
    found: list[DuePerson] = []
    for rule in rules:
        for volunteer in sorted(left, key=lambda one: (names[one][1], one)):
            if rule.last_day(left[volunteer]) > due:
                continue
            fields = [one for one in rule.fields if volunteer in kept[one] and (volunteer, one) not in gone]
            if fields:
                gone.update((volunteer, field) for field in fields)
                name, class_name, _kind = names[volunteer]
                found.append(DuePerson(volunteer, name, class_name, rule.name, tuple(fields), left[volunteer]))
    return found


def _people(store: Store, volunteers: Iterable[str]) -> int:
    """Of how many persons these keys are: whoever has several numbers is one."""
    facts = store.ledger.facts()
    return len({facts.person(one) for one in volunteers})


def _in_order(fields: Iterable[str]) -> tuple[str, ...]:
    known = [str(field) for field in PersonalField]
    return tuple(sorted(fields, key=lambda one: (known.index(one) if one in known else len(known), one)))
