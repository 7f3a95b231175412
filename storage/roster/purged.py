"""What a list says of people whose fields were purged: it stays out, and is told, unless a supervisor lets it in (domain §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from checkin.rules.problems import N_, Problem, by_count
from checkin.rules.purges import PersonalField, PurgedFields
from checkin.texts import first_few
from storage.people.person import Person
from storage.people.register import key_of
from storage.roster.plan import Change, ImportPlan

_ATTRIBUTES: Mapping[str, str] = {
    PersonalField.NAME: "name",
    PersonalField.CLASS: "class_name",
    PersonalField.BIRTH: "birth",
    PersonalField.SEX: "sex",
    PersonalField.CARD: "card",
}


class LeftOut(NamedTuple):
    """What a list would bring back: by key the fields that were purged, and new people without a number (by their minted
    numbers) who may be those whose names are gone."""

    fields: PurgedFields = MappingProxyType({})
    nameless: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.fields or self.nameless)


NOTHING_LEFT_OUT = LeftOut()


def purged_in_list(plan: ImportPlan, marks: PurgedFields, team: str) -> LeftOut:
    """What of a plan was purged before."""
    found: dict[str, frozenset[str]] = {}
    for change in plan.changed:
        differs = {name for name, _before, _after in change.fields}
        fields = {f for f in marks.get(key_of(change.after), ()) if _ATTRIBUTES.get(f) in differs}
        if fields:
            found[key_of(change.after)] = frozenset(fields)
    lost = any(key.startswith(f"{team}/") and PersonalField.NAME in fields for key, fields in marks.items())
    return LeftOut(found, frozenset(plan.minted) if lost else frozenset())


def without_purged_rows(plan: ImportPlan, left_out: LeftOut) -> ImportPlan:
    """The plan without that, and with what people are told of it."""
    if not left_out:
        return plan
    kept = {change.before.number: _kept(change, left_out) for change in plan.changed}
    changed = tuple(Change(c.before, kept[c.before.number]) for c in plan.changed if kept[c.before.number] != c.before)
    same = tuple(c.before for c in plan.changed if kept[c.before.number] == c.before)
    unnamed = {key.partition("/")[2] for key, fields in left_out.fields.items() if PersonalField.NAME in fields}
    gone = [person for person in plan.new if person.number in left_out.nameless]
    return replace(
        plan,
        new=tuple(person for person in plan.new if person.number not in left_out.nameless),
        changed=changed,
        unchanged=(*plan.unchanged, *same),
        returned=tuple(kept.get(person.number, person) for person in plan.returned),
        minted=tuple(number for number in plan.minted if number not in left_out.nameless),
        problems=(*plan.problems, *map(_may_be_purged, gone)),
        notes=(*(n for n in plan.notes if not (n.code == "renamed" and n.where in unnamed)), *_told(left_out)),
    )


def _kept(change: Change, left_out: LeftOut) -> Person:
    names = [_ATTRIBUTES[field] for field in left_out.fields.get(key_of(change.after), ())]
    return change.after._replace(**{name: getattr(change.before, name) for name in names})


def _told(left_out: LeftOut) -> Iterable[Problem]:
    if left_out.fields:
        numbers = [key.partition("/")[2] for key in sorted(left_out.fields)]
        message = by_count(
            len(numbers),
            N_(
                "What was purged of one person stands in this list ({numbers}); it was left out. Add --with-purged to let it be "
                "known again."
            ),
            N_(
                "What was purged of {count} people stands in this list ({numbers}); it was left out. Add --with-purged to let it "
                "be known again."
            ),
        )
        yield Problem("purged", "", message, {"count": len(numbers), "numbers": first_few(numbers)})


def _may_be_purged(person: Person) -> Problem:
    message = N_(
        "{name} has no number here and may be somebody whose name was purged. Write the number, or add --with-purged to take "
        "them as new."
    )
    return Problem("may_be_purged", "", message, {"name": person.name})
