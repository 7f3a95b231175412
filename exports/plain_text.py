"""Texts that people wrote, without characters that no document can hold."""

from __future__ import annotations

from unicodedata import category

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_text(text: str) -> str:
    """`text` with a blank for each control character, half surrogate, or code point that is no character (XML 1.0, 2.2 Char).

    Characters that change the direction of writing are replaced too, so that no name reads as another. Line ends and tabs stay,
    and so do rare and private-use characters, because names need them.
    """
    return text if text.isprintable() else "".join(" " if _has_no_place(c) else c for c in text)


def about_wide(text: str) -> int:
    """About how wide a text is: a Chinese character counts twice."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _has_no_place(character: str) -> bool:
    if character in "\n\r\t":
        return False
    return category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE or character in _DIRECTIONS
