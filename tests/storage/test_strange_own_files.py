"""What a start reads of a data folder is a pipe, a device without an end, a folder, or nested without an end: a sentence or no harm."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from storage.check import check_store
from storage.disk.atomic_file import atomic_path
from storage.disk.ids import new_id
from storage.disk.in_use import alone_in
from storage.presence.unwritten_scans import keep_unwritten
from storage.store import Store, open_store
from tests.portions import share

NAMES = (
    "desk.toml",
    "desk.head",
    "desk.held",
    "protection.json",
    "missing_events.jsonl",
    "keys/team.pub",
    "keys/team.pem",
    "keys/pin.json",
)


def in_place_of(file: Path, make: Callable[[Path], object]) -> None:
    file.unlink(missing_ok=True)
    make(file)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in a folder")
@pytest.mark.parametrize("kind", share(["a pipe", "a device without an end", "a folder", "lists in lists"], 0, 2))
@pytest.mark.parametrize("name", NAMES)
def test_nobody_waits_and_nothing_breaks(store: Store, name: str, kind: str) -> None:
    path = store.folder.path
    store.close()
    makes: dict[str, Callable[[Path], object]] = {
        "a pipe": os.mkfifo,
        "a device without an end": lambda file: file.symlink_to("/dev/zero"),
        "a folder": Path.mkdir,
        "lists in lists": lambda file: file.write_bytes(b"[" * 100_000),
    }
    in_place_of(path / name, makes[kind])
    try:
        with open_store(path, store.clock):
            check_store(path)
    except Refused as refused:
        assert refused.problems


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in a folder")
@pytest.mark.parametrize("name", ["made_files.txt", "missing_events.jsonl", "not_recorded.jsonl", "keys/team.pub"])
def test_what_a_link_leads_to_is_never_written_over(store: Store, tmp_path: Path, name: str) -> None:
    """What a person wrote in place of a desk's own file, or a sync program made a link of: the link goes, its target stays."""
    precious, file = tmp_path / "precious.txt", store.folder.path / name
    precious.write_text("mine")
    in_place_of(file, lambda place: place.symlink_to(precious))
    with atomic_path(file, private=True, belongs=True) as temporary:
        temporary.write_text("the desk's")
    assert precious.read_text() == "mine"
    assert not file.is_symlink() and file.read_text() == "the desk's"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
@pytest.mark.parametrize("make", [lambda file: file.write_bytes(b"x" * 5000), lambda file: file.symlink_to("desk.db")])
def test_the_file_that_is_locked_is_spoiled(store: Store, make: Callable[[Path], object]) -> None:
    """It is not taken for the record: who deletes it loses nothing. A scan that could not be written is kept all the same."""
    path = store.folder.path
    in_place_of(path / "desk.in_use", make)
    assert keep_unwritten(store, Arrival(new_id(store.now()), store.now(), "x", "FD/A1"), None)
    store.close()
    for use in (lambda: open_store(path, store.clock), alone_in(path).__enter__):
        with pytest.raises(Refused) as refused:
            use()
        assert [(p.code, p.where) for p in refused.value.problems] == [("spoiled_lock", str(path / "desk.in_use"))]
    (path / "desk.in_use").unlink()
    open_store(path, store.clock).close()
