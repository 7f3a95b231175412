"""Numbers as people type them, with an input method's full-width digits and signs too."""

from __future__ import annotations

import re
import unicodedata

from checkin.rules.problems import N_, refuse

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_MARKS = str.maketrans("−–—。", "---.")


def parse_whole(text: str, where: str = "") -> int:
    """A whole number: `90`, `-10`, `９０`. Raises Refused."""
    plain = _plain(text)
    if not _WHOLE.fullmatch(plain):
        raise refuse(
            "bad_number", where, N_("“{text}” is no whole number; write it in digits, such as 90"), text=text[:40]
        )
    return int(plain)


def parse_number(text: str, where: str = "") -> float:
    """A number: `90`, `-2.5`. Raises Refused."""
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        raise refuse(
            "bad_number", where, N_("“{text}” is no number; write it in digits, such as 90 or 2.5"), text=text[:40]
        )
    return float(plain)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_MARKS).strip()
