"""The text of a badge, without the changes that scanners and input methods make."""

from __future__ import annotations

import re
import unicodedata

# ISO/IEC 15424: a flag character, the symbology's letter, a digit or letter that modifies it.
_AIM_PREFIX = re.compile(r"\][A-Za-z][0-9A-Za-z]")
# AIM ECI protocol: a backslash and six digits before the text whose character set they name.
_ECI_PREFIX = re.compile(r"\\\d{6}")
# Code 128 starts an application-specific text with FNC1, which arrives as GS; that and the like never end a badge.
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}


def normalise(text: str) -> str:
    """The text of a badge, whatever way it came.

    Undone are full-width forms, invisible characters, blanks at the ends, and the scanner's AIM and ECI prefixes.
    Blanks inside a text of digits go too (people group them); inside other texts one blank stays one blank.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in _UNSEEN)
    plain = " ".join(plain.split())
    for prefix in (_AIM_PREFIX, _ECI_PREFIX):
        found = prefix.match(plain)
        # A text that is nothing but the prefix is not a scan of nothing: it is left to be refused as it is.
        if found and plain[found.end() :].strip():
            plain = plain[found.end() :].strip()
    digits = plain.replace(" ", "")
    return digits if digits.isdecimal() and digits.isascii() else plain
