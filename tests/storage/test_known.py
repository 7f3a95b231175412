"""Nobody has this number: one problem, with the number as people write it, wherever it was named."""

from __future__ import annotations

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from storage.people.known import known_person, known_persons, named_person, nobody_has, unknown_persons
from storage.people.person import Person
from storage.store import Store


@pytest.fixture
def team(store: Store) -> Store:
    """Two people of the own team."""
    with store.ledger.transaction():
        store.register.write([Person("FD", "001", "张伟"), Person("FD", "002", "李娜")])
    return store


def test_whoever_is_there_is_found(team: Store) -> None:
    """By key, or by the number as somebody writes it; of several each once, in their order."""
    assert known_person(team, "FD/001").name == "张伟"
    assert named_person(team, " 002 ", "--teacher").name == "李娜"
    names = [person.name for person in known_persons(team, ["FD/002", "FD/001", "FD/002"], "--only")]
    assert names == ["李娜", "张伟"]


def test_all_whom_nobody_has_are_named_as_people_write_them(team: Store) -> None:
    """A number of the own team without the team, another team's number with it."""
    with pytest.raises(Refused) as refused:
        known_persons(team, ["FD/009", "FD/001", "QS/1", "FD/009"], "--only")
    assert [say(problem) for problem in refused.value.problems] == [
        "--only: nobody in the roster has the number 009",
        "--only: nobody in the roster has the number QS/1",
    ]
    assert {problem.code for problem in refused.value.problems} == {"no_volunteer"}
    assert unknown_persons(team, ["FD/001", "FD/009"], "row 3") == [nobody_has("FD/009", "FD", "row 3")]


def test_what_is_no_number_at_all_is_told_apart(team: Store) -> None:
    """A number with a blank is none."""
    with pytest.raises(Refused) as refused:
        named_person(team, "0 1", "--teacher")
    assert refused.value.problems[0].code == "bad_code"
