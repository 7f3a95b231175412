"""Days and times of the day as people write them by hand."""

from __future__ import annotations

import unicodedata
from datetime import date, time

from checkin.rules.problems import N_, refuse


def parse_day(text: str) -> date:
    """A day as people write it: `2026-03-05`, `2026/3/5`. Raises Refused for one that does not exist."""
    plain = unicodedata.normalize("NFKC", text).replace("/", "-").replace(".", "-").strip()
    try:
        year, month, day = (int(part) for part in plain.split("-"))
        return date(year, month, day)
    except ValueError:
        raise refuse("bad_date", "", N_("“{text}” is no day; write it as 2026-03-05"), text=text) from None


def parse_time(text: str, where: str) -> time:
    """A time of the day: `9:05`, `09:05`, `9.05`, `0905`. Raises Refused."""
    plain = unicodedata.normalize("NFKC", text).replace(".", ":").strip()
    hours, colon, minutes = plain.partition(":")
    if not colon and len(plain) in (3, 4):
        hours, minutes = plain[:-2], plain[-2:]
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise refuse("bad_time", where, N_("“{text}” is no time of the day; write it as 09:00"), text=text) from None
