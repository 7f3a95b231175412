"""Scans and badges as SQLite hands them over in one text: each value of each row more that a library hands over is felt, at the
gate and where a whole record is read. Scans are read from it by `folded_rows`, as from their rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from orjson import loads

from checkin.rules.events import Badge, BadgeState, Event
from storage.log.events import FOLD_COLUMNS, damaged_event, folded_rows, read_cached

SCANS = f"json_group_array(json_array({', '.join(FOLD_COLUMNS)}, NULL))"
"""SQL for all scans of a group of rows, each as a `FOLD_SCANS` row."""
BADGE = (
    "json_array(id, at, team, desk, badge, volunteer, state, "
    "json_extract(CAST(raw AS TEXT), '$.data.person_kind', '$.operator', '$.reason'))"
)
"""SQL for the event in which a badge was issued or revoked."""
_make: Any = tuple.__new__
_STATES = {str(state): state for state in BadgeState}


def scans_in(rows: Iterable[tuple[str]]) -> list[Event]:
    """Events of rows that hold `SCANS`. Raises Refused where one is damaged."""
    return folded_rows(row for (said,) in rows for row in loads(said))


def own_events(rows: Iterable[Sequence[Any]]) -> tuple[list[Event], bool] | None:
    """Events of the rows of `own_query`, and whether all are scans of known people and badges, which lead to no other event; None
    where the statement found that more follows from one. Raises Refused where one is damaged.
    """
    events: list[Event] = []
    are_plain = True
    for said, kind, more in rows:
        if more:
            return None
        if kind is None:
            events += folded_rows(loads(said))
        elif kind == "badge":
            events.append(_badge(said))
        else:
            events.append(read_cached(said))
            are_plain = False
    return events, are_plain


def _badge(said: str) -> Event:
    id_, at, team, desk, badge, volunteer, state, (person_kind, operator, reason) = loads(said)
    try:
        body = _make(Badge, (badge, volunteer, _STATES[state], person_kind))
    except (LookupError, TypeError) as error:
        raise damaged_event(id_) from error
    event: Event = _make(Event, (id_, at, team, desk, body, operator, reason))
    return event
