"""What the register keeps for how long, and what was purged of it (domain §7: least data, shortest time, totals stay).

A rule names fields of a person and the time after leaving at which they go. Which fields of whom were purged is folded
from the `purge` events. A void strikes none of them out: what is gone does not come back by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.events import Event, Purge


class PersonalField(StrEnum):
    """What can be purged of a person; the value is the field's name in rules, events and files."""

    BIRTH = "birth"
    SEX = "sex"
    GUARDIAN = "guardian"
    """Who gave or withdrew consent, and how, in words. Whether there is consent stays."""
    TELEPHONE = "telephone"
    """No register of this version holds one; the rule is for what a later one may hold."""
    CARD = "card"
    """The text of the school's own card."""
    DIARY = "diary"
    """What was written in the service diary about the person."""
    NAME = "name"
    """The name in the register, the search text made of it, and what issued certificates say."""
    CLASS = "class"
    NOTE = "note"
    """What the desk must know of the person, such as an allergy. It goes with the name at the latest."""


class Retention(NamedTuple):
    """A rule: these fields go `months` after the person left. `name` is what the school calls the rule."""

    name: str
    fields: tuple[PersonalField, ...]
    months: int

    def last_day(self, left: date) -> date:
        """The day up to which the fields are kept, of a person who left on the day `left`; 9999-12-31 where none is so late."""
        month = left.month - 1 + self.months
        year = left.year + month // 12
        if year > date.max.year:
            return date.max
        for day in range(left.day, 0, -1):
            try:
                return date(year, month % 12 + 1, day)
            except ValueError:
                continue  # no such day in that month: the last one before it
        raise AssertionError("each month has a first day")


PurgedFields = Mapping[str, frozenset[str]]
"""By a person's key the names of the fields that were purged."""


def purged_fields(events: Iterable[Event]) -> PurgedFields:
    """Which fields of whom are purged, by `purge` events in any order and with any repeats: of each field the last by
    (at, id) decides."""
    return _last_said(events, back=False)


def known_again(events: Iterable[Event]) -> PurgedFields:
    """Which fields of whom were purged and may be known again, by the same events."""
    return _last_said(events, back=True)


def without_fields(fields: PurgedFields, others: PurgedFields) -> PurgedFields:
    """`fields` without those `others`."""
    left = {person: theirs - others.get(person, frozenset()) for person, theirs in fields.items()}
    return {person: theirs for person, theirs in left.items() if theirs}


def _last_said(events: Iterable[Event], *, back: bool) -> PurgedFields:
    said: dict[str, dict[str, bool]] = {}
    for event in sorted({event.id: event for event in events}.values(), key=lambda one: (one.at, one.id)):
        body = event.body
        if isinstance(body, Purge):
            for person in body.persons:
                said.setdefault(person, {}).update(dict.fromkeys(body.fields, bool(body.back)))
    found = {person: frozenset(f for f, last in fields.items() if last == back) for person, fields in said.items()}
    return {person: fields for person, fields in found.items() if fields}
