"""What the facts are gathered from, read for them alone: without operators and reasons, which no rule reads, and where the columns
say it all, from these. A record may have 100,000 voids, links or closings, and the first answer of each process waits for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from orjson import loads

from checkin.rules.events import COMMON_KINDS, Close, Event, Kind, Link, Reopen, Void
from storage.disk import sqlite
from storage.disk.schema import COMMON, NO_SCANS
from storage.log.events import damaged_event, read_cached

_make: Any = tuple.__new__
_LAST = 2**63 - 1
_VOID = f"kind IN ({COMMON}) AND kind = '{Kind.VOID}'"
_TRANSFER = f"kind = '{Kind.TRANSFER}' AND {NO_SCANS}"
_CLOSINGS = {str(Kind.CLOSE): Close, str(Kind.REOPEN): Reopen}


def all_voids(connection: sqlite.Connection, table: str, up_to: int | None = None) -> list[Event]:
    """The voids of a table; those up to a place."""
    return _voids(connection, table, f"{_VOID} AND place <= ?", (_LAST if up_to is None else up_to,))


def voids_of(connection: sqlite.Connection, table: str, targets: Sequence[str], up_to: int) -> list[Event]:
    """The voids that aim at these events (at most 500 ids), up to a place."""
    marks = ", ".join("?" * len(targets))
    return _voids(connection, table, f"target IN ({marks}) AND kind = '{Kind.VOID}' AND place <= ?", (*targets, up_to))


def _voids(connection: sqlite.Connection, table: str, condition: str, values: Iterable[Any]) -> list[Event]:
    rows = connection.execute(f"SELECT id, at, team, desk, target FROM {table} WHERE {condition}", tuple(values))
    # A void of a newer version has no target here: nobody knows what it strikes.
    return [
        _make(Event, (id_, at, team, desk, _make(Void, (target,)), None, None))
        for id_, at, team, desk, target in rows
        if target is not None
    ]


def has_more_voids(connection: sqlite.Connection, most: int) -> bool:
    """Whether the log has more than so many voids; read in a moment."""
    return connection.execute(f"SELECT 1 FROM log WHERE {_VOID} LIMIT 1 OFFSET {most}").fetchone() is not None


def has_more_transfers(connection: sqlite.Connection, most: int) -> bool:
    """The same of transfers."""
    return connection.execute(f"SELECT 1 FROM log WHERE {_TRANSFER} LIMIT 1 OFFSET {most}").fetchone() is not None


def transfers_by_activity(connection: sqlite.Connection) -> dict[str, bytes]:
    """Of each activity of another school from which somebody brought hours the bytes of the transfer that names it last by (at, id)."""
    last: dict[str, tuple[tuple[int, str], bytes]] = {}
    id_ = ""
    try:
        for id_, at, raw in connection.execute(f"SELECT id, at, raw FROM log WHERE {_TRANSFER}"):
            there, order = loads(raw)["data"]["there"], (at, id_)
            if there not in last or last[there][0] < order:
                last[there] = order, raw
    except (ValueError, LookupError, TypeError) as error:
        raise damaged_event(id_) from error
    return {there: raw for there, (_order, raw) in last.items()}


def common_without_voids(connection: sqlite.Connection, table: str) -> list[Event]:
    """The other events of a table that hold for everybody. Raises Refused where one is damaged."""
    found: list[Event] = []
    # Each kind by itself: to leave out one kind SQLite would walk through it.
    rows = connection.execute(
        " UNION ALL ".join(
            f"SELECT kind, id, at, team, desk, volunteer, activity, raw FROM {table} WHERE kind IN ({COMMON}) AND kind = '{kind}'"
            for kind in COMMON_KINDS
        )
    )
    id_ = ""
    try:
        for kind, id_, at, team, desk, volunteer, activity, raw in rows:
            if kind == Kind.LINK and volunteer is not None:
                body = _make(Link, (volunteer, loads(raw)["data"]["same_as"]))
            elif kind in _CLOSINGS and activity is not None:
                body = _make(_CLOSINGS[kind], (activity, loads(raw)["data"].get("making")))
            else:
                # One of a newer version has none of these columns.
                found.append(read_cached(raw))
                continue
            found.append(_make(Event, (id_, at, team, desk, body, None, None)))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged_event(id_) from error
    return found
