"""Desks know each other by name before the first pack of the other comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit, take_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.log.desks import desks_included
from storage.log.expected_desks import forget_expected
from storage.store import Store
from tests.exports.exchange.kit.conftest import scan


def known(store: Store) -> dict[str, bool]:
    """The other desks by name, and whether their scans are here."""
    return {
        desk.name: desk.as_of is not None for desk in desks_included(store.connection, store.identity) if not desk.own
    }


def test_a_kit_made_for_a_desk_is_expected_back(first: Store, tmp_path: Path) -> None:
    """The first desk makes kits for two gates: it waits for both, and each gate knows of the others."""
    make_kit(first, tmp_path / "2.hdkit", desk_name="2号台")
    make_kit(first, tmp_path / "3.hdkit", desk_name=" 3号台 ")
    assert known(first) == {"2号台": False, "3号台": False}
    with init_from_kit(tmp_path / "third", tmp_path / "3.hdkit", clock=first.clock) as third:
        assert third.identity.desk_name == "3号台"
        assert known(third) == {"东门": False, "2号台": False}
        scan(third, "001", -10)
        write_pack(third, tmp_path / "3.hdpack")
    take_pack(first, tmp_path / "3.hdpack")
    assert known(first) == {"2号台": False, "3号台": True}
    forget_expected(first.connection, first.ledger, "2号台")
    assert known(first) == {"3号台": True}


def test_a_newer_kit_tells_of_desks_that_came_since(first: Store, tmp_path: Path) -> None:
    make_kit(first, tmp_path / "2.hdkit", desk_name="2号台")
    with init_from_kit(tmp_path / "second", tmp_path / "2.hdkit", clock=first.clock) as second:
        assert known(second) == {"东门": False}
        make_kit(first, tmp_path / "3.hdkit", desk_name="3号台")
        take_kit(second, tmp_path / "3.hdkit")
        assert second.identity.desk_name == "2号台"
        assert known(second) == {"东门": False, "3号台": False}


def test_a_kit_for_any_desk_gives_a_name_that_is_not_taken(first: Store, tmp_path: Path) -> None:
    """Without a name the desk gets the next number; a name that a person gives is kept."""
    make_kit(first, tmp_path / "2.hdkit", desk_name="2")
    make_kit(first, tmp_path / "any.hdkit")
    with init_from_kit(tmp_path / "a", tmp_path / "any.hdkit", clock=first.clock) as any_desk:
        assert any_desk.identity.desk_name == "3"
    with init_from_kit(tmp_path / "b", tmp_path / "any.hdkit", "礼堂", clock=first.clock) as named:
        assert named.identity.desk_name == "礼堂"


@pytest.mark.parametrize(
    ("name", "code"), [("东门", "own_desk_name"), (" ", "bad_desk_name"), ("x" * 41, "bad_desk_name")]
)
def test_names_that_no_other_desk_can_have(first: Store, tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        make_kit(first, tmp_path / "x.hdkit", desk_name=name)
    assert refused.value.problems[0].code == code
    assert not (tmp_path / "x.hdkit").exists() and known(first) == {}


def test_a_name_that_nobody_waits_for_is_told(first: Store) -> None:
    with pytest.raises(Refused) as refused:
        forget_expected(first.connection, first.ledger, "2号台")
    assert refused.value.problems[0].code == "unknown_desk"
