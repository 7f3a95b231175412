"""Events in and out of their table rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any

from checkin.rules.events import (
    KIND_OF,
    SET_ASIDE,
    Badge,
    Consent,
    Direction,
    Event,
    Refuse,
    Scan,
    SetAside,
    Unknown,
)
from checkin.rules.judging import read_judged
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.wire import chained, read_event
from storage.disk import sqlite
from storage.disk.schema import EVENT_COLUMNS, LOG_COLUMNS, Table, event_columns

FOLD_COLUMNS = tuple(c.name for c in event_columns(Table.FOLD) if c.name != "raw")
"""The columns of the rows of these queries; behind them comes `raw`."""
_COLUMNS = ", ".join(FOLD_COLUMNS)
FOLD = f"SELECT {_COLUMNS}, raw FROM"
FOLD_SCANS = f"SELECT {_COLUMNS}, NULL FROM"
"""The start of every query for events to fold. Scans, of which there are many, are read from their columns."""

KIT_EVENT, DISTRICT_EVENT = "kit_event", "district_event"
"""The tables of what a kit brought and of what the district sent. The district's events may name all teams' activities."""
_make: Any = tuple.__new__
"""Makes a tuple with names from all of its values, in half the time: everybody at the gate waits for it."""
_DIRECTIONS = {str(direction): direction for direction in Direction}
INSERT = f"INSERT INTO log ({', '.join(LOG_COLUMNS)}) VALUES ({', '.join('?' * len(LOG_COLUMNS))})"


def folded_rows(rows: Iterable[Sequence[Any]]) -> list[Event]:
    """Events of `FOLD` rows. A scan comes without operator and reason, which no rule reads."""
    events: list[Event] = []
    # Few different values stand in many rows: one object for each keeps a large log small, and the fold quick.
    one: dict[Any, Any] = {}
    known, append = one.setdefault, events.append
    id_ = ""
    try:
        for id_, team, desk, at, kind, volunteer, badge, activity, direction, source, arrival, post, raw in rows:
            if kind == "scan":
                body = _make(Scan, (
                    known(activity, activity), _DIRECTIONS[direction], known(source, source), known(volunteer, volunteer),
                    badge, arrival, None, post,
                ))  # fmt: skip
                append(_make(Event, (id_, at, known(team, team), known(desk, desk), body, None, None)))
            elif kind == SET_ASIDE:
                append(Event(id_, at, team, desk, SetAside()))
            else:
                append(read_cached(raw))
    except (LookupError, TypeError) as error:
        raise damaged_event(str(id_)) from error
    return events


@lru_cache(maxsize=2048)
def read_cached(raw: bytes) -> Event:
    """The event of some bytes, from a cache: common events are read often."""
    return stored_event(raw)


def stored_event(raw: bytes) -> Event:
    """The event of bytes that stand in the record. Raises Refused where they were damaged since they were written."""
    try:
        return read_event(raw)[0]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged_event("") from error


def stored_judged(raw: bytes, *, any_team: bool = False) -> Event:
    """The same for an event of any kind; with a body `SetAside` where its content can't be so (`checkin.rules.judging`)."""
    try:
        return read_judged(raw, any_team=any_team)[0]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged_event("") from error


def damaged_event(where: str) -> Refused:
    """The refusal of an event in the record that can't be read any more; `where` is its id, as far as it is known."""
    message = N_(
        "an event of the record can't be read: the file was damaged. See with hourdesk check what is damaged, and bring the newest "
        "sound backup back with hourdesk restore"
    )
    return refuse("damaged_event", where or "desk.db", message)


_WITH_STATE = (Badge, Consent)


def columns_of(event: Event) -> tuple[Any, ...]:
    """id … state of an event, in the order of the table; a badge column only where a badge must be looked up."""
    body: Any = event.body
    if type(body) is Scan:
        # As below, without the questions: everybody at the gate waits for it.
        activity, direction, source, volunteer, badge, arrival, _vouched, post = body
        return (
            event.id, event.team, event.desk, event.at, "scan", volunteer, badge, activity, None, str(direction), source,
            arrival, post, None,
        )  # fmt: skip
    kind = SET_ASIDE if isinstance(body, SetAside) else body.kind if isinstance(body, Unknown) else KIND_OF[type(body)]
    badge = getattr(body, "badge", None)
    return (
        event.id,
        event.team,
        event.desk,
        event.at,
        str(kind),
        getattr(body, "volunteer", None),
        badge,
        getattr(body, "activity", None),
        getattr(body, "target", None),
        str(body.direction) if isinstance(body, Refuse) else None,
        getattr(body, "source", None),
        getattr(body, "arrival", None),
        None,
        str(body.state) if isinstance(body, _WITH_STATE) else None,
    )


def insert(connection: sqlite.Connection, event: Event, seq: int, prev: str) -> tuple[str, int]:
    """Chain an event behind `prev` and write it; its hash, and its place in the log."""
    raw, hash_ = chained(event, seq, prev)
    # The library looks for an adapter of each None and of bytes, which takes as long as all else of an INSERT: a scan waits for it.
    row = (*columns_of(event), bytearray(raw), seq, hash_)
    given = [value is not None for value in row]
    return hash_, connection.execute(_insert(tuple(given)), tuple(compress(row, given))).lastrowid or 0


@lru_cache(maxsize=64)
def _insert(given: tuple[bool, ...]) -> str:
    """`INSERT` of some columns; the others stay NULL."""
    names = tuple(compress(LOG_COLUMNS, given))
    return f"INSERT INTO log ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def insert_brought_events(connection: sqlite.Connection, table: str, raw_events: Iterable[bytes]) -> None:
    """Write events that a kit (`kit_event`) or the district (`district_event`) brought, by their bytes."""
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(EVENT_COLUMNS)}) VALUES ({', '.join('?' * len(EVENT_COLUMNS))})",
        ((*columns_of(read_judged(raw, any_team=table == DISTRICT_EVENT)[0]), raw) for raw in raw_events),
    )
