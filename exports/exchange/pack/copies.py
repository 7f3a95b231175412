"""A fresh pack on a stick or in a folder, every minute: where the laptop dies, another one goes on with it."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from checkin.clock import Clock
from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem, Refused, refuse
from exports.exchange.pack.layout import ENDING
from exports.exchange.pack.writing import write_pack
from exports.file_names import file_names
from storage.disk.connection import data_version
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity
from storage.store import Store, open_store

SETTING_COPIES = "copies"
EVERY_SECONDS = 60.0
PATIENCE_SECONDS = 4.0
"""How long the end of the program waits for a last copy: a stick that hangs must not keep anybody."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How it stands with one folder: when the pack in it was last written or found up to date, or what is wrong."""

    folder: Path
    at: int
    problem: Problem | None = None


def copy_folders(folder: DataFolder) -> list[Path]:
    """The folders that desk.toml names. Raises Refused where it is broken."""
    listed = folder.settings().get(SETTING_COPIES, [])
    return [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def set_copy_folders(folder: DataFolder, folders: Sequence[Path]) -> None:
    """Name other folders, each of which must be there and take files. Raises Refused naming the first that does not."""
    places = [place.expanduser().resolve() for place in folders]
    for place in places:
        if not place.is_dir():
            raise refuse(
                "no_folder", str(place), N_("there is no such folder: plug in the stick, or make the folder first")
            )
        if place == folder.path.resolve():
            raise refuse("own_folder", str(place), N_("this is the desk's own folder: a copy must lie elsewhere"))
        try:
            probe = place / f".hourdesk-{uuid4()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            message = N_("nothing can be written there ({reason}): choose another folder")
            raise refuse("not_writable", str(place), message, reason=reason_of(error)) from error
    folder.change_settings({SETTING_COPIES: [str(place) for place in places] or None})


def copy_name(identity: DeskIdentity) -> str:
    """The name of a desk's pack, as every file system takes it."""
    return file_names([f"{identity.team}-{identity.desk_name}-{identity.desk}"], ENDING)[0]


def copy_to(store: Store, folder: Path) -> Copied:
    """Write the desk's pack into a folder; what is wrong with that comes back as a value."""
    try:
        if not folder.is_dir():
            message = N_("the folder {folder} is not there: plug the stick in")
            return Copied(folder, store.now(), Problem("no_folder", "", message, {"folder": str(folder)}))
        write_pack(store, folder / copy_name(store.identity))
    except Refused as refused:
        return Copied(folder, store.now(), refused.problems[0])
    except (OSError, sqlite3.Error) as error:
        message = N_("the copy could not be written ({reason})")
        return Copied(folder, store.now(), Problem("not_written", "", message, {"reason": reason_of(error)}))
    return Copied(folder, store.now())


@contextmanager
def _others_first() -> Iterator[None]:
    """Folding a log keeps the interpreter busy: meanwhile it is handed on ten times as often, or scans would wait."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class CopyKeeper:
    """A thread with a connection of its own, so that no scan ever waits for a stick.

    `told` is called in that thread with how it stands with each folder, after every round.
    """

    def __init__(
        self,
        data: Path,
        folders: Sequence[Path],
        told: Callable[[list[Copied]], None],
        clock: Clock,
    ) -> None:
        self._data, self._told, self._clock = data, told, clock
        self._folders = list(folders)
        self._wake = threading.Event()
        self._stopping = False
        self._versions: dict[Path, int] = {}
        self._thread = threading.Thread(target=self._run, name="copies", daemon=True)
        self._thread.start()

    def copy_now(self) -> None:
        """Make the next round now."""
        self._wake.set()

    def use(self, folders: Sequence[Path]) -> None:
        """Copy to other folders from now on."""
        self._folders = list(folders)
        self.copy_now()

    def close(self) -> None:
        """Make a last round, and end; no longer than a few seconds."""
        self._stopping = True
        self._wake.set()
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        try:
            store = open_store(self._data, self._clock)
        except (Refused, OSError, sqlite3.Error):
            # The desk itself says what is wrong with its folder.
            return
        with store:
            while True:
                self._wake.clear()
                last = self._stopping
                self._told([self._round(store, folder) for folder in self._folders])
                if last:
                    return
                self._wake.wait(EVERY_SECONDS)

    def _round(self, store: Store, folder: Path) -> Copied:
        """A folder in which the pack still lies is only looked at, where nothing was recorded since."""
        # This connection writes nothing, so that the number changes with every commit of another.
        version = data_version(store.connection)
        try:
            there = (folder / copy_name(store.identity)).is_file()
        except OSError:
            there = False
        if there and self._versions.get(folder) == version:
            return Copied(folder, store.now())
        with _others_first():
            copied = copy_to(store, folder)
        if copied.problem is None:
            self._versions[folder] = version
        return copied
