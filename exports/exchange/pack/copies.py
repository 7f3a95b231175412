"""Write a fresh pack to a stick or folder every minute, so that another laptop can go on if this one dies.

A protected desk seals it to the team's copies key, which every desk of the team has from its kit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checkin.clock import Clock
from checkin.file_errors import reason_of
from checkin.outside_files import read_begin
from checkin.rules.problems import N_, Problem, Refused
from exports.exchange.pack.archive import is_zip
from exports.exchange.pack.layout import ENDING
from exports.exchange.pack.writing import write_pack
from exports.file_names import file_names
from storage.disk import sqlite
from storage.disk.connection import data_version
from storage.disk.copies.copies_key import copies_recipient
from storage.disk.copies.copy_folders import is_on_another_disk, why_not_there
from storage.disk.heads.head_copies import head_beside
from storage.disk.identity import DeskIdentity
from storage.disk.turns import yielding_often
from storage.store import Store, open_store

_HEAD = 4
EVERY_SECONDS = 60.0
PATIENCE_SECONDS = 4.0
"""How long the program waits for a last copy when it closes, so that a stick that hangs does not hold it up."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The state of one copy folder: `at` is when it was last checked or written (milliseconds); `problem` is what is wrong;
    `sealed`: only desks of the team can open the copy; `was_plain`: it took the place of one that everybody could read."""

    folder: Path
    at: int
    problem: Problem | None = None
    sealed: bool = False
    was_plain: bool = False


def copy_name(identity: DeskIdentity) -> str:
    """The file name of a desk's pack, safe on every file system."""
    return file_names([f"{identity.team}-{identity.desk_name}-{identity.desk}"], ENDING)[0]


def copy_to(store: Store, folder: Path, sticks: Collection[Path] = ()) -> Copied:
    """Write the desk's pack into a folder, sealed where the desk is protected; `sticks` are folders that were seen on another disk. It
    raises nothing: the result says what is wrong."""
    try:
        problem = why_not_there(store.folder, folder, sticks)
        if problem is not None:
            return Copied(folder, store.now(), problem)
        recipient = copies_recipient(store.folder, first=store.identity.first)
        copy = folder / copy_name(store.identity)
        was_plain = recipient is not None and _is_plain(copy)
        write_pack(store, copy, recipient)
        # After a damage the next start sees by it what the record lost, also where the whole folder went back.
        store.ledger.head.keep_in(head_beside(copy))
    except Refused as refused:
        return Copied(folder, store.now(), refused.problems[0])
    except (OSError, sqlite.Error) as error:
        message = N_("the copy could not be written ({reason})")
        return Copied(folder, store.now(), Problem("not_written", "", message, {"reason": reason_of(error)}))
    return Copied(folder, store.now(), sealed=recipient is not None, was_plain=was_plain)


def _is_plain(copy: Path) -> bool:
    return copy.is_file() and is_zip(read_begin(copy, _HEAD))


class CopyKeeper:
    """A thread that copies, with its own connection, so that no scan ever waits for a stick.

    After every round it calls `report` in that thread, with the state of each folder.
    """

    def __init__(
        self,
        data: Path,
        folders: Sequence[Path],
        report: Callable[[list[Copied]], None],
        clock: Clock,
    ) -> None:
        self._data, self._report, self._clock = data, report, clock
        self._folders = list(folders)
        self._wake = threading.Event()
        self._stopping = False
        self._done: dict[Path, tuple[int, Copied]] = {}
        """By folder: the version of the record that was copied, and what came of it."""
        self._sticks: set[Path] = set()
        """Folders that were seen on another disk than the desk."""
        self._thread = threading.Thread(target=self._run, name="copies", daemon=True)
        self._thread.start()

    def copy_now(self) -> None:
        """Start the next round now instead of after a minute."""
        self._wake.set()

    def use(self, folders: Sequence[Path]) -> None:
        """Copy to these folders from now on, and at once."""
        self._folders = list(folders)
        self.copy_now()

    def close(self) -> None:
        """Make a last round and stop the thread. It waits `PATIENCE_SECONDS` at most."""
        self._stopping = True
        self._wake.set()
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        try:
            store = open_store(self._data, self._clock)
        except (Refused, OSError, sqlite.Error):
            # The desk itself says what is wrong with its folder.
            return
        with store:
            while True:
                self._wake.clear()
                last = self._stopping
                self._report([self._round(store, folder) for folder in self._folders])
                if last:
                    return
                self._wake.wait(EVERY_SECONDS)

    def _round(self, store: Store, folder: Path) -> Copied:
        """Copy to one folder. If nothing was recorded since, it only checks that the pack is still there."""
        # This connection writes nothing, so the number changes whenever another connection commits.
        version = data_version(store.connection)
        try:
            if is_on_another_disk(store.folder, folder):
                self._sticks.add(folder)
            there = (folder / copy_name(store.identity)).is_file()
        except OSError:
            there = False
        done = self._done.get(folder)
        if there and done is not None and done[0] == version:
            return replace(done[1], at=store.now())
        with yielding_often():
            copied = copy_to(store, folder, self._sticks)
        if copied.problem is None:
            self._done[folder] = version, copied
        return copied
