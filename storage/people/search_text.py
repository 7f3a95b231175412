"""The text in which persons are searched: names by every reading, without accents, in any way of typing ü."""

from __future__ import annotations

import unicodedata
from itertools import islice, product

from checkin.rules.badge_numbers import normal_digits
from storage.people.person import Person
from storage.people.spelling import clean_text

FORM = "\x1f2"
"""Stands at the end of texts that this version wrote; a register of an older one gets its texts anew."""
_MOST_READINGS = 24
_LEAST_BADGE_DIGITS = 8
"""So many digits of a badge are surely not meant as a class or a number."""


def search_text(person: Person) -> str:
    """Name, every reading of it and its initials, class and number, in small letters.

    Surnames are often read otherwise than the word (曾 zēng, 翟 zhái), so all readings of each character count.
    """
    name = "".join(person.name.split())
    words = [name, person.name, folded(person.name), folded(name)]
    if not name.isascii():
        for syllables in _readings(name):
            whole = "".join(syllables)
            words += [whole, "".join(s[:1] for s in syllables)]
            if "v" in whole:
                # pypinyin writes ü as v; passports write it as YU, and people as u.
                words += [whole.replace("v", "u"), whole.replace("v", "yu")]
    return " ".join([*dict.fromkeys(words), person.class_name, person.number]).casefold() + FORM


def folded(text: str) -> str:
    """`text` cleaned, in small letters, without accents: `José` is found by `jose`, and `lü` by `lu`."""
    apart = unicodedata.normalize("NFD", clean_text(text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def badge_digits(text: str) -> str | None:
    """The digits of a badge that somebody typed from the card, in groups or not; None for anything else."""
    digits = normal_digits(text).replace("-", "")
    return digits if digits.isascii() and digits.isdigit() and len(digits) >= _LEAST_BADGE_DIGITS else None


def _readings(name: str) -> list[tuple[str, ...]]:
    # The tables of the pinyin library are large; only registering people needs them.
    from pypinyin import Style, lazy_pinyin, pinyin

    usual = tuple(lazy_pinyin(name, style=Style.NORMAL))
    every = pinyin(name, style=Style.NORMAL, heteronym=True)
    return list(dict.fromkeys([usual, *islice(product(*every), _MOST_READINGS)]))
