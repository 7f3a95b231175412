"""Find packs in folders, and on sticks that are plugged in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from exports.exchange.pack.layout import ENDING
from exports.exchange.receiving import FileKind, kind_of

_MOST_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class FoundPack:
    """A file that looks like a pack; `changed` is when it was written (milliseconds since 1970)."""

    file: Path
    changed: int


def looks_like_pack(file: Path) -> bool:
    """Whether a file has a pack's name ending, or a pack's content under another name (`(1)`, `.zip`). Hidden, half-written files do not count."""
    if file.name.startswith("."):
        return False
    return file.suffix.lower() == ENDING or kind_of(file) is FileKind.PACK


def packs_in(folder: Path) -> list[Path]:
    """The packs in a folder, the oldest first. Raises OSError if the folder can't be read."""
    return [found.file for found in sorted(_found(os.scandir(folder)), key=lambda f: (f.changed, f.file.name))]


def packs_near(folders: Iterable[Path]) -> list[FoundPack]:
    """Packs in these folders, on removable media, and in the folders of those media: the newest first, each file once."""
    found: dict[Path, FoundPack] = {}
    for folder in folders:
        _note(found, folder)
    for stick in removable_media():
        _note(found, stick)
        for folder in _folders(stick):
            _note(found, folder)
    return sorted(found.values(), key=lambda f: (-f.changed, str(f.file)))


def removable_media() -> list[Path]:
    """The folders (on Windows: drives) where this system mounts sticks."""
    if sys.platform == "win32":
        return [drive for letter in "DEFGHIJKLMNOPQRSTUVWXYZ" if (drive := Path(f"{letter}:\\")).exists()]
    found: list[Path] = []
    for pattern in ("/media/*/*", "/run/media/*/*", "/Volumes/*"):
        found += Path("/").glob(pattern[1:])
    return [place for place in found if place.is_dir() and not place.is_symlink()]


def _note(found: dict[Path, FoundPack], folder: Path) -> None:
    try:
        for pack in _found(os.scandir(folder)):
            found.setdefault(Path(os.path.realpath(pack.file)), pack)
    except OSError:
        # A stick that was pulled out, or a folder that we may not read, holds nothing for us.
        return


def _found(entries: Iterable[os.DirEntry[str]]) -> Iterator[FoundPack]:
    for entry in islice(entries, _MOST_ENTRIES):
        if entry.is_file() and looks_like_pack(file := Path(entry.path)):
            yield FoundPack(file, entry.stat().st_mtime_ns // 1_000_000)


def _folders(stick: Path) -> list[Path]:
    try:
        with os.scandir(stick) as entries:
            return [Path(e.path) for e in islice(entries, _MOST_ENTRIES) if e.is_dir() and not e.name.startswith(".")]
    except OSError:
        return []
