"""Where the lines of a hand scanner come from: standard input as it is typed, or a file that is read whole first."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from mimetypes import guess_type
from pathlib import Path
from typing import BinaryIO

from checkin.outside_files import open_outside
from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.problems import N_, Problem
from checkin.scanning.decoders import text_of
from checkin.scanning.memory.lines import Line
from checkin.scanning.text import normalise
from checkin.texts import say

_LONGEST = 4096
"""Bytes of a line, or characters in a file; no badge, card or time comes near it. What is longer is cut, and no badge."""
_MOST_BYTES = 64 * 1024 * 1024
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")
_PICTURES_AND_FILMS = ("image/", "video/", "audio/")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def raw_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of a stream with their numbers, each as soon as its end is there. UTF-16 has a mark at its begin, and no
    live scanner types it: it is read whole.
    """
    number = 0
    while chunk := stream.readline(_LONGEST):
        if number == 0 and chunk.startswith(_UTF_16):
            yield from _numbered(_decoded(chunk + stream.read()))
            return
        number += 1
        line = chunk
        while not chunk.endswith(b"\n") and (chunk := stream.readline(_LONGEST)):
            # What is too long for a line is read to its end, and taken for one text that is no badge.
            line = line[:_LONGEST] + chunk[:1]
        yield number, text_of(line).strip("\ufeff\r\n")


def numbered_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, str]]:
    """The same for lines that are there already."""
    return ((number, text_of(line).strip("\ufeff\r\n")) for number, line in enumerate(lines, start=1))


def lines_of_file(path: Path) -> list[tuple[int, str]] | None:
    """The numbered lines of a text file; None for a file of another kind, by its name or its content. Raises OSError where
    it can't be read.
    """
    kind, _encoding = guess_type(path.name)
    if kind is not None and kind.startswith(_PICTURES_AND_FILMS):
        return None
    with open_outside(path) as file:
        begin = file.read(_LONGEST)
        if not begin.startswith(_UTF_16) and (not begin.strip() or _NO_TEXT.search(begin)):
            return None
        data = begin + file.read(_MOST_BYTES)
    return list(_numbered(_decoded(data)))


def understood(where: str, found: Iterable[Line | Problem], is_card: Callable[[str], bool]) -> list[Line | Problem]:
    """All of a file, or one problem that names its first line, where not a single line is understood: then the format is
    another one, and nothing of it is recorded.

    Understood is a line with a time, and one that is a badge number or, by `is_card`, a known card.
    """
    read = list(found)
    if any(isinstance(line, Line) and _says_a_scan(line, is_card) for line in read):
        return read
    first = next((line for line in read if isinstance(line, Problem)), None)
    message = N_(
        "no line is understood, and nothing was recorded. Expected is a badge number in each line, alone or with its date "
        "and time in columns (badge, date, time). {first}"
    )
    return [Problem("no_scans_in_file", where, message, {"first": "" if first is None else say(first)})]


def _says_a_scan(line: Line, is_card: Callable[[str], bool]) -> bool:
    text = normalise(line.text)
    return line.at_ms is not None or is_badge_number(text) or is_card(text)


def _decoded(data: bytes) -> str:
    text = data.decode("utf-16", "replace") if data.startswith(_UTF_16) else text_of(data)
    return text.lstrip("\ufeff")


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line[: _LONGEST + 1]) for number, line in enumerate(_LINE_ENDS.split(text), start=1))
