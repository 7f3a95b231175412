"""Times in the sentences of conflicts, in the district's zone."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from exports.district.district import District


def day_and_time(district: District, at: int | None) -> str:
    """`2026-03-05 16:30` for an instant in milliseconds; a dash for None."""
    return "—" if at is None else f"{local_time(at, zone(district.identity.timezone)):%Y-%m-%d %H:%M}"


def time_of_day(district: District, at: int | None) -> str:
    """`16:30` for an instant in milliseconds; empty for None."""
    return "" if at is None else f"{local_time(at, zone(district.identity.timezone)):%H:%M}"
