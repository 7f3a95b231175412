"""The result of writing pages: the files, the number of pages, and notes for the person who prints them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_, Problem, refuse
from checkin.texts import enumerated
from exports.printed.fonts import FontSet
from exports.printed.shaping import can_shape, needs_shaping, unshaped

_LONGEST_NAME = 40


class PrintedText(NamedTuple):
    """A text on a page that people wrote. `who` is the person it belongs to (number and name), or empty."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The files that were written, in order. `notes` are for the person who prints; `pages` counts the pages of all files."""

    files: tuple[Path, ...]
    notes: tuple[Problem, ...] = ()
    pages: int = 0


def person_texts(number: str, name: str, *texts: str) -> list[PrintedText]:
    """The texts about one person, with the number and the name, each marked with that person."""
    who = f"{number} {name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + '…'}".strip()
    return [PrintedText(text, who) for text in (number, name, *texts)]


def missing_characters(shown: Iterable[PrintedText], fonts: FontSet, able: bool | None = None) -> list[Problem]:
    """A note for each person (and one for all other texts) with characters that no font here has, and one for each with
    letters that can't be joined. `able` says whether the page can join letters; it is asked of HarfBuzz where it is None.
    """
    lacking: dict[str, dict[str, None]] = {}
    apart: dict[str, dict[str, None]] = {}
    for text, who in shown:
        if found := fonts.missing(text):
            lacking.setdefault(who, {}).update(dict.fromkeys(found))
        if needs_shaping(text) and (names := unshaped(fonts, text, can_shape() if able is None else able)):
            apart.setdefault(who, {})[names] = None
    notes = [_note(who, "".join(characters), fonts) for who, characters in lacking.items()]
    return [*notes, *(Problem("unshaped", who, _UNSHAPED, {"names": enumerated(n)}) for who, n in apart.items())]


_UNSHAPED = N_(
    "The letters of {names} can't be joined on this computer and are printed one by one, from the left. "
    "Install Hourdesk anew with all it needs (uharfbuzz), name a font that has all of the letters in HOURDESK_FONT, or "
    "write it in by hand."
)


def _note(who: str, characters: str, fonts: FontSet) -> Problem:
    return Problem(
        "no_glyph",
        who,
        N_(
            "No font on this computer has {characters} ({codes}); {mark} is printed instead. "
            "Name a font that has it in HOURDESK_FONT, or write it in by hand."
        ),
        {
            "characters": " ".join(characters),
            "codes": " ".join(f"U+{ord(character):04X}" for character in characters),
            "mark": "".join(shown for _face, shown in fonts.runs(characters[0])),
        },
    )


def need_pdf(path: Path) -> None:
    """Raises Refused where a sheet is to be written to a file with another ending."""
    if path.suffix.lower() != ".pdf":
        message = N_("The ending “{suffix}” is not a format for a sheet. End the file name in .pdf.")
        raise refuse("unknown_format", str(path), message, suffix=path.suffix)
