"""Hours as people write them, as minutes: the one home for command line, forms, lists and returns."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from checkin.rules.problems import N_, refuse

MOST_HOURS = 2_000
"""What one amount may be; more is a slip, or minutes taken for hours."""
_CLOCK = re.compile(r"(?P<hours>\d{1,7}):(?P<minutes>[0-5]\d)(?::00)?", re.ASCII)
"""A duration as h:mm, as Hourdesk's own workbooks show it; a spreadsheet may add the seconds."""
_HOURS, _MINUTES = "小时|个小时|学时|课时|hours?|hrs?|h", "分钟|分|minutes?|mins?|m"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{0,7})(?:\.\d{1,20})?"
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER}) ?(?:(?P<hours>{_HOURS})|(?P<minutes>{_MINUTES}))?", re.ASCII)
_BOTH = re.compile(rf"(?P<hours>\d{{1,7}}) ?(?:{_HOURS}) ?(?P<minutes>[0-5]?\d) ?(?:{_MINUTES})", re.ASCII)
_HALF = re.compile(r"(?P<hours>\d{1,7}) ?(?:个半小时|小时半|个半学时|学时半)", re.ASCII)
_MARKS = str.maketrans("。．∶︰，", "..::,")
"""What input methods make of a full stop, a colon and a comma, where NFKC leaves it."""


def parse_hours(text: str, where: str, *, in_minutes: bool = False) -> int:
    """Minutes of `2`, `1.5`, `1:30`, `2小时`, `1小时30分`, `90分钟`, to the nearest minute. A number without a unit is in hours,
    or in minutes where its column says so (`in_minutes`). Raises Refused, with `where`, for anything else, and above MOST_HOURS."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).casefold().split())
    exact = _exact(plain, in_minutes=in_minutes)
    if exact is None or exact > MOST_HOURS * 60:
        message = N_("“{text}” is no number of hours; write 0 to {most}, such as 1.5 or 1:30")
        raise refuse("bad_hours", where, message, text=text[:40], most=MOST_HOURS)
    return int(exact.to_integral_value())


def _exact(plain: str, *, in_minutes: bool) -> Decimal | None:
    both = _BOTH.fullmatch(plain) or (None if in_minutes else _CLOCK.fullmatch(plain))
    if both is not None:
        return Decimal(both["hours"]) * 60 + Decimal(both["minutes"])
    if (half := _HALF.fullmatch(plain)) is not None:
        return Decimal(half["hours"]) * 60 + 30
    found = _AMOUNT.fullmatch(plain)
    if found is None or not found["number"]:
        return None
    number = Decimal(found["number"].replace(",", ""))
    # A unit after the number overrides the unit in the heading.
    is_minutes = bool(found["minutes"]) or (in_minutes and not found["hours"])
    return number if is_minutes else number * 60
