"""Photographed codes in a folder that the user names: `manifest.jsonl` with `file`, `set` and `expected` a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checkin.scanning.grey import Grey
from checkin.scanning.pictures import open_picture

VARIABLE = "HOURDESK_PHOTOS"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph and the texts of which a reader should find at least one; a photograph without texts holds no code."""

    set: str
    file: str
    grey: Grey
    texts: tuple[str, ...]


def photos() -> Iterator[Photo]:
    """The photographs of the folder that `HOURDESK_PHOTOS` names; none where it names none.

    Raises `FileNotFoundError` where it names a folder without a manifest.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return
    folder = Path(named)
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        texts = tuple(same(text) for text in entry["expected"])
        yield Photo(entry["set"], entry["file"], open_picture(folder / entry["file"]), texts)


def same(text: str) -> str:
    """The text with every run of blanks as one: manifests and decoders write line ends differently."""
    return " ".join(text.split())
