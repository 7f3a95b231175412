"""The codes of pictures and films, read in a process of its own: their libraries are in C, and a damaged file can end them.

Cameras and standard input are read here: nobody made them to do harm, and their devices are of this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import TypeVar

from checkin.own_process.asking import ask, ask_for_parts
from checkin.own_process.limits import Died, Limits
from checkin.rules.problems import Problem
from checkin.scanning.decoders import QR_ONLY, Symbology
from checkin.scanning.devices import is_device
from checkin.scanning.pictures import open_picture
from checkin.scanning.reader import read_picture
from checkin.scanning.reading import Arrival, Reading, badges, read_sources
from checkin.scanning.sources import STANDARD_INPUT, pictures_in

Part = TypeVar("Part")
LIMITS = Limits(seconds=60, megabytes=4000)
"""Of the process that reads a picture or a film: from one frame to the next, the first one of a long film too."""


def readings_apart(words: Iterable[str], symbologies: frozenset[Symbology]) -> Iterator[Reading | Problem]:
    """What `read_sources` gives of these words, read in a process of its own: a file that ends it is one problem."""
    return _apart(words, lambda word: read_sources([word], symbologies), _readings, symbologies)


def badges_apart(
    words: Iterable[str], zone: tzinfo, symbologies: frozenset[Symbology] = QR_ONLY
) -> Iterator[Arrival | Problem]:
    """What `badges` gives of these words, read the same way."""
    return _apart(words, lambda word: badges([word], zone, symbologies), _badges, zone, symbologies)


def texts_in_picture(file: Path) -> tuple[str, ...]:
    """The texts of the codes in a picture. Raises `PictureUnreadable`, OSError, and `Died`."""
    return ask(LIMITS, _texts, file)


def _apart(
    words: Iterable[str],
    here: Callable[[str], Iterator[Part | Problem]],
    there: Callable[..., Iterator[Part]],
    *how: object,
) -> Iterator[Part | Problem]:
    for word in words:
        if word == STANDARD_INPUT or is_device(word):
            yield from here(word)
            continue
        # A folder is read picture by picture, so that one that ends its process does not take the others with it.
        found = pictures_in(Path(word)) if Path(word).is_dir() else [word]
        if isinstance(found, Problem):
            yield found
            continue
        for one in map(str, found):
            try:
                yield from ask_for_parts(LIMITS, there, one, *how)
            except Died as died:
                yield died.problem(one)


def _texts(file: Path) -> tuple[str, ...]:
    return tuple(code.text for code in read_picture(open_picture(file)))


def _readings(word: str, symbologies: frozenset[Symbology]) -> Iterator[Reading | Problem]:
    return read_sources([word], symbologies)


def _badges(word: str, zone: tzinfo, symbologies: frozenset[Symbology]) -> Iterator[Arrival | Problem]:
    return badges([word], zone, symbologies)
