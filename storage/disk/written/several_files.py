"""Several files that a person asked for together, in one folder: all of them are written, or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.disk.atomic_file import give_rights, make_out_folder, sync_folder, tell_listeners, try_place
from storage.disk.leftovers import temporary_beside
from storage.disk.written.refused_write import refused_write
from storage.disk.written.waiting_files import WaitingFile, collecting, waits_for


@contextmanager
def several_files(folder: Path) -> Iterator[None]:
    """What `atomic_path` writes below `folder` in this block comes into its place at the end of it, all or none. It is made where it is
    missing, and goes again where nothing came.

    Within another such block of a folder above they come with the files of that one.

    If the block raises, or one file can't take its place, each file that was there before is there again. A kill or a power cut
    at the end, or a disk that then refuses every rename and deletion, may leave some of them new and others old, each of them whole.

    Raises Refused where the folder can't be made, or a file can't be written.
    """
    if waits_for(folder):
        make_out_folder(folder)
        yield
        return
    made = _missing_folders(folder)
    try:
        make_out_folder(folder)
        with collecting(folder) as waiting:
            try:
                yield
                _put(waiting)
            finally:
                for one in waiting:
                    _forget(one.temporary)
    except BaseException:
        for place in made:
            with suppress(OSError):
                place.rmdir()
        raise
    for place in {one.target.parent for one in waiting}:
        sync_folder(place)
    for one in waiting:
        tell_listeners(one.target)


class _OnlyTried(Exception):
    """Nothing is written."""


def try_folder(folder: Path, name: str) -> None:
    """Raises Refused where a file of this name could not be written into a folder: for what records something before it writes.
    Nothing is made there."""
    with suppress(_OnlyTried), several_files(folder):
        try_place(folder / name)
        raise _OnlyTried


def _missing_folders(folder: Path) -> list[Path]:
    """What has to be made of a folder's path, the innermost first."""
    return [place for place in (folder, *folder.parents) if not os.path.lexists(place)]


def _put(waiting: Sequence[WaitingFile]) -> None:
    """Put each file in its place. Where one fails, all those before it are taken back."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for one in waiting:
            try:
                done.append((one.target, _kept(one.target)))
                give_rights(one.temporary, one.rights)
                one.temporary.replace(one.target)
            except OSError as error:
                raise refused_write(error, one.shown, one.temporary) or error from error
    except BaseException:
        for target, old in reversed(done):
            _take_back(target, old)
        raise
    for _target, old in done:
        if old is not None:
            _forget(old)


def _take_back(target: Path, old: Path | None) -> None:
    if old is None:
        _forget(target)
        return
    with suppress(OSError):
        old.replace(target)
        # Of two names of one file the system keeps both.
        _forget(old)


def _kept(target: Path) -> Path | None:
    """A second name of the file that is there now; None where none is. A stick that knows no second names renames it."""
    if not target.exists():
        return None
    kept = temporary_beside(target)
    try:
        os.link(target, kept)
    except OSError:
        target.replace(kept)
    return kept


def _forget(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
