"""Codes that several desks made apart, in lines: on the screen as on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checkin.rules.activities import planned_span
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from exports.included_desks import desk_word
from storage.activities.clashes import CodeClash, MadeActivity
from tui.words.cells import plain
from tui.words.counts import minutes_text, sums_text

BY_COMMAND = N_(
    "Until somebody decides, each desk's scans count in its own. One activity: hourdesk activity clash {code} --one "
    "--reason WHY; two: --two (on the screen D in the review)"
)
ON_SCREEN = N_("Until somebody decides, each desk's scans count in its own. To decide: D in the review.")

DIFFERENT = N_("different activities: each later one gets a code of its own")


def clash_lines(clashes: Iterable[CodeClash], advice: str = BY_COMMAND) -> list[str]:
    """What each desk made under one code, and how it is decided on, which `advice` says; empty where there is nothing to decide."""
    lines: list[str] = []
    for clash in clashes:
        lines.append(clash_heading(clash))
        lines += [f"  {made_text(one)}" for one in clash.made]
        lines.append(_(advice).format(code=clash.code))
    return lines


def clash_heading(clash: CodeClash) -> str:
    """How many desks made a code."""
    count = len(clash.made)
    text = ngettext(
        "{count} desk made an activity with the code {code}:",
        "{count} desks made an activity with the code {code}, each without the other:",
        count,
    )
    return text.format(count=count, code=clash.code)


def made_text(one: MadeActivity) -> str:
    """An activity with what people type for it, its name, place, planned times and desk."""
    a = one.activity
    return "  ".join((one.typed, plain(a.name), plain(a.place), planned_span(a) or "—", plain(desk_word(one.desk))))


def clash_object(clash: CodeClash) -> dict[str, Any]:
    """A clash as JSON; `event` is the making's."""
    return {"waits": ["code_clash"], "code": clash.code, "made": [_made_object(one) for one in clash.made]}


def _made_object(one: MadeActivity) -> dict[str, Any]:
    a = one.activity
    start, end = (None if at is None else local_text(at, a.zone) for at in (a.start, a.end))
    return {
        "activity": one.typed,
        "name": a.name,
        "place": a.place,
        "start": start,
        "end": end,
        "desk": one.making.desk,
        "desk_name": one.desk,
        "event": one.making.id,
    }


def code_change_text(before: tuple[int, int, int], after: tuple[int, int, int]) -> str:
    """What a district's ruling on a code changed: persons, sessions and credited minutes, before and after."""
    return " → ".join(
        sums_text(persons, sessions, minutes_text(minutes)) for persons, sessions, minutes in (before, after)
    )
