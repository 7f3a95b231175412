"""A line of events that came from outside: read and judged, or refused with the line and the cause."""

from __future__ import annotations

from checkin.rules.events import Event
from checkin.rules.judging import WrongLine, read_line
from checkin.rules.problems import refuse


def read_outside(raw: bytes, where: str, line: int, *, any_team: bool = False) -> tuple[Event, int, str]:
    """`(event, seq, prev)` of line `line` (from 1) of a file that messages call `where`. The body is `SetAside` where its content
    can't be so; with `any_team` it may name activities of other teams.

    Raises Refused where the bytes are not canonical (RFC 8785), or no event.
    """
    try:
        return read_line(raw, any_team=any_team)
    except WrongLine as wrong:
        raise refuse(wrong.code, where, wrong.spelling.message, line=line, **wrong.spelling.values) from wrong
