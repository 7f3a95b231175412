"""Days and times of the day as people write them by hand."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time

from checkin.rules.problems import N_, refuse

# Minutes have two digits: a spreadsheet makes 9.5 of 9.50, which must not become five past nine.
_CLOCK = re.compile(r"(\d{1,2})(?: ?[:.点时] ?(\d{2}) ?分?)?|(\d{1,2})(\d{2})")
_FULL_STOPS = str.maketrans("。．", "..")
"""What a Chinese input method makes of a full stop."""


def parse_day(text: str) -> date:
    """A day as people write it: `2026-03-05`, `2026/3/5`. Raises Refused for one that does not exist."""
    plain = unicodedata.normalize("NFKC", text).replace("/", "-").replace(".", "-").strip()
    try:
        year, month, day = (int(part) for part in plain.split("-"))
        return date(year, month, day)
    except ValueError:
        raise refuse("bad_date", "", N_("“{text}” is no day; write it as 2026-03-05"), text=text) from None


def parse_day_and_time(text: str, where: str) -> tuple[date | None, time]:
    """A time of the day, or a day with one behind it: `2026-03-06 02:00`. The day is None where none is said. Raises Refused."""
    first, _blank, rest = unicodedata.normalize("NFKC", text).strip().replace("T", " ").partition(" ")
    if rest.strip() and re.search(r"[-/]", first):
        return parse_day(first), parse_time(rest, where)
    return None, parse_time(text, where)


def parse_time(text: str, where: str) -> time:
    """A time of the day: `9:05`, `09:05`, `9.05`, `0905`, `9点05分`, `9`. Raises Refused."""
    plain = unicodedata.normalize("NFKC", text.translate(_FULL_STOPS)).strip()
    found = _CLOCK.fullmatch(plain)
    try:
        if found is None:
            raise ValueError(plain)
        return time(int(found[1] or found[3]), int(found[2] or found[4] or 0))
    except ValueError:
        message = N_("“{text}” is no time of the day; write it as 9:05, 9.05 or 0905, the minutes with two digits")
        raise refuse("bad_time", where, message, text=text[:40]) from None
