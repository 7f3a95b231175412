"""Keys that are missing, spoiled or another desk's are told at each start, and scans go on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.writing import write_pack
from storage.disk import keys
from storage.store import Store, init_store, open_store

NAMES = ["{desk}.pem", "{desk}.cert.json", "team.pub", "team.pem"]


def told(store: Store) -> list[str]:
    with open_store(store.folder.path, store.clock) as again:
        return [f"{problem.code} {Path(problem.where).name}" for problem in again.key_notes]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_missed(store: Store, name: str) -> None:
    file = store.folder.keys / name.format(desk=store.identity.desk)
    sound = file.read_bytes()
    assert told(store) == []
    spoils: list[Callable[[], object]] = [
        file.unlink,
        lambda: file.write_bytes(b""),
        lambda: file.write_bytes(sound[:40]),
        lambda: file.write_bytes(b"\xff" * 200),
        lambda: file.write_bytes(b"[" * 100_000),
        lambda: (file.unlink(), file.mkdir()),
    ]
    for spoil in spoils:
        spoil()
        assert told(store) == [f"key_lost {file.name}"]
        if file.is_dir():
            file.rmdir()
        file.write_bytes(sound)
    assert told(store) == []


@pytest.mark.parametrize("name", ["{desk}.cert.json", "team.pub"])
def test_another_desks_is_told(store: Store, tmp_path: Path, name: str) -> None:
    with init_store(tmp_path / "other", team="YZ", team_name="育才", clock=store.clock) as other:
        theirs = other.folder.keys / name.format(desk=other.identity.desk)
    file = store.folder.keys / name.format(desk=store.identity.desk)
    file.write_bytes(theirs.read_bytes())
    assert told(store) == [f"key_lost {file.name}"]


def test_another_desks_private_key_signs_nothing(store: Store, tmp_path: Path) -> None:
    """Nobody would believe the pack or the kit: that is said before it is handed over. A copied folder starts all the same."""
    with init_store(tmp_path / "other", team="YZ", team_name="育才", clock=store.clock) as other:
        theirs = (other.folder.keys / keys.TEAM_KEY).read_bytes()
    works: dict[str, Callable[[], object]] = {
        keys.TEAM_KEY: lambda: make_kit(store, tmp_path / "team.hdkit"),
        f"{store.identity.desk}.pem": lambda: write_pack(store, tmp_path / "desk.hdpack"),
    }
    for name, work in works.items():
        (store.folder.keys / name).write_bytes(theirs)
        with pytest.raises(Refused) as refused:
            work()
        assert [(p.code, Path(p.where).name) for p in refused.value.problems] == [("another_key", name)]
        if name == keys.TEAM_KEY:
            copied = shutil.copytree(store.folder.path, tmp_path / "copied")
            with open_store(copied, store.clock) as copy:
                assert copy.identity.desk != store.identity.desk and copy.key_notes == []
    assert not list(tmp_path.glob("*.hd*"))


def test_a_desk_of_a_kit_has_all_that_it_needs(store: Store, tmp_path: Path) -> None:
    make_kit(store, tmp_path / "team.hdkit")
    with init_from_kit(tmp_path / "second", tmp_path / "team.hdkit", "2", clock=store.clock) as second:
        assert not (second.folder.keys / keys.TEAM_KEY).exists() and told(second) == []
