"""Hours as people write them, as minutes."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from checkin.rules.problems import N_, refuse

_DECIMAL = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(?:小时|学时|h|hours?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")


def minutes_of(text: str, where: str) -> int:
    """Minutes of hours such as `2`, `1.5`, `1:30` or `2小时`, to the nearest minute. Raises Refused for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if (clock := _CLOCK.fullmatch(plain)) is not None:
        return int(clock[1]) * 60 + int(clock[2])
    if (number := _DECIMAL.fullmatch(plain)) is not None:
        return int((Decimal(number[1]) * 60).to_integral_value())
    message = N_("“{text}” is no number of hours: write 2 or 1.5 or 1:30")
    raise refuse("bad_hours", where, message, text=text)
