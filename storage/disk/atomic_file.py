"""A file that a person asked for is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.file_errors import unmakable_folder
from checkin.rules.problems import N_, Refused, refuse
from storage.disk.leftovers import clear_beside, temporary_beside
from storage.disk.private_files import PRIVATE_FILE, lies_in_data_folder
from storage.disk.protection.marks import protected_above
from storage.disk.whose.own_files import is_a_records_own
from storage.disk.whose.own_names import DESK_RECORD, DISTRICT_RECORD
from storage.disk.written.refused_write import refused_write
from storage.disk.written.waiting_files import WaitingFile, let_wait

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF)


@contextmanager
def atomic_path(path: Path, *, private: bool = False, belongs: bool = False) -> Iterator[Path]:
    """A temporary path beside `path`, with its suffix; it is renamed to `path` once the block is done.

    The temporary file exists (empty) from the start, so that a folder that can't be written to is refused
    before any work. File and folder are synced. If the block raises, `path` stays as it was and nothing is
    left behind. A link is followed, but one that lies in the place of what is the data folder's own and `private` is replaced:
    what it leads to may be anybody's. Among `several_files` it is renamed once all of them are written.

    With `private`, and in a data folder, only this user may read it, from its first byte on; any other file gets the
    rights that the user's new files have. `belongs` says that it is the data folder's own, and sealed if it holds anything
    of value: in a protected folder nothing else is written.

    Raises `Refused` if the folder is missing or can't be written to, `path` is a folder, a device or in use, or the disk is full; without
    `belongs` also in the place of what a record keeps for itself (`own_files`).
    """
    target = _real_place(path) if private and belongs else Path(os.path.realpath(path))
    _need_place(target, path, belongs=belongs)
    temporary = temporary_beside(target)
    mode = PRIVATE_FILE if private or lies_in_data_folder(target) else 0o666
    waits = False
    try:
        try:
            rights = _made_for_oneself(temporary, mode)
            if not belongs:
                _clear_once(temporary)
            yield temporary
            # A library may have made the file anew.
            give_rights(temporary, rights & PRIVATE_FILE)
            sync_file(temporary)
            waits = not belongs and let_wait(WaitingFile(temporary, target, path, rights))
            if not waits:
                give_rights(temporary, rights)
                temporary.replace(target)
        except Exception as error:
            refused = refused_write(error, path, temporary)
            if refused is None:
                raise
            raise refused from error
    finally:
        if not waits:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    if waits:
        return
    sync_folder(target.parent)
    if not belongs:
        tell_listeners(target)


def write_whole(path: Path, data: bytes, *, private: bool = False, belongs: bool = False) -> None:
    """Write a file of these bytes as `atomic_path` does."""
    with atomic_path(path, private=private, belongs=belongs) as temporary:
        temporary.write_bytes(data)


def _made_for_oneself(temporary: Path, mode: int) -> int:
    """Make the empty file; only this user may read it until it is whole: where the process is killed, half of it stays there.

    Returns the rights that the system gave a new file of this `mode`.
    """
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    try:
        rights = stat.S_IMODE(os.fstat(handle).st_mode)
        give_rights(temporary, rights & PRIVATE_FILE)
    finally:
        os.close(handle)
    return rights


def give_rights(file: Path, rights: int) -> None:
    """Let a file have these rights. Some sticks know none."""
    with suppress(OSError):
        if stat.S_IMODE(file.stat().st_mode) != rights:
            file.chmod(rights)


def _real_place(path: Path) -> Path:
    """The place itself, whatever lies there; links on the way to its folder are followed."""
    return Path(os.path.realpath(path.parent), path.name)


_cleared: set[Path] = set()


def _clear_once(temporary: Path) -> None:
    """Clear what interrupted writes left in the folder of a file that a person asked for: a hidden backup on a stick holds keys
    and names, and nobody would look for it. Thousands of badges go into one folder: this looks there once.
    """
    if temporary.parent not in _cleared:
        _cleared.add(temporary.parent)
        with suppress(OSError):
            clear_beside(temporary)


_listeners: list[Callable[[Path], None]] = []


def listen_to_files(listener: Callable[[Path], None]) -> Callable[[], None]:
    """Hear of each file that is written and is not the data folder's own, after it is there; call what is given back to end it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def tell_listeners(target: Path) -> None:
    """A file is in its place that a person asked for."""
    for listener in [*_listeners]:
        listener(target)


class _OnlyTried(Exception):
    """Nothing is written."""


def try_place(path: Path, *, private: bool = False) -> None:
    """Raises Refused where a file could not be written, as `atomic_path` does: for what records something before it writes the
    file. Nothing is left there, and a file that is there stays."""
    with suppress(_OnlyTried), atomic_path(path, private=private):
        raise _OnlyTried


def make_out_folder(folder: Path) -> None:
    """Make a folder for files that a person asked for, where it is missing.

    Raises Refused where it can't be made, and in a protected folder, which is left as it is.
    """
    _need_unprotected(Path(os.path.realpath(folder)) / "file", folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(unmakable_folder(folder, error)) from error


def _need_place(target: Path, shown: Path, *, belongs: bool) -> None:
    if target.is_dir():
        raise refuse("is_a_folder", str(shown), N_("This is a folder. Give the name of a file to write."))
    if target.exists() and not target.is_file():
        message = N_(
            "This is a device or a pipe, which no file may take the place of. Give the name of a file to write."
        )
        raise refuse("not_a_file", str(shown), message)
    if not belongs:
        _need_unprotected(target, shown)
        _need_nobodys(target, shown)


def _need_unprotected(target: Path, shown: Path) -> None:
    if protected_above(target) is not None:
        message = N_(
            "This folder is protected, and the file would lie in it for everybody to read. Write it elsewhere."
        )
        raise refuse("in_protected_folder", str(shown), message)


def _need_nobodys(target: Path, shown: Path) -> None:
    if is_a_records_own(target):
        message = N_(
            "A desk or district keeps its record in files of this name here: it would be lost. Give another name."
        )
        raise refuse("own_file", str(shown), message)
    if target.name.casefold() in (DESK_RECORD, DISTRICT_RECORD):
        message = N_(
            "A desk or district keeps its record under this name, and a folder with such a file is taken for one. Give another name."
        )
        raise refuse("own_file", str(shown), message)


def sync_file(path: Path) -> None:
    """Make what was written into a file last through a power cut."""
    # Windows syncs only what was opened for writing.
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows and some network drives can't sync a folder."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
