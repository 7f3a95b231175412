"""What a list brings, worked out before the record is locked: scans at the gate wait only while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checkin.progress import counted
from checkin.rules.events import Badge, BadgeState, Body
from checkin.texts import _
from storage.log.appended import last_place, others_than_scans_after
from storage.people.badges import mint
from storage.people.consents import consent_changes
from storage.people.person import Person
from storage.people.register import key_of
from storage.people.rows_beside import PersonRow
from storage.purging.planning import all_purged
from storage.roster.bringing.moved_by_list import Moved, moved_by_list
from storage.roster.bringing.older_list import older_list_note
from storage.roster.bringing.planned import planned
from storage.roster.dropping import Dropping, Others
from storage.roster.plan import ImportPlan
from storage.roster.purged import LeftOut, purged_in_list, without_purged_rows
from storage.roster.reading import Reading
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a list: `others` says what becomes of known people who are not in it; with `strict` one bad row keeps
    everything out; `with_purged` lets in what was purged of people before.
    """

    others: Others = Others.ASK
    strict: bool = False
    with_purged: bool = False


NOTHING_SAID = Wanted()
"""A person is asked what becomes of the others."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be written of a list, and what the record was like when that was worked out.

    `rows` are the rows of the register, `given` the badge numbers by key of those who have none yet, `exchanged` those who get
    another number than they have, `bodies` the events of all badges but those, and of all consents, `moved` what is noted of
    classes before. `place` is the end of the log
    then, `state` what else the plan depends on.
    """

    reading: Reading
    wanted: Wanted
    plan: ImportPlan
    dropped: tuple[Dropping, ...]
    asks: bool
    left_out: LeftOut
    rows: tuple[PersonRow, ...]
    given: Mapping[str, str]
    exchanged: tuple[tuple[Person, str], ...]
    bodies: tuple[Body, ...]
    moved: Moved
    place: int
    state: tuple[object, ...]

    @property
    def comes_in(self) -> bool:
        """Whether anything is written; a person may have to say first what becomes of others."""
        return not self.asks and self.plan.comes_in(self.wanted.strict)

    @property
    def brings_back(self) -> bool:
        """Whether fields that were purged come back: they are not in `rows` and `bodies` yet."""
        return self.comes_in and self.wanted.with_purged and bool(self.left_out.fields)

    @property
    def given_to_others(self) -> Mapping[str, str]:
        """Of the badge numbers given, those of people of whom nothing else is written."""
        written = {row[0] for row in self.rows}
        return {who: badge for who, badge in self.given.items() if who not in written}

    @property
    def badges(self) -> int:
        """How many badge numbers are given."""
        return len(self.given) + len(self.exchanged)


def prepare(store: Store, reading: Reading, name: str, wanted: Wanted) -> Prepared:
    """Work out what a list that was read from the file `name` brings; nothing is written."""
    # These come first: what is committed after them is noticed.
    place, state = last_place(store.connection), _state(store)
    plan, dropped = planned(store, reading, wanted.others)
    moved = moved_by_list(store, plan, name)
    older = older_list_note(store, ((one.before, one.after) for one in plan.changed), name)
    plan = replace(plan, notes=(*plan.notes, *older, *moved.said)) if older or moved.said else plan
    left_out = purged_in_list(plan, all_purged(store), store.identity.team)
    plan = plan if wanted.with_purged else without_purged_rows(plan, left_out)
    asks = wanted.others is Others.ASK and bool(dropped) and plan.comes_in(wanted.strict)
    changed = [change.after for change in plan.changed]
    everybody = [*plan.new, *changed, *plan.unchanged]
    given, exchanged = _badges(store, everybody, plan)
    bodies: list[Body] = [
        Badge(badge, key_of(person), BadgeState.ISSUED, person.kind) for person, badge in given.values()
    ]
    bodies += _other_kinds(store, plan, {who: badge for who, (_person, badge) in given.items()}, exchanged)
    bodies += consent_changes(store, everybody)
    return Prepared(
        reading, wanted, plan, dropped, asks, left_out,
        tuple(store.register.rows([*plan.new, *changed, *plan.returned])),
        {who: badge for who, (_person, badge) in given.items()},
        exchanged, tuple(bodies), moved, place, state,
    )  # fmt: skip


def is_still_so(store: Store, prepared: Prepared) -> bool:
    """Whether nothing came meanwhile on which the plan depends. Scans may come: a desk is never still."""
    if others_than_scans_after(store.connection, prepared.place):
        return False
    return _state(store) == prepared.state


def _state(store: Store) -> tuple[object, ...]:
    return store.ledger.queries.common_mark(), store.register.state(), store.register.purged.fields()


_Given = dict[str, tuple[Person, str]]


def _badges(store: Store, everybody: list[Person], plan: ImportPlan) -> tuple[_Given, tuple[tuple[Person, str], ...]]:
    """The badge numbers of those who have none yet, by key, and those of people who get another one."""
    given, exchanged = _Given(), list[tuple[Person, str]]()
    facts, badges = store.ledger.facts(), store.register.badges()
    for person in counted(everybody, _("people")):
        before = badges.get(key_of(person))
        if before is None and facts.person(key_of(person)) != key_of(person):
            # The number that stands for this person has the badge.
            continue
        badge = plan.badges.get(person.number) or before or mint(store)
        if before is None:
            given[key_of(person)] = person, badge
        elif badge != before:
            exchanged.append((person, badge))
    return given, tuple(exchanged)


def _other_kinds(
    store: Store, plan: ImportPlan, given: Mapping[str, str], exchanged: tuple[tuple[Person, str], ...]
) -> list[Body]:
    """The badges of those whose kind changes, recorded again with their kind."""
    badges = {**store.register.badges(), **given, **{key_of(person): badge for person, badge in exchanged}}
    persons = [change.after for change in plan.changed if change.before.kind != change.after.kind]
    return [
        Badge(badges[key_of(person)], key_of(person), BadgeState.ISSUED, person.kind)
        for person in persons
        if key_of(person) in badges
    ]
