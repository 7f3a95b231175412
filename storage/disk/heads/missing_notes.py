"""What was found missing in the record is noted beside it, until it is there again or somebody says that it never will be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from checkin.json_files import json_of
from checkin.outside_files import read_outside
from checkin.toml_files import LARGEST
from storage.disk.atomic_file import write_whole
from storage.disk.whose.own_names import MISSING_NOTES


class Missing(NamedTuple):
    """The events `first` to `last` of `desk` are missing (none where `first` is greater); the last one has this `hash`, and
    they were recorded up to the instant `at`. Of scans that were held `held` are missing. Of other desks' events `others` are missing: there were `others_before`.
    `kept` is the copy of the damaged record, empty where there is none. `is_accepted`: nobody wants to be told any more."""

    desk: str
    first: int
    last: int
    hash: str
    at: int
    others: int
    others_before: int
    kept: str
    is_accepted: bool = False
    held: int = 0


def read_notes(folder: Path) -> list[Missing]:
    """The notes of a data folder, the oldest first. A note that another program spoiled is passed over."""
    try:
        lines = read_outside(folder / MISSING_NOTES, LARGEST).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = []
    for line in lines:
        with suppress(ValueError, TypeError):
            found.append(_note(json_of(line)))
    return found


def write_notes(folder: Path, notes: Sequence[Missing]) -> None:
    """Write these notes in place of those that are there. Raises Refused or OSError as the disk does."""
    file = folder / MISSING_NOTES
    if not notes:
        file.unlink(missing_ok=True)
        return
    lines = "".join(json.dumps(note._asdict()) + "\n" for note in notes)
    write_whole(file, lines.encode(), private=True, belongs=True)


def _note(line: dict[str, Any]) -> Missing:
    """Raises TypeError or ValueError where a field is missing or of another type."""
    note = Missing(**line)
    for name, kind in get_type_hints(Missing).items():
        if type(getattr(note, name)) is not kind:
            raise TypeError(name)
    return note
