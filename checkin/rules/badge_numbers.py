"""Badge numbers: 24 digits, `71` + 20 random digits + 2 check digits by ISO 7064 MOD 97-10 (design §5)."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

PREFIX = "71"
LENGTH = 24
RANDOM_DIGITS = 20
CARD_LENGTH = 64


class NotABadge(StrEnum):
    """Why a text is no badge number; kept in the log in place of the text."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    PREFIX = "prefix"
    CHECK_DIGITS = "check_digits"


def badge_number(random_digits: str) -> str:
    """The badge number with these 20 random digits. Raises ValueError for anything else."""
    if len(random_digits) != RANDOM_DIGITS or not _ascii_digits(random_digits):
        raise ValueError("a badge number is made from 20 digits")
    stem = PREFIX + random_digits
    return f"{stem}{98 - int(stem) * 100 % 97:02d}"


def why_not_a_badge(text: str) -> NotABadge | None:
    """None for a valid badge number, else the first thing that is wrong with it."""
    if not text:
        return NotABadge.EMPTY
    if not _ascii_digits(text):
        return NotABadge.NOT_DIGITS
    if len(text) != LENGTH:
        return NotABadge.LENGTH
    if not text.startswith(PREFIX):
        return NotABadge.PREFIX
    return None if int(text) % 97 == 1 else NotABadge.CHECK_DIGITS


def is_badge_number(text: str) -> bool:
    """Whether `text` is a badge number with right check digits."""
    return why_not_a_badge(text) is None


def is_card_text(text: str) -> bool:
    """Whether a school's own card could carry `text`: 1 to 64 printable characters."""
    return 0 < len(text) <= CARD_LENGTH and text.isprintable()


def normal_digits(text: str) -> str:
    """`text` by NFKC without blanks: full-width digits become plain ones, as Chinese input methods need it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def grouped(badge: str) -> str:
    """The number in groups of four, as printed: `7100 0000 …`."""
    return " ".join(badge[i : i + 4] for i in range(0, len(badge), 4))


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
