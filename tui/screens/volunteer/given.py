"""What was given to a volunteer and can be struck out again."""

from __future__ import annotations

from checkin.durations import hours_text
from checkin.rules.identity import within
from checkin.texts import _
from checkin.words import quality_word
from tui.words.cells import cut, plain
from tui.words.volunteer_page import VolunteerData, star_text

ENTRY = "entry "
"""What the name of an entry of the diary begins with; its place follows."""
_LONGEST_LINE = 70


def given_lines(data: VolunteerData) -> list[tuple[str, str]]:
    """What can be struck out, the newest first of each: the event (or diary entry) and its line."""
    given, record = data.record.recognition, data.record
    found = [(a.event, f"{a.day.isoformat()}  {star_text(a.stars)}") for a in reversed(given.awards)]
    found += [(c.event, f"{c.day.isoformat()}  {plain(c.title)}") for c in reversed(given.commendations)]
    found += [(e.event, f"{e.day.isoformat()}  {quality_word(e.quality)}") for e in reversed(given.evaluations)]
    found += [(r.event, hours_text(r.minutes) + f"  {plain(r.service)}") for r in reversed(record.account.redemptions)]
    found += [
        (one.event.id, _("{number} is the same person as {other}").format(number=number, other=other))
        for one in reversed(data.links)
        for number, other in [(within(one.volunteer, data.own_team), within(one.same_as, data.own_team))]
    ]
    in_force = [one for one in reversed(data.certificates) if one.revoked is None]
    text = _("{day}  certificate {number}: it will be revoked")
    found += [(one.event.id, text.format(day=one.body.day, number=plain(one.body.number))) for one in in_force]
    found += [
        (f"{ENTRY}{entry.place}", f"{entry.day.isoformat()}  {plain(entry.text)}") for entry in reversed(data.diary)
    ]
    return [(name, cut(line, _LONGEST_LINE)) for name, line in found]
