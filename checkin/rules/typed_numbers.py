"""Numbers as people type them, with an input method's full-width digits and signs too."""

from __future__ import annotations

import re
import unicodedata

from checkin.rules.problems import N_
from checkin.rules.typed_texts import unreadable

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_MARKS = str.maketrans("−–—。", "---.")


def parse_whole(text: str, where: str = "") -> int:
    """A whole number: `90`, `-10`, `９０`. Raises Refused."""
    plain = _plain(text)
    if not _WHOLE.fullmatch(plain):
        message = N_("“{text}” is no whole number; write it in digits, such as 90")
        raise unreadable("bad_number", where, text, message, N_("write how many, in digits, such as 90"))
    return int(plain)


def parse_number(text: str, where: str = "") -> float:
    """A number: `90`, `-2.5`. Raises Refused."""
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        message = N_("“{text}” is no number; write it in digits, such as 90 or 2.5")
        raise unreadable("bad_number", where, text, message, N_("write how many, in digits, such as 90 or 2.5"))
    return float(plain)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_MARKS).strip()
