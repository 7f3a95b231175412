"""Paths as people give them: typed with completion, dragged into the window, or picked."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

from checkin.rules.problems import N_
from tui.words.cells import plain

MOST_ENTRIES = 2000
"""Of a folder that are looked at."""

FILE_NEEDED = N_("choose a file, or write its path")
"""Said where a file is to be named and is not."""


def path_of(text: str) -> Path:
    """The path that was typed or dragged in: terminals add quotes or escape blanks. `Desktop/list.xlsx` is looked for in the folder
    in which the program was started, then in the home folder, whichever has it, or its folder."""
    bare = text.strip().strip("'\"").removeprefix("file://")
    ways = [Path(way).expanduser() for way in (bare, bare.replace("\\ ", " "))]
    ways += [Path.home() / way for way in ways if not way.is_absolute()]
    there = [way for way in ways if way.exists()] or [way for way in ways[1:] if way.parent.is_dir()]
    return there[0] if there else ways[1]


def fits(entry: os.DirEntry[str], endings: Sequence[str], *, folders: bool = False) -> bool:
    """Whether the entry is shown where files of these endings are asked for (`folders`: folders are, and files only where there
    are endings). Hidden ones are not, nor what a file can't be called by hand."""
    if entry.name.startswith(".") or plain(entry.name) != entry.name:
        return False
    if _is_folder(entry):
        return True
    return not folders if not endings else entry.name.casefold().endswith(tuple(endings))


def completed(text: str, endings: Sequence[str], *, folders: bool = False) -> str | None:
    """`text` with the rest of the first name that fits behind it; None where there is none. Reads the folder."""
    folder, begun = os.path.split(text)
    if not folder:
        return None
    try:
        with os.scandir(path_of(folder)) as entries:
            found = [e for e in islice(entries, MOST_ENTRIES) if e.name.startswith(begun)]
            names = sorted((e.name, _is_folder(e)) for e in found if fits(e, endings, folders=folders))
    except (OSError, ValueError, RuntimeError):
        return None
    if not names:
        return None
    name, is_folder = names[0]
    return text + name[len(begun) :] + (os.sep if is_folder else "")


class PathSuggester(Suggester):
    """Completes a path while it is typed; the arrow to the right takes what is shown."""

    def __init__(self, endings: Sequence[str], *, folders: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = tuple(endings)
        self._folders = folders

    async def get_suggestion(self, value: str) -> str | None:
        """In a thread: a stick may be slow."""
        return await asyncio.to_thread(completed, value, self._endings, folders=self._folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
