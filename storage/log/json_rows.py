"""Scans and badges as SQLite hands them over in one text: each value of each row more that a library hands over is felt, at the
gate and where a whole record is read. Scans are read from it by `folded_rows`, as from their rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from orjson import loads

from checkin.rules.events import Badge, BadgeState, Event
from storage.disk import sqlite
from storage.log.events import FOLD_COLUMNS, damaged_event, folded_rows, read_cached

if TYPE_CHECKING:
    from concurrent.futures import Executor

SCANS = f"json_group_array(json_array({', '.join(FOLD_COLUMNS)}, NULL))"
"""SQL for all scans of a group of rows, each as a `FOLD_SCANS` row."""
BADGE = (
    "json_array(id, at, team, desk, badge, volunteer, state, "
    "json_extract(CAST(raw AS TEXT), '$.data.person_kind', '$.operator', '$.reason'))"
)
"""SQL for the event in which a badge was issued or revoked."""
_AT_ONCE = 4000
"""So many scans and the rest of the last person's make one text."""
_make: Any = tuple.__new__
_STATES = {str(state): state for state in BadgeState}


def all_scans(connection: sqlite.Connection, table: str) -> list[Event]:
    """The scans of everybody who was known, whole persons at a time. Raises Refused where one is damaged.

    SQLite needs no interpreter while it makes a text: on another core it makes the next one while events are made of the last.
    """
    said, last = _portion(connection, table, "")
    if last is None:
        return folded_rows(loads(said))
    # Loaded only for a large record.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as other_core:
        return folded_rows(row for said in _portions(connection, table, said, last, other_core) for row in loads(said))


def _portions(
    connection: sqlite.Connection, table: str, said: str, last: str | None, other_core: Executor
) -> Iterator[str]:
    """`said` and what follows it; nothing else may be asked of the connection meanwhile."""
    while last is not None:
        ahead = other_core.submit(_portion, connection, table, last)
        yield said
        said, last = ahead.result()
    yield said


def _portion(connection: sqlite.Connection, table: str, after: str) -> tuple[str, str | None]:
    """`SCANS` of the people behind one, by number, and the last of them; None where nobody follows."""
    behind = f"FROM {table} WHERE kind = 'scan' AND volunteer > ?"
    end = connection.execute(
        f"SELECT volunteer {behind} ORDER BY volunteer LIMIT 1 OFFSET {_AT_ONCE}", (after,)
    ).fetchone()
    if end is None:
        return connection.execute(f"SELECT {SCANS} {behind}", (after,)).fetchone()[0], None
    return connection.execute(f"SELECT {SCANS} {behind} AND volunteer <= ?", (after, *end)).fetchone()[0], end[0]


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
