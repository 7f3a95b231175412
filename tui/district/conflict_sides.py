"""What stands beside a conflict: what it says, then each side with its school, desk, activity and person, and what was said later."""

from __future__ import annotations

from functools import partial

from checkin.rules.problems import N_
from checkin.texts import _
from checkin.words import direction_word, event_word
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.sides import Side, sides
from exports.district.district import District
from tui.district.page import Aside, Part
from tui.district.times import time_text
from tui.words.cells import plain

FROM_REGISTERS = N_("This does not come from one event: it comes from the registers.")


def conflict_aside(conflict: Conflict) -> Aside:
    """The maker of what stands beside this conflict."""
    return partial(_parts, conflict=conflict)


def _parts(district: District, conflict: Conflict) -> tuple[Part, ...]:
    told = Part(conflict.kind.text, (("", plain(conflict.text)),), "" if conflict.ruled else "bad")
    found = sides(district, conflict)
    if found:
        return (told, *(_part(district, side) for side in found))
    schools = district.team_names()
    lines = [(code, plain(schools[code])) for code in sorted(map(str, conflict.teams)) if schools.get(code)]
    where = ("", _(FROM_REGISTERS))
    return (told, Part(_("schools"), (*lines, where)))


def _part(district: District, side: Side) -> Part:
    event = side.event
    what = " ".join(filter(None, (event_word(event.kind), direction_word(event.direction))))
    lines = [
        (_("school"), side.school), (_("desk"), event.desk_name or event.desk), (_("activity"), side.activity),
        (_("person"), side.person), (_("operator"), event.operator), (_("reason"), event.reason),
    ]  # fmt: skip
    title = f"{time_text(district, event.at, seconds=True)}  {what}"
    return Part(title, tuple((label, plain(value)) for label, value in lines if value), "good" if side.is_later else "")
