"""What a start reads of a data folder is a pipe, a device without an end, a folder, or nested without an end: a sentence or no harm."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from storage.check import check_store
from storage.store import Store, open_store

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
@pytest.mark.parametrize("kind", ["a pipe", "a device without an end", "a folder", "lists in lists"])
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
