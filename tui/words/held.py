"""What is said of scans that are held because no activity was chosen."""

from __future__ import annotations

from datetime import tzinfo

from checkin.texts import _, ngettext
from storage.presence.held_scans import HeldSpan
from tui.words.amounts import clock_text, day_text


def held_line(held: HeldSpan, here: tzinfo) -> str:
    """`3 scans are held, without an activity: 2026-11-28 09:00–09:04`; empty for none."""
    if not held.scans:
        return ""
    text = ngettext(
        "{count} scan is held, without an activity: {span}",
        "{count} scans are held, without an activity: {span}",
        held.scans,
    )
    return text.format(count=held.scans, span=span_text(held, here))


def held_briefly(held: HeldSpan, here: tzinfo) -> str:
    """The same in the width of the verdict panel on the smallest terminal: `3 held · 2026-11-28 09:00–09:04`."""
    if not held.scans:
        return ""
    return _("{count} held · {span}").format(count=held.scans, span=span_text(held, here))


def span_text(held: HeldSpan, here: tzinfo) -> str:
    """From when to when they came: the day once where it is one day."""
    first_day, last_day = day_text(held.first, here), day_text(held.last, here)
    first, last = f"{first_day} {clock_text(held.first, here)}", clock_text(held.last, here)
    if first_day != last_day:
        return f"{first} – {last_day} {last}"
    return first if first.endswith(last) else f"{first}–{last}"


def taken_in_lines(count: int, refused: int, too_late: int) -> list[str]:
    """What came of them: how many are in the record, how many of those were turned away, how many stay held."""
    lines = [
        ngettext("{count} held scan was taken in.", "{count} held scans were taken in.", count).format(count=count)
    ]
    if refused:
        text = ngettext("{count} of them was turned away.", "{count} of them were turned away.", refused)
        lines.append(text.format(count=refused))
    if too_late:
        text = ngettext(
            "{count} stays held: it came after this activity was closed.",
            "{count} stay held: they came after this activity was closed.",
            too_late,
        )
        lines.append(text.format(count=too_late))
    return lines
