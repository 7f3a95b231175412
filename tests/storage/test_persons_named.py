"""Who is meant by numbers, by a class however it is spelt, and by everybody; and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checkin.rules.problems import Problem, Refused
from storage.people.named import persons_named, persons_of_class
from storage.people.person import Person
from storage.presence.board import read_board
from storage.presence.class_lists import class_lists, find_class
from storage.store import Store


def numbers(persons: list[Person]) -> list[str]:
    return [person.number for person in persons]


def problems(work: Callable[[], object]) -> list[Problem]:
    with pytest.raises(Refused) as refusal:
        work()
    return list(refusal.value.problems)


@pytest.mark.parametrize("spelt", ["七1班", "七 1 班", " 七１班 "])
def test_a_class_however_it_is_spelt(store: Store, spelt: str) -> None:
    assert numbers(persons_named(store, class_name=spelt)) == ["001", "002"]


def test_numbers_in_their_order_each_once(store: Store) -> None:
    assert numbers(persons_named(store, ["002", "FD/001", "002"])) == ["002", "001"]


def test_everybody_is_who_has_not_left(store: Store) -> None:
    assert numbers(persons_named(store, everybody=True)) == ["001", "002", "003"]
    with store.ledger.transaction():
        store.register.mark_left(["FD/002"])
    assert numbers(persons_named(store, everybody=True)) == ["001", "003"]
    assert numbers(persons_of_class(store, "七1班")) == ["001"]


def test_exactly_one_way_of_naming(store: Store) -> None:
    for work in (
        lambda: persons_named(store),
        lambda: persons_named(store, ["001"], "七1班"),
        lambda: persons_named(store, ["001"], everybody=True),
        lambda: persons_named(store, class_name="七1班", everybody=True),
    ):
        assert [problem.code for problem in problems(work)] == ["who_is_meant"]


def test_numbers_that_nobody_has_are_all_told(store: Store) -> None:
    found = problems(lambda: persons_named(store, ["404", "001", "405"], where="--only"))
    assert [(p.code, p.where, p.values["number"]) for p in found] == [
        ("no_volunteer", "--only", "404"), ("no_volunteer", "--only", "405"),
    ]  # fmt: skip


def test_a_class_that_is_not_there_names_those_that_are(store: Store) -> None:
    for name in ("九9班", ""):
        (problem,) = problems(lambda name=name: persons_named(store, class_name=name))
        assert (problem.code, problem.where) == ("no_class", "--class")
        assert problem.values == {"name": name, "known": "七1班, 七2班"}


def test_two_spellings_of_one_class_are_checked_out_together(store: Store) -> None:
    """The roster has 004 in 「七 1班」, as somebody typed it on the spot: she is of the class as the others are."""
    with store.ledger.transaction():
        store.register.write([Person("FD", "004", "周敏", "七 1班", "student")])
    assert sorted(numbers(persons_of_class(store, "七1班"))) == ["001", "002", "004"]
    lists = class_lists(store, read_board(store, "FD/A1"))
    assert [row.number for row in find_class(lists, "七1班").rows] == ["001", "002", "004"]
    assert sum(bool(one.name) for one in lists) == 2
