"""Mask names for a list on a wall: people find themselves in it, but not others (domain §2)."""

from __future__ import annotations

from unicodedata import category, normalize

STAR = "*"


def masked_name(name: str) -> str:
    """`王小明` → `王*明`, `张伟` → `张*`, `Ana Lopez` → `A** L****`; a name of one character is a star."""
    words = normalize("NFC", name).split()
    return " ".join(map(_masked_latin if len(words) > 1 or _is_latin(words) else _masked_word, words))


def _is_latin(words: list[str]) -> bool:
    return bool(words) and words[0][0].isascii()


def _masked_latin(word: str) -> str:
    letters = _letters(word)
    return letters[0] + STAR * (len(letters) - 1) if len(letters) > 1 else STAR


def _masked_word(word: str) -> str:
    letters = _letters(word)
    if len(letters) < 2:
        return STAR
    if len(letters) == 2:
        return letters[0] + STAR
    return letters[0] + STAR * (len(letters) - 2) + letters[-1]


def _letters(word: str) -> list[str]:
    """The characters that people see: combining marks stay with their letter, invisible characters are removed."""
    letters: list[str] = []
    for character in word:
        kind = category(character)
        if kind in ("Mn", "Mc", "Me") and letters:
            letters[-1] += character
        elif kind[0] != "C":
            letters.append(character)
    return letters or [STAR]
