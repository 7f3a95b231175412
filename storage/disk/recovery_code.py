"""Recovery codes: digits in groups of five, which survive paper, a telephone and a Chinese input method."""

from __future__ import annotations

import secrets

from checkin.rules.badge_numbers import normal_digits

GROUP = 5
CHECK_DIGITS = 2


def new_code(digits: int) -> str:
    """So many random digits, and two check digits (ISO 7064 MOD 97-10), as badge numbers have them."""
    stem = "".join(secrets.choice("0123456789") for _ in range(digits))
    return f"{stem}{98 - int(stem) * 100 % 97:02d}"


def grouped_code(code: str) -> str:
    """A code as it is printed: `12345 67890 …`."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def typed_digits(text: str) -> str:
    """What somebody typed or copied as a code, without the word and colon before it, groups and dashes; other characters stay."""
    return normal_digits(text.replace("：", ":").rpartition(":")[2].replace("-", " "))


def is_code(digits: str, length: int) -> bool:
    """Whether typed digits have the length of a code (its check digits not counted) and the right check digits."""
    return has_length(digits, length) and int(digits) % 97 == 1


def has_length(digits: str, length: int) -> bool:
    """Whether typed digits are digits alone, and as many as a code of `length` has with its check digits."""
    return len(digits) == length + CHECK_DIGITS and digits.isascii() and digits.isdigit()
