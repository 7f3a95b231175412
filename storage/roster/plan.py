"""The plan of an import: the new people, the changes, the missing people. Nothing is written here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checkin.rules.problems import N_, Problem, by_count
from checkin.scanning.keyboard import MIN_BURST
from checkin.texts import first_few
from storage.people.class_spelling import spelt_once
from storage.people.person import Person
from storage.people.spelling import name_key
from storage.roster.matching import match
from storage.roster.reading import Reading
from storage.roster.rows import RosterRow

_MINTED = re.compile(r"V(\d{4,})")


@dataclass(frozen=True, slots=True)
class Change:
    """A known person before and after the import."""

    before: Person
    after: Person

    @property
    def fields(self) -> tuple[tuple[str, object, object], ...]:
        """(field of Person, before, after) for each field that changes."""
        pairs = zip(Person._fields, self.before, self.after, strict=True)
        return tuple(p for p in pairs if p[1] != p[2])


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The result of an import. `badges` are numbers in the file itself, by volunteer
    number; `minted` are the new numbers.

    `leavers` are all known people who are not in the file; `returned` are the people in
    it who were marked as having left.
    """

    new: tuple[Person, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Person, ...] = ()
    leavers: tuple[Person, ...] = ()
    returned: tuple[Person, ...] = ()
    badges: Mapping[str, str] = field(default_factory=dict)
    minted: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def comes_in(self, strict: bool) -> bool:
        """Whether anything is taken: with `strict`, one problem keeps the whole file out."""
        return not (strict and self.problems)


class _Placed(NamedTuple):
    """What becomes of the rows: the person that each row makes, the known one whom it names (None: nobody), and a problem for each
    row that is refused. `minted` are the numbers of those who came without one."""

    after: dict[RosterRow, Person]
    before: dict[RosterRow, Person | None]
    refused: dict[RosterRow, Problem]
    minted: tuple[str, ...]


def plan_import(reading: Reading, known: Sequence[Person], *, team: str, left: Collection[str] = ()) -> ImportPlan:
    """Compare a file that was read with the known people of `team` (others are left alone).

    What the file does not say stays as it is known: neither a missing column nor a blank cell erases anything. New
    people without a number get `V0001`, `V0002`, … after the highest one. `left` are the numbers of earlier leavers.
    Who stands in a bad row is no leaver.
    """
    known = [p for p in known if p.team == team]
    placed = _placed(reading, known, team)
    other_spellings = _other_spellings(placed.after.values(), known)
    after = {
        row: p._replace(class_name=other_spellings.get(p.class_name, p.class_name)) for row, p in placed.after.items()
    }
    kept = [(b, after[row]) for row, b in placed.before.items() if b is not None]
    new = tuple(after[row] for row, b in placed.before.items() if b is None)
    return ImportPlan(
        new=new,
        changed=tuple(Change(b, a) for b, a in kept if b != a),
        unchanged=tuple(a for b, a in kept if b == a),
        leavers=_leavers(known, after.values(), reading, placed.refused),
        returned=tuple(a for _, a in kept if a.number in left),
        badges={after[row].number: row.badge for row in after if row.badge},
        minted=placed.minted,
        problems=(*reading.problems, *(placed.refused[row] for row in reading.rows if row in placed.refused)),
        notes=(
            *reading.notes,
            *_renamed(kept),
            *_known_otherwise(new, known),
            *_one_class(other_spellings, reading.rows),
            *_short_cards(new, kept),
        ),
    )


def _placed(reading: Reading, known: Sequence[Person], team: str) -> _Placed:
    """Whom each row means and makes, in the order of the rows. A number is minted only for a row that comes in."""
    rows = reading.rows
    matched, refused = match(rows, known)
    after = {
        row: _merged(row, matched[row], team, row.number or "") for row in rows if row in matched and row not in refused
    }
    refused |= _taken_cards(after, matched, known)
    after = {row: person for row, person in after.items() if row not in refused}
    mint = _minting({p.number for p in known} | {r.number for r in rows if r.number} | reading.mentioned)
    minted: list[str] = []
    for row, person in after.items():
        if not person.number:
            minted.append(next(mint))
            after[row] = _merged(row, None, team, minted[-1])
    return _Placed(after, {row: matched[row] for row in after}, refused, tuple(minted))


def _leavers(
    known: Sequence[Person], after: Iterable[Person], reading: Reading, refused: Iterable[RosterRow]
) -> tuple[Person, ...]:
    """The known people whom the file does not have, in a bad row neither."""
    bad = {text for row in refused for text in (row.number or "", name_key(row.name)) if text} | reading.mentioned
    present = {p.number for p in after}
    return tuple(p for p in known if p.number not in present and not {p.number, name_key(p.name)} & bad)


