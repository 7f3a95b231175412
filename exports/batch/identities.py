"""Find the owner of each identity number: by volunteer number, or by a name that only one person has. It never guesses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checkin.rules.problems import N_, Problem
from exports.batch.identity_file import Entry, read_entries
from exports.batch.identity_number import birth_in, read_identity
from storage.people.class_spelling import class_key
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.register import key_of
from storage.people.spelling import bare_number, name_key


@dataclass(frozen=True, slots=True)
class Identities:
    """Identity numbers by the key of a volunteer, in memory only; `faults` says why a person has none."""

    file: str
    numbers: dict[str, str] = field(repr=False)
    faults: dict[str, Problem]

    def of(self, volunteer: str) -> str | Problem:
        """The identity number (18 characters) of a volunteer (a key), or the problem why there is none."""
        if volunteer in self.numbers:
            return self.numbers[volunteer]
        return self.faults.get(volunteer) or Problem(
            "no_identity", self.file, N_("this file has no row of this person")
        )


def read_identities(path: Path, people: Sequence[Person], today: date) -> Identities:
    """The identity numbers of `people` in a file. Raises Refused if the file can't be read."""
    matched, faults, doubts = _match(read_entries(path), people)
    numbers: dict[str, str] = {}
    for person in people:
        key = key_of(person)
        entries = matched.get(key, [])
        if key in faults:
            continue
        if not entries:
            if key in doubts:
                faults[key] = doubts[key]
            continue
        found = _one_number(entries, person, today)
        if isinstance(found, Problem):
            faults[key] = found
        else:
            numbers[key] = found
    for key in _shared(numbers):
        del numbers[key]
        faults[key] = Problem("identity_shared", path.name, _SHARED)
    return Identities(path.name, numbers, faults)


def _names_another(entry: Entry, person: Person) -> bool:
    """Whether an entry has another name than the person; whose name was purged has none that it could differ from."""
    return bool(entry.name) and not is_nameless(person) and name_key(entry.name) != name_key(person.name)


def _match(
    entries: Iterable[Entry], people: Sequence[Person]
) -> tuple[dict[str, list[Entry]], dict[str, Problem], dict[str, Problem]]:
    """Match entries to people: (entries by the person's key, contradictions, problems of names that fit nobody or several).

    A match by number goes before a match by name.
    """
    by_number = {person.number: person for person in people}
    # A spreadsheet drops leading zeros: 1 means 0001 if no other number gives 1.
    counted = Counter(bare_number(person.number) for person in people)
    by_bare_number = {
        left: person for person in people if (left := bare_number(person.number)) is not None and counted[left] == 1
    }
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_name[name_key(person.name)].append(person)
    sure: defaultdict[str, list[Entry]] = defaultdict(list)
    by_names: defaultdict[str, list[Entry]] = defaultdict(list)
    faults: dict[str, Problem] = {}
    doubts: dict[str, Problem] = {}
    for entry in entries:
        numbered = by_number.get(entry.number)
        if numbered is None and (like_it := by_bare_number.get(bare_number(entry.number) or "")) is not None:
            numbered = like_it if not _names_another(entry, like_it) else None
        if numbered is not None:
            if _names_another(entry, numbered):
                values = {"name": entry.name, "number": numbered.number, "known": numbered.name}
                faults[key_of(numbered)] = Problem("identity_name_differs", entry.where, _NAME_DIFFERS, values)
            else:
                sure[key_of(numbered)].append(entry)
            continue
        namesakes = by_name.get(name_key(entry.name), []) if entry.name else []
        like = [p for p in namesakes if not entry.class_name or class_key(p.class_name) == class_key(entry.class_name)]
        if len(like) == 1:
            by_names[key_of(like[0])].append(entry)
            continue
        for one in like or namesakes:
            if like:
                doubt = Problem("namesakes", entry.where, _NAMESAKES, {"name": one.name})
            else:
                values = {"name": one.name, "class_name": entry.class_name, "known": one.class_name or "–"}
                doubt = Problem("identity_class_differs", entry.where, _CLASS_DIFFERS, values)
            doubts.setdefault(key_of(one), doubt)
    return {**by_names, **sure}, faults, doubts


def _one_number(entries: Sequence[Entry], person: Person, today: date) -> str | Problem:
    read = [read_identity(entry.text, entry.where, today) for entry in entries if entry.text]
    if not read:
        return Problem("no_identity", entries[0].where, N_("the identity number is not filled in"))
    wrong = next((one for one in read if isinstance(one, Problem)), None)
    if wrong is not None:
        return wrong
    number = str(read[0])
    if any(other != number for other in read):
        values = {"other": entries[-1].where}
        return Problem("identity_twice", entries[0].where, _TWICE, values)
    if person.birth is not None and birth_in(number) != person.birth:
        return Problem("identity_birth_differs", entries[0].where, _BIRTH_DIFFERS)
    return number


def _shared(numbers: dict[str, str]) -> list[str]:
    """The keys of all people whose identity number another person has too."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for key, number in numbers.items():
        owners[number].append(key)
    return [key for keys in owners.values() if len(keys) > 1 for key in keys]


_SHARED = N_("somebody else in this file has the same identity number: correct one of them")
_NAME_DIFFERS = N_("number {number} is {known} in the roster, but {name} in this file: correct one of them")
_NAMESAKES = N_("several people are called {name}: write the number or the class: the desk does not guess")
_CLASS_DIFFERS = N_("{name} is in class {known} in the roster, but in {class_name} in this file: write the number")
_TWICE = N_("this person is in {other} too, with another identity number: correct one of them")
_BIRTH_DIFFERS = N_("the date of birth in the identity number is not that in the roster: correct one of them")
