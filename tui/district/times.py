"""Instants as the clerk reads them: in the district's time zone."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from exports.district.district import District


def time_text(district: District, at: int | None, *, seconds: bool = False) -> str:
    """An instant (milliseconds) as date and time; None is an empty text."""
    if at is None:
        return ""
    written = "%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M"
    return local_time(at, zone(district.identity.timezone)).strftime(written)
