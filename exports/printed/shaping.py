"""Scripts whose letters change with their neighbours (Arabic and Uyghur, Tibetan, Thai, Devanagari, Mongolian …) or run from
right to left: which parts of a text are written so, and in which face each is shaped (by HarfBuzz, where it is drawn)."""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple
from unicodedata import bidirectional

from exports.printed.fonts import Face, FontSet, printable

_LETTER = (
    "[\u0590-\u109f\u1780-\u18af\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Hebrew to Myanmar, Khmer and Mongolian, Phags-pa, the forms of Hebrew and Arabic, and the scripts from right to left beyond
U+FFFF, such as Adlam (Unicode blocks)."""
_NAME = re.compile(f"{_LETTER}+(?:[ ·.'-]{{1,3}}{_LETTER}+)*")
"""Words of such a script with what stands between them: they are one line of their own, read in their own direction."""


class Piece(NamedTuple):
    """A part of a line in one face. `shaped`: its letters are joined and placed as its script has it."""

    face: Face
    text: str
    shaped: bool = False
    right_to_left: bool = False


def needs_shaping(text: str) -> bool:
    """Whether a text has letters of such a script; most have none."""
    return not text.isascii() and _NAME.search(text) is not None


def can_shape() -> bool:
    """Whether HarfBuzz is at hand, by which letters are shaped in a PDF."""
    try:
        import_module("uharfbuzz")
    except (ImportError, OSError):
        return False
    return True


def unshaped(fonts: FontSet, text: str, able: bool) -> str:
    """The names in a text whose letters are all there and are printed one by one all the same: HarfBuzz is not at hand (`able` is
    false), or no one font has them all. Empty where there are none."""
    names = [name[0] for name in _NAME.finditer(text)] if needs_shaping(text) else []
    return " ".join(n for n in names if not (able and fonts.face_for_all(printable(n))) and not fonts.missing(n))


def pieces(fonts: FontSet, text: str, able: bool = True) -> list[Piece]:
    """The parts of a line from left to right; where letters can't be shaped (`able` is false) each stands by itself.

    The page is read from left to right, so a class, a name and a number stay in this order; only within a name
    from right to left its words stand from right to left.
    """
    if not needs_shaping(text):
        return [Piece(face, part) for face, part in fonts.runs(text)]
    found, after = [], 0
    for name in _NAME.finditer(text):
        found += _plain(fonts, text[after : name.start()])
        found += _name(fonts, name[0], able)
        after = name.end()
    return [*found, *_plain(fonts, text[after:])]


def _plain(fonts: FontSet, text: str) -> list[Piece]:
    """Parts without such letters; a blank at an end stays, for it stands between two parts."""
    if not text:
        return []
    runs = [Piece(face, part) for face, part in fonts.runs(f"|{text}|")]
    runs[0] = runs[0]._replace(text=runs[0].text[1:])
    runs[-1] = runs[-1]._replace(text=runs[-1].text[:-1])
    return [piece for piece in runs if piece.text]


def _name(fonts: FontSet, text: str, able: bool) -> list[Piece]:
    """A name in the first face that has all its letters; else each letter by itself, so that what is missing is seen."""
    shown = printable(text)
    face = fonts.face_for_all(shown) if able else None
    if face is None:
        return [Piece(one, part) for one, part in fonts.runs(text)]
    return [Piece(face, shown, True, bidirectional(shown[0]) in {"R", "AL"})]
