"""Dates and clock times as hand scanners and their programs write them into a file.

The year comes first, in whatever punctuation. A date that begins with the day or the month is refused: 05/03/2024 is
5 March to one program and 3 May to another, and nobody may guess it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

_DAY = r"(\d{4}) ?([-/.年]) ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?"
_HALF = r"[AaPp]\.?[Mm]\.?|上午|下午|凌晨|早上|晚上"
_CLOCK = (
    rf"(?P<before>{_HALF})? ?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,](?P<part>\d+))?)?"
    rf" ?(?P<after>{_HALF})? ?(?P<offset>[Zz]|[+-]\d{{2}}:?\d{{2}})?"
)
_WHOLE = re.compile(rf"{_DAY}(?:[Tt ] ?|(?<=日)){_CLOCK}")
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)[Tt ]?(\d\d)(\d\d)(\d\d)?")
_ONLY_DAY = re.compile(_DAY)
_ONLY_COMPACT_DAY = re.compile(r"(?:19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ONLY_CLOCK = re.compile(_CLOCK)
_ONLY_HALF = re.compile(_HALF)
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:[ T].*)?")
_ONLY_COMPACT_CLOCK = re.compile(r"((?:[01]\d|2[0-3]))([0-5]\d)([0-5]\d)?")
_PUNCTUATED = (_WHOLE, _ONLY_DAY, _ONLY_CLOCK, _ONLY_HALF, _YEAR_LAST)
_AFTERNOON = re.compile(r"[Pp]|下午|晚上")


def plain(cell: str) -> str:
    """A cell by NFKC, without quotes and blanks around it."""
    return " ".join(unicodedata.normalize("NFKC", cell).strip().strip("'\"").split())


def time_parts(cells: Sequence[str]) -> list[int]:
    """Which cells are a date, a clock time, both, or the half of a day that stands apart (`PM`); counted from 0.

    Digits alone (`20260305`, `083000`) may be a number as well: they count only where no other cell says the same.
    """
    texts = [plain(cell) for cell in cells]
    found = [i for i, text in enumerate(texts) if any(form.fullmatch(text) for form in _PUNCTUATED)]
    if not any(_WHOLE.match(texts[i]) or _ONLY_DAY.match(texts[i]) or _YEAR_LAST.match(texts[i]) for i in found):
        whole = [i for i, text in enumerate(texts) if _compact(text) is not None]
        days = [i for i, text in enumerate(texts) if _ONLY_COMPACT_DAY.fullmatch(text)]
        found += whole[:1] or days
    if found and not any(_has_clock(texts[i]) for i in found):
        clocks = [i for i, text in enumerate(texts) if i not in found and _ONLY_COMPACT_CLOCK.fullmatch(text)]
        found += clocks if len(clocks) == 1 else []
    return sorted(found)


def _has_clock(text: str) -> bool:
    return bool(_WHOLE.fullmatch(text) or _ONLY_CLOCK.fullmatch(text)) or _compact(text) is not None


def names_day(cells: Sequence[str]) -> bool:
    """Whether any cell names a day, however it is written."""
    return any(
        _WHOLE.fullmatch(t) or _ONLY_DAY.fullmatch(t) or _ONLY_COMPACT_DAY.fullmatch(t) for t in map(plain, cells)
    ) or (has_year_last(cells))


def has_year_last(cells: Sequence[str]) -> bool:
    """Whether a date among the cells begins with the day or the month."""
    return any(_YEAR_LAST.fullmatch(plain(cell)) for cell in cells)


def instant_of(cells: Sequence[str], zone: tzinfo) -> int | None:
    """Milliseconds of the one date and clock time that the cells name together; one without an offset is in `zone`.

    None where they name none, several, or one that does not exist.
    """
    parts = [plain(cell) for cell in cells]
    days = [text for text in parts if _ONLY_DAY.fullmatch(text) or _ONLY_COMPACT_DAY.fullmatch(text)]
    whole = [text for text in parts if text not in days]
    try:
        if not days and len(whole) == 1:
            return _instant(_whole(whole[0]), zone)
        if len(days) == 1:
            return _instant(_joined(days[0], " ".join(whole)), zone)
    except (ValueError, OverflowError):
        return None
    return None


def _joined(day: str, clock: str) -> datetime | None:
    if _ONLY_COMPACT_DAY.fullmatch(day):
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if compact := _ONLY_COMPACT_CLOCK.fullmatch(clock):
        clock = ":".join(group for group in compact.groups() if group)
    return _whole(f"{day} {clock}")


def _whole(text: str) -> datetime | None:
    found = _WHOLE.fullmatch(text)
    if found is None:
        return _compact(text)
    half = found["before"] or found["after"]
    hour = int(found["hour"])
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if _AFTERNOON.match(half) else 0)
    second, part = int(found["second"] or 0), int((found["part"] or "0").ljust(6, "0")[:6])
    clock = time(hour, int(found["minute"]), second, part, _offset(found["offset"]))
    return datetime.combine(datetime(int(found[1]), int(found[3]), int(found[4])), clock)


def _compact(text: str) -> datetime | None:
    """`20240305090000`, `20240305 0900`; None for other digits, such as a number of that length that is no time."""
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(group or 0) for group in found.groups())
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _instant(at: datetime | None, zone: tzinfo) -> int | None:
    if at is None:
        return None
    return round((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp() * 1000)
