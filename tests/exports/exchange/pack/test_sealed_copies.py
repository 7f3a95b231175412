"""Copies of a protected desk on a stick: whoever finds it reads nothing, and a third laptop of the team takes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import take_kit
from exports.exchange.pack.copies import copy_name, copy_to
from exports.exchange.pack.sealing import AGE_MARK
from exports.exchange.pack.taking import take_pack
from exports.exchange.receiving import FileKind, kind_of
from storage.disk.copies.copies_key import COPIES_KEY
from storage.disk.protection.sealed_files import is_sealed
from storage.protecting import protect
from storage.store import Store, init_store, open_store
from tests.engines import needs_encryption
from tests.exports.exchange.kit.conftest import NewDesk, scan

PASSPHRASE = "seven lamps over the harbour"


@pytest.fixture
def reopened(first: Store) -> Iterator[Store]:
    """The first desk, protected and open again."""
    first.close()
    protect(first.folder.path, PASSPHRASE)
    with open_store(first.folder.path, first.clock) as store:
        yield store


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def copied(store: Store, stick: Path) -> Path:
    assert copy_to(store, stick).problem is None
    return stick / copy_name(store.identity)


def plain_kit(store: Store, file: Path) -> None:
    """A kit that holds what a protected desk's does, without the seconds that age takes for its passphrase."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exports.exchange.kit.making.is_protected", lambda _folder: False)
        make_kit(store, file)


def refused_code(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.problems[0].code


@needs_encryption
def test_a_third_laptop_takes_over_from_the_stick(
    reopened: Store, stick: Path, tmp_path: Path, new_desk: NewDesk
) -> None:
    make_kit(reopened, tmp_path / "newer.hdkit", PASSPHRASE)
    scan(reopened, "001", -60)
    file = copied(reopened, stick)
    assert file.read_bytes().startswith(AGE_MARK) and kind_of(file) is FileKind.PACK
    third = new_desk("third", tmp_path / "newer.hdkit", PASSPHRASE)
    assert take_pack(third, file).new_events > 0
    assert scan(third, "001").kind == "closed"


@needs_encryption
def test_the_copies_of_a_desk_that_has_such_a_kit_are_sealed_too(
    reopened: Store, stick: Path, tmp_path: Path, new_desk: NewDesk
) -> None:
    """Also where that desk itself is not protected: the stick is what gets lost."""
    plain_kit(reopened, tmp_path / "newer.hdkit")
    second = new_desk("second", tmp_path / "newer.hdkit")
    scan(second, "002")
    file = copied(second, stick)
    assert file.read_bytes().startswith(AGE_MARK)
    assert take_pack(reopened, file).new_events > 0


@needs_encryption
def test_an_older_desk_of_the_team_opens_copies_once_it_took_a_newer_kit(
    first: Store, second: Store, stick: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    reopened: Store = request.getfixturevalue("reopened")
    file = copied(reopened, stick)
    assert refused_code(lambda: take_pack(second, file)) == "sealed"
    plain_kit(reopened, tmp_path / "newer.hdkit")
    take_kit(second, tmp_path / "newer.hdkit")
    assert take_pack(second, file).events > 0


@needs_encryption
def test_another_team_opens_no_copy(reopened: Store, stick: Path, tmp_path: Path) -> None:
    file = copied(reopened, stick)
    with init_store(tmp_path / "other", team="AB", team_name="另一所学校", clock=SYSTEM_CLOCK) as other:
        assert refused_code(lambda: take_pack(other, file)) == "sealed"


@needs_encryption
def test_a_protected_desk_without_a_key_for_copies_writes_none(second: Store, stick: Path) -> None:
    """Its kit is from before the first desk was protected: the light says it, and nothing lies on the stick in the clear."""
    second.close()
    protect(second.folder.path, PASSPHRASE)
    with open_store(second.folder.path, second.clock) as reopened:
        problem = copy_to(reopened, stick).problem
        assert problem is not None and problem.code == "no_copies_key"
        assert list(stick.iterdir()) == []


@needs_encryption
def test_the_key_of_the_copies_is_sealed_itself(reopened: Store, stick: Path) -> None:
    copied(reopened, stick)
    assert is_sealed((reopened.folder.keys / COPIES_KEY).read_bytes())


@needs_encryption
def test_a_damaged_key_of_the_copies_is_told(reopened: Store, stick: Path) -> None:
    copied(reopened, stick)
    file = reopened.folder.keys / COPIES_KEY
    file.write_bytes(b"AGE-SECRET-KEY-1" + b"Q" * 40)
    problem = copy_to(reopened, stick).problem
    assert problem is not None and problem.code == "bad_key" and problem.where == str(file)


def test_copies_of_a_team_that_protects_nothing_are_plain_packs(first: Store, second: Store, stick: Path) -> None:
    scan(first, "001")
    file = copied(first, stick)
    assert not file.read_bytes().startswith(AGE_MARK)
    assert take_pack(second, file).new_events > 0
    assert not (first.folder.keys / COPIES_KEY).exists() and not (second.folder.keys / COPIES_KEY).exists()


@needs_encryption
def test_a_protected_desk_makes_no_kit_that_everybody_can_read(reopened: Store, tmp_path: Path) -> None:
    assert refused_code(lambda: make_kit(reopened, tmp_path / "newer.hdkit")) == "kit_needs_passphrase"
    assert not (tmp_path / "newer.hdkit").exists()
