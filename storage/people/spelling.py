"""How names and classes are cleaned and compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from checkin.rules.typed_texts import FILLERS

_HAN_RANGES = r"[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff]"
_LATIN = re.compile(r"[A-Za-z]")
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●", "·"))


def clean_text(text: str) -> str:
    """`text` by NFKC, on one line, without control, format and direction characters, fillers and needless blanks."""
    if text.isascii() and text.isprintable():
        # Numbers, dates and times, of which a list is full, have nothing to leave out.
        return " ".join(text.split())
    spaced = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _is_left_out(c))
    normal = unicodedata.normalize("NFKC", spaced)
    return " ".join("".join(c for c in normal if not _is_left_out(c)).split())


def _is_left_out(char: str) -> bool:
    return char in FILLERS or unicodedata.category(char) in ("Cc", "Cf", "Cs")


def clean_name(text: str) -> str:
    """A name as it is kept: a Chinese one without blanks (「张 伟」), others with single ones (`Anna Lee`)."""
    name = clean_text(text).translate(_DOTS)
    if _han().search(name) and not _LATIN.search(name):
        return unicodedata.normalize("NFKC", name.replace(" ", ""))
    return name


def stands_in_a_line(char: str) -> bool:
    """Whether a character can be shown within a line of text. Those of private use, and those that are newer than this
    Python's table, can: rare names have them."""
    return char.isprintable() or unicodedata.category(char) in ("Co", "Cn")


def name_key(text: str) -> str:
    """A name for comparing: without blanks and without difference of case."""
    return clean_name(text).replace(" ", "").casefold()


def bare_number(number: str) -> str | None:
    """What a spreadsheet leaves of a number: without leading zeros. None for one that is not of digits alone."""
    return number.lstrip("0") if number.isdecimal() else None


@cache
def _han() -> re.Pattern[str]:
    # Compiling these ranges takes longer than loading all else here, and a desk that starts needs none of them.
    return re.compile(_HAN_RANGES)
