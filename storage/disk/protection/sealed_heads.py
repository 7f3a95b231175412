"""The first line of a sealed file names the key that sealed it: by it one sees whose a folder's sealed key is."""

from __future__ import annotations

from pathlib import Path

from storage.disk.whose.own_names import KEYS

MAGIC = b"hourdesk-sealed 1 "
_LONGEST = 64


def sealing_keys(folder: Path) -> set[str]:
    """The names of the keys that sealed what lies in `keys/` of a data folder; none where nothing sealed can be read."""
    found: set[str] = set()
    try:
        files = [file for file in (folder / KEYS).iterdir() if file.is_file()]
    except OSError:
        return found
    for file in files:
        try:
            with file.open("rb") as opened:
                head = opened.read(_LONGEST)
        except OSError:
            continue
        if head.startswith(MAGIC):
            found.add(head[len(MAGIC) :].partition(b"\n")[0].decode("ascii", "replace"))
    return found
