"""A witness's code as a picture of half blocks, whose desk was seen, and how far two clocks stood apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from checkin.durations import h_mm_ss
from checkin.rules.events import Event, Witness
from checkin.rules.instants import local_text
from checkin.texts import _, in_a_row
from storage.supervision.witnessing import DeskNames, apart_ms

_QUIET = 2
_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""Light is drawn, dark is left out: a terminal is dark, and the code has to stand on a light ground."""


def code_lines(matrix: Sequence[Sequence[bool]]) -> list[str]:
    """Two rows of modules a line, with a quiet zone round them; True is dark."""
    width = len(matrix[0]) + 2 * _QUIET
    empty = [False] * width
    rows = [*[empty] * _QUIET, *([False] * _QUIET + list(row) + [False] * _QUIET for row in matrix), *[empty] * _QUIET]
    if len(rows) % 2:
        rows.append(empty)
    return [
        "".join(_HALVES[upper, lower] for upper, lower in zip(rows[n], rows[n + 1], strict=True))
        for n in range(0, len(rows), 2)
    ]


def desk_seen(event: Event, names: DeskNames) -> str:
    """Whose desk a witness saw: its name; of another school's the school with the start of its id, else its id."""
    desk = getattr(event.body, "desk", "")
    school = names.school_seen(event)
    if desk in names.desks or school is None:
        return names.desks.get(desk, desk)
    return _("{school}, desk {desk}").format(school=names.schools[school], desk=desk[:8])


def nameless_line(events: Iterable[Event], names: DeskNames) -> str:
    """Whose those desks may be that stand there as an id alone, and what to do; empty where all have a name."""
    if not any(_is_nameless(event, names) for event in events):
        return ""
    return _(
        "A desk that stands there as an id is another school’s, or one of this team whose pack is not here: its pack names it; after a "
        "kit of the district was taken (hourdesk kit --take), codes of other schools say the school."
    )


def kept_text(event: Event, names: DeskNames) -> str:
    """What is said of a code that was kept."""
    text = _("Kept: this desk has seen the record of {desk}. {apart}")
    return text.format(desk=desk_seen(event, names), apart=apart_text(apart_ms(event)))


def kept_at_desk(event: Event, names: DeskNames) -> str:
    """The same in the strip of a screen, with whose a desk may be that stands there as an id."""
    whose = _("It is another school’s desk, or one of this team whose pack is not here.")
    return in_a_row((kept_text(event, names), whose if _is_nameless(event, names) else ""))


def _is_nameless(event: Event, names: DeskNames) -> bool:
    return names.school_seen(event) is None and getattr(event.body, "desk", "") not in names.desks


def seen_object(event: Event, names: DeskNames, zone: tzinfo) -> dict[str, object]:
    """What a witness saw, as JSON."""
    body = event.body
    assert isinstance(body, Witness)
    return {
        "event": event.id, "at": local_text(event.at, zone), "desk": event.desk, "desk_name": names.desks.get(event.desk),
        "saw": body.desk, "saw_name": names.desks.get(body.desk), "saw_team": names.school_seen(event), "seq": body.seq,
        "hash": body.hash, "activity": body.activity, "apart_ms": apart_ms(event),
    }  # fmt: skip


def apart_text(milliseconds: int) -> str:
    """How far apart the clocks stood, the time of scanning included."""
    seconds = round(abs(milliseconds) / 1000)
    return _("Clocks at most {time} apart.").format(time=h_mm_ss(seconds))
