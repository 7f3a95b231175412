"""What is said of hours whose scans came to the desk long after their time (design §4, "Clock")."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.durations import hours_text
from checkin.rules.service import Part, counted_minutes, part_of
from checkin.rules.sessions import Session
from checkin.texts import ngettext
from exports.tables.rows import SessionRow


def replayed_text(sessions: Iterable[Session | SessionRow]) -> str | None:
    """How many sessions were entered at another time, and their credited hours; None where there are none."""
    found = [s for s in sessions if part_of(s.source, s.flags) is Part.REPLAYED]
    if not found:
        return None
    text = ngettext(
        "{count} session ({hours}) was entered more than 10 minutes after or before its scans; it counts, and is summed apart.",
        "{count} sessions ({hours}) were entered more than 10 minutes after or before their scans; they count, and are summed apart.",
        len(found),
    )
    hours = hours_text(sum(counted_minutes(s.status, s.minutes or 0) for s in found))
    return text.format(count=len(found), hours=hours)
