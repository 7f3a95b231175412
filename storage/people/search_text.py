"""The text in which persons are searched: names by every reading, without accents, in any way of typing ü."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from checkin.rules.badge_numbers import normal_digits
from storage.people.person import Person
from storage.people.spelling import clean_text

FORM = "\x1f3"
"""Stands at the end of texts that this version wrote; a register of an older one gets its texts anew."""
_MOST_READINGS = 64
_SURNAMES = {"黑": "he", "谌": "shen", "费": "bi", "会": "gui", "难": "ning"}
"""How a surname is also read, where the pinyin library knows the word's readings only."""
_WITHOUT_MARK = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode doesn't take apart into a letter and an accent."""
_BETWEEN = re.compile(r"[-'’‘ʼ`´‐‑–·•・‧.]")
"""What joins the parts of a name: people leave it out or type another one."""
_LONGEST = 6_000
"""Characters of a text that is searched, or searched for. One may stand for eighteen others, and somebody waits for the answer."""
_LONGEST_NAME = 20
_LEAST_BADGE_DIGITS = 8
"""So many digits of a badge are surely not meant as a class or a number."""


def search_text(person: Person) -> str:
    """Name, every reading of it and its initials, class and number, in small letters.

    Surnames are often read otherwise than the word (曾 zēng, 翟 zhái), so all readings of each character count.
    """
    name = "".join(person.name.split())
    words = [name, person.name, folded(person.name), folded(name)]
    words += [joined(word) for word in words[2:]]
    words += sounds_of_name(person.name)
    return " ".join([*dict.fromkeys(words), person.class_name, person.number]).casefold() + FORM


@lru_cache(maxsize=20_000)
def sounds_of_name(name: str) -> tuple[str, ...]:
    """How a name is read, in pinyin and initials. It is remembered: a list is looked at first and written then, and looking a name
    up takes longer than all else that is done for a person."""
    return tuple(sounds(joined("".join(name.split()))))


def sounds(text: str) -> list[str]:
    """Every reading of a Chinese text in pinyin, each with its initials; empty where nothing in it is Chinese."""
    found: list[str] = []
    for syllables in () if text.isascii() else _readings(text):
        whole = "".join(syllables)
        found += [whole, "".join(s[:1] for s in syllables)]
        if "v" in whole:
            # pypinyin writes ü as v; passports write it as YU, and people as u.
            found += [whole.replace("v", "u"), whole.replace("v", "yu")]
    return found


def folded(text: str) -> str:
    """`text` cleaned, in small letters, without accents: `José` is found by `jose`, and `lü` by `lu`. Of a longer text than anything
    that is searched the beginning is enough."""
    apart = unicodedata.normalize("NFD", clean_text(text.strip()[:_LONGEST]).casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain).translate(_WITHOUT_MARK)


def is_found(texts: Iterable[str], wanted: str) -> bool:
    """Whether one of these texts has what is looked for in it: as it is written, without accents and dots, in pinyin, by initials."""
    text = folded(wanted)
    short = joined(text)
    return any(text in one or short in joined(one) or _sounds_like(one, short) for one in map(folded, texts))


def _sounds_like(text: str, wanted: str) -> bool:
    """Only names: a sentence has too many readings."""
    return len(text) <= _LONGEST_NAME and any(wanted in one for one in sounds_of_name(text))


def joined(word: str) -> str:
    """A folded word without dots, hyphens and apostrophes: `O’Brien` and 阿卜杜·买买提 are found however they are typed."""
    return _BETWEEN.sub("", word)


def badge_digits(text: str) -> str | None:
    """The digits of a badge that somebody typed from the card, in groups or not; None for anything else."""
    digits = normal_digits(text.strip()[:_LONGEST]).replace("-", "")
    return digits if digits.isascii() and digits.isdigit() and len(digits) >= _LEAST_BADGE_DIGITS else None


def _readings(name: str) -> list[tuple[str, ...]]:
    """The usual reading first, then those that differ from it at the front: the surname is read otherwise most often."""
    # The tables of the pinyin library are large; only registering people needs them.
    from pypinyin import Style, lazy_pinyin, pinyin

    usual = tuple(lazy_pinyin(name, style=Style.NORMAL))
    # Character by character: within a word (解放) the library gives the reading of that word only.
    parts = [part for part in re.split(r"([^\x00-\u02ff])", name) if part]
    every = [
        [*readings, *([_SURNAMES[part]] if part in _SURNAMES else [])]
        for part, readings in zip(parts, pinyin(parts, style=Style.NORMAL, heteronym=True), strict=True)
    ]
    turned = islice(product(*reversed(every)), _MOST_READINGS)
    return list(dict.fromkeys([usual, *(tuple(reversed(one)) for one in turned)]))
