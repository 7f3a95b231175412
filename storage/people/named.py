"""Who is meant: by numbers, by a class however it is spelt, or everybody of the roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checkin.rules.problems import N_, refuse
from checkin.texts import first_few
from storage.people.class_spelling import class_key
from storage.people.known import known_persons, named_keys
from storage.people.names import each_once
from storage.people.person import Person
from storage.people.spelling import clean_text
from storage.store import Store

LONGEST_CLASS_SHOWN = 64


def persons_named(
    store: Store,
    numbers: Sequence[str] = (),
    class_name: str | None = None,
    everybody: bool = False,
    *,
    where: str = "NUMBER",
) -> list[Person]:
    """The persons of these numbers in their order, or of a class, or of the whole roster without those who left.

    `where` is the option that named the numbers. Raises Refused unless exactly one of the three is given, for a number
    that is none or that nobody has, and for a class that is not there.
    """
    if bool(numbers) + (class_name is not None) + everybody != 1:
        message = N_("say who is meant: numbers, or a class, or everybody, and only one of these")
        raise refuse("who_is_meant", "", message)
    if numbers:
        return known_persons(store, named_keys(store, numbers, where), where)
    return everybody_here(store) if class_name is None else persons_of_class(store, class_name)


def everybody_here(store: Store) -> list[Person]:
    """Everybody of the roster who has not left, each once, by class and number."""
    return each_once(store, store.register.persons(with_leavers=False))


def persons_of_class(store: Store, name: str) -> list[Person]:
    """Everybody of a class who has not left. Raises Refused where nobody is in such a class."""
    in_classes = [person for person in everybody_here(store) if person.class_name]
    wanted = known_class(name, (person.class_name for person in in_classes))
    return [person for person in in_classes if class_key(person.class_name) == wanted]


def known_class(name: str, classes: Iterable[str]) -> str:
    """The `class_key` of a class that somebody named. Raises Refused naming those there are where it is none of them."""
    there: dict[str, str] = {}
    for one in classes:
        there.setdefault(class_key(one), one)
    wanted = class_key(name)
    if wanted not in there:
        message = N_("there is no class “{name}” in the roster; there are: {known}")
        named = clean_text(name)[:LONGEST_CLASS_SHOWN]
        raise refuse("no_class", "--class", message, name=named, known=first_few(filter(None, there.values())) or "—")
    return wanted