def _merged(row: RosterRow, known: Person | None, team: str, number: str) -> Person:
    base = known or Person(team, number, row.name)
    return Person(
        team=team,
        number=base.number,
        name=row.name,
        class_name=row.class_name or base.class_name,
        kind=row.kind or base.kind,
        sex=row.sex or base.sex,
        birth=row.birth or base.birth,
        card=base.card if row.card is None else row.card or None,
        consent=base.consent if row.consent is None else row.consent,
    )


def _minting(used: Iterable[str]) -> Iterator[str]:
    highest = max((int(found[1]) for text in used if (found := _MINTED.fullmatch(text))), default=0)
    while True:
        highest += 1
        yield f"V{highest:04d}"


def _taken_cards(
    after: Mapping[RosterRow, Person], matched: Mapping[RosterRow, Person | None], known: Sequence[Person]
) -> dict[RosterRow, Problem]:
    """A problem for each row whose card another person would have too, once everything is imported."""
    numbers = {p.number for row in after if (p := matched[row]) is not None}
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in [p for p in known if p.number not in numbers] + [p for p in after.values() if p.number]:
        if person.card:
            owners[person.card].append(person)
    found: dict[RosterRow, Problem] = {}
    for row, person in after.items():
        others = [p for p in owners.get(row.card or "", ()) if p != person]
        if others:
            found[row] = Problem(
                "card_taken",
                row.where,
                N_("The card {card} belongs to {name} ({number}). Correct it, or write “-” as that person's card."),
                {"card": row.card, "name": others[0].name, "number": others[0].number},
            )
    return found


def _other_spellings(after: Collection[Person], known: Sequence[Person]) -> dict[str, str]:
    """Spelling of a class → the one that it has after the import, where that is another one: what most of its people have,
    in this file and among those who are not in it.
    """
    numbers = {p.number for p in after}
    return spelt_once([p.class_name for p in after] + [p.class_name for p in known if p.number not in numbers])


def _one_class(other_spellings: Mapping[str, str], rows: Sequence[RosterRow]) -> list[Problem]:
    """A note for each spelling of the file that is not the one by which its class is shown."""
    written = dict.fromkeys(row.class_name for row in rows if row.class_name)
    message = N_("{other} and {shown} are one class; it is shown as {shown}.")
    return [
        Problem("one_class", "", message, {"other": other, "shown": other_spellings[other]})
        for other in written
        if other in other_spellings
    ]


def _short_cards(new: Sequence[Person], kept: Sequence[tuple[Person, Person]]) -> list[Problem]:
    """A note on cards that the list brings and no keyboard scanner can read: so few keys are taken for a person's."""
    given = [*new, *(after for before, after in kept if before.card != after.card)]
    short = [person for person in given if person.card and len(person.card) < MIN_BURST]
    if not short:
        return []
    examples = [f"{person.name} {person.card}" for person in short]
    return [
        Problem(
            "short_card",
            "",
            by_count(
                len(short),
                N_(
                    "A card has fewer than {least} characters ({people}). A keyboard scanner does not read it at the desk: use a camera, or print a badge."
                ),
                N_(
                    "{count} cards have fewer than {least} characters ({people}). A keyboard scanner does not read them at the desk: use a camera, or print badges."
                ),
            ),
            {
                "count": len(short),
                "least": MIN_BURST,
                "people": first_few(examples),
            },
        )
    ]


def _renamed(kept: Iterable[tuple[Person, Person]]) -> list[Problem]:
    return [
        Problem(
            "renamed",
            after.number,
            N_("{before} is now called {after}. If that is another person, give them another number."),
            {"before": before.name, "after": after.name},
        )
        for before, after in kept
        if name_key(before.name) != name_key(after.name)
    ]


def _known_otherwise(new: Sequence[Person], known: Sequence[Person]) -> list[Problem]:
    """A note on new people who have the name of a known person: perhaps it is the same person under
    another number or in another class.
    """
    by_name = {name_key(p.name): p for p in known}
    pairs = [(p, by_name[name_key(p.name)]) for p in new if name_key(p.name) in by_name]
    if not pairs:
        return []
    examples = [f"{n.name} {n.number} ← {o.number} {o.class_name}".strip() for n, o in pairs]
    return [
        Problem(
            "known_otherwise",
            "",
            by_count(
                len(pairs),
                N_(
                    "A new person has the name of somebody known under another number ({people}). Check that they differ."
                ),
                N_(
                    "{count} new people have the name of somebody known under another number ({people}). Check that they differ."
                ),
            ),
            {"count": len(pairs), "people": first_few(examples)},
        )
    ]
