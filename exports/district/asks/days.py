"""A period of days as a condition of the district's queries."""

from __future__ import annotations

from checkin.rules.period import Period


def in_days(period: Period) -> str:
    """SQL over the column `day` of sessions `s`. Dates are written out: they hold no text of anybody's."""
    parts = ["true"]
    if period.first is not None:
        parts.append(f"s.day >= DATE '{period.first.isoformat()}'")
    if period.last is not None:
        parts.append(f"s.day <= DATE '{period.last.isoformat()}'")
    return " AND ".join(parts)
