"""Amounts of service as people read them: the one home of minutes in words, as h:mm, and as a spreadsheet's duration.

Whole minutes are the truth. No text here is rounded, so that rows add up to their total.
"""

from __future__ import annotations

from checkin.texts import _

DURATION_FORMAT = "[h]:mm"
"""The number format of a spreadsheet that shows a duration, also above 24 hours."""
_MINUTES_A_DAY = 24 * 60


def hours_text(minutes: int) -> str:
    """Whole minutes as hours and minutes in words: `2 h 5 min`."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    if not hours:
        return sign + _("{minutes} min").format(minutes=rest)
    if not rest:
        return sign + _("{hours} h").format(hours=hours)
    return sign + _hours_and_minutes(hours, rest)


def hours_in_full(minutes: int) -> str:
    """As `hours_text`, and less than an hour with its hour too: `0 h 5 min`, where the minutes alone stand beside it."""
    return hours_text(minutes) if minutes >= 60 else _hours_and_minutes(0, minutes)


def h_mm(minutes: int) -> str:
    """Whole minutes as `2:05`, for columns that people add up; a spreadsheet reads it as a duration."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"


def h_mm_ss(seconds: int) -> str:
    """Whole seconds as hours, minutes and seconds: `2:05:30`."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def days_of(minutes: int) -> float:
    """Whole minutes as the value of a spreadsheet's duration, which counts in days; its format is `DURATION_FORMAT`."""
    return minutes / _MINUTES_A_DAY


def chinese_hours(minutes: int) -> str:
    """Whole minutes in words for a form that is Chinese in every language: `2小时5分`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分" if hours and rest else f"{hours}小时" if hours else f"{rest}分钟"


def _hours_and_minutes(hours: int, minutes: int) -> str:
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
