"""Scans and badges as SQLite hands them over in one text: each value of each row more that a library hands over is felt, at the
gate and where a whole record is read. They are the events that `storage.log.events` gives for their rows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from orjson import loads

from checkin.rules.events import Badge, BadgeState, Direction, Event, Scan
from storage.log.events import damaged_event, read_cached

SCANS = "json_group_array(json_array(id, at, team, desk, activity, direction, source, volunteer, badge, arrival, post))"
"""SQL for all scans of a group of rows."""
BADGE = (
    "json_array(id, at, team, desk, badge, volunteer, state, "
    "json_extract(CAST(raw AS TEXT), '$.data.person_kind', '$.operator', '$.reason'))"
)
"""SQL for the event in which a badge was issued or revoked."""
_make: Any = tuple.__new__
_DIRECTIONS = {str(direction): direction for direction in Direction}
_STATES = {str(state): state for state in BadgeState}
_DAMAGED = (LookupError, TypeError, ValueError)


def scans_in(rows: Iterable[tuple[str]]) -> list[Event]:
    """Events of rows that hold `SCANS`. Raises Refused where one is damaged."""
    events: list[Event] = []
    # Few different values stand in many scans: one object for each keeps a large log small, and the fold quick.
    one: dict[Any, Any] = {}
    try:
        for (said,) in rows:
            _add_scans(events, said, one)
    except _DAMAGED as error:
        raise damaged_event("") from error
    return events


def own_events(rows: Iterable[Sequence[Any]], leads_nowhere: Container[str]) -> tuple[list[Event], bool] | None:
    """Events of the rows of `own_query`, and whether all are of kinds that lead nowhere; None where the statement found that more
    follows from one. Raises Refused where one is damaged.
    """
    events: list[Event] = []
    is_all = True
    try:
        for said, kind, more in rows:
            if more:
                return None
            if kind is None:
                _add_scans(events, said, {})
            elif kind == "badge":
                id_, at, team, desk, badge, volunteer, state, (person_kind, operator, reason) = loads(said)
                body = _make(Badge, (badge, volunteer, _STATES[state], person_kind))
                events.append(_make(Event, (id_, at, team, desk, body, operator, reason)))
            else:
                events.append(read_cached(said))
                is_all = is_all and kind in leads_nowhere
    except _DAMAGED as error:
        raise damaged_event("") from error
    return events, is_all


def _add_scans(events: list[Event], said: str, one: dict[Any, Any]) -> None:
    known, append = one.setdefault, events.append
    for id_, at, team, desk, activity, direction, source, volunteer, badge, arrival, post in loads(said):
        body = _make(Scan, (
            known(activity, activity), _DIRECTIONS[direction], known(source, source), known(volunteer, volunteer), badge,
            arrival, None, post,
        ))  # fmt: skip
        append(_make(Event, (id_, at, known(team, team), known(desk, desk), body, None, None)))
