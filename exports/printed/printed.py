"""What a writer of pages gives back: files, how many pages, and what a person should look at before printing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_, Problem
from exports.printed.fonts import FontSet

_LONGEST_NAME = 40


class Shown(NamedTuple):
    """A text that people wrote and that stands on a page, and whose it is: number and name, or empty for nobody's."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The files that were written, in order; `notes` say what a person should look at; `pages` of all files together."""

    files: tuple[Path, ...]
    notes: tuple[Problem, ...] = ()
    pages: int = 0


def person_shown(number: str, name: str, *texts: str) -> list[Shown]:
    """Texts about a person (the number and the name among them) with the person as a list would name them."""
    who = f"{number} {name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + '…'}".strip()
    return [Shown(text, who) for text in (number, name, *texts)]


def missing_characters(shown: Iterable[Shown], fonts: FontSet) -> list[Problem]:
    """A note for each person (and one for the other texts) whose texts hold characters that no font here has."""
    lacking: dict[str, dict[str, None]] = {}
    for text, who in shown:
        if found := fonts.missing(text):
            lacking.setdefault(who, {}).update(dict.fromkeys(found))
    return [_note(who, "".join(characters), fonts) for who, characters in lacking.items()]


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
