"""The head of the chain on the sticks that get copies: it tells what is missing also where the whole folder went back."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from glob import escape
from pathlib import Path

from checkin.outside_files import read_outside
from checkin.rules.problems import Refused
from checkin.toml_files import LARGEST
from storage.disk.copies.copy_folders import SETTING_COPIES, copy_folders
from storage.disk.folder import DataFolder
from storage.disk.heads.recorded_head import RecordedHead, read_head
from storage.disk.whose.own_names import SETTINGS_FILE

PATIENCE_S = 0.5
"""So long a start waits for the answer of sticks and network folders."""
ENDING = ".head"


def head_beside(copy: Path) -> Path:
    """Where the head lies beside a desk's copy on a stick."""
    return copy.with_suffix(ENDING)


def heads_on_sticks(folder: DataFolder, desk: str) -> Sequence[RecordedHead]:
    """The heads of a desk in the folders that get its copies, as far as they answer in time."""
    places = _copy_folders(folder)
    found: list[RecordedHead] = []
    if places:
        reader = threading.Thread(target=_read, args=(places, desk, found), daemon=True)
        reader.start()
        reader.join(PATIENCE_S)
    return tuple(found)


def copy_with(folder: DataFolder, desk: str, events: int) -> Path | None:
    """A copy of a desk on a stick that holds so many of its events, as far as the sticks answer in time."""
    places, found = _copy_folders(folder), list[Path]()

    def look() -> None:
        for place in places:
            with suppress(OSError):
                for file in sorted(place.glob(f"*{desk}{ENDING}")):
                    head = read_head(file).head
                    if head is not None and head.desk == desk and head.events >= events:
                        found.extend(copy for copy in sorted(place.glob(f"{escape(file.stem)}.*")) if copy != file)

    if places:
        looker = threading.Thread(target=look, daemon=True)
        looker.start()
        looker.join(PATIENCE_S)
    return next(iter(found), None)


def _read(places: Sequence[Path], desk: str, found: list[RecordedHead]) -> None:
    for place in places:
        try:
            heads = [read_head(file).head for file in place.glob(f"*{desk}{ENDING}")]
        except OSError:
            continue
        # Whether other desks' events were taken in since is told by the folder itself.
        found += [head._replace(all_events=head.events) for head in heads if head is not None and head.desk == desk]


def _copy_folders(folder: DataFolder) -> list[Path]:
    try:
        if SETTING_COPIES.encode() not in read_outside(folder.path / SETTINGS_FILE, LARGEST):
            return []
        return copy_folders(folder)
    except (Refused, OSError):
        # Whoever uses the settings says what is wrong with them.
        return []
