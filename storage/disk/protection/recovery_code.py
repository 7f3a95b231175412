"""Recovery codes: digits in groups of five, which survive paper, a telephone and a Chinese input method."""

from __future__ import annotations

import secrets
import unicodedata

GROUP = 5
CHECK_DIGITS = 2


def new_code(digits: int) -> str:
    """So many random digits, and two check digits (ISO 7064 MOD 97-10), as badge numbers have them."""
    stem = "".join(secrets.choice("0123456789") for _ in range(digits))
    return f"{stem}{98 - int(stem) * 100 % 97:02d}"


def grouped_code(code: str) -> str:
    """A code as it is printed: `12345 67890 …`."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def code_in(text: str, length: int) -> str | None:
    """The code of so many digits (its check digits not counted) in what somebody typed or pasted; None where there is none.

    Groups, dashes, line breaks, full-width digits and the label before it do no harm; of more digits the last ones count.
    """
    digits = "".join(str(unicodedata.decimal(c)) for c in unicodedata.normalize("NFKC", text) if c.isdecimal())
    code = digits[-(length + CHECK_DIGITS) :]
    return code if len(code) == length + CHECK_DIGITS and int(code) % 97 == 1 else None
