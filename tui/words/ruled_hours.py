"""What a ruling of the district does to people's hours, in lines: on the screen as on the command line."""

from __future__ import annotations

from checkin.durations import h_mm
from checkin.texts import _
from exports.district.says.foreseeing import Foreseen
from tui.words.amounts import change_text
from tui.words.cells import plain
from tui.words.hours_change import NO_CHANGE, too_full_lines
from tui.words.lists import more_persons_text

_MOST_PEOPLE = 6
"""People who are named; the rest is counted."""


def ruled_lines(seen: Foreseen) -> list[str]:
    """Whose hours change and how, which days hold more than a day has by it, and how many sessions wait for review no longer, or now."""
    names = {one.person: f"{plain(one.name)} {one.person}".strip() for one in seen.persons}
    lines = [change_text(names[one.person], h_mm(one.before), h_mm(one.after)) for one in seen.persons[:_MOST_PEOPLE]]
    more = len(seen.persons) - _MOST_PEOPLE
    if more > 0:
        lines.append(more_persons_text(more))
    lines += too_full_lines(seen.overfull, lambda person: names[person])
    if seen.waiting_before != seen.waiting_after:
        text = _("sessions that wait for review: {before} → {after}")
        lines.append(text.format(before=seen.waiting_before, after=seen.waiting_after))
    return lines or [_(NO_CHANGE)]
