"""Events that the district itself writes. They are in the same table as the events that came in."""

from __future__ import annotations

import duckdb

from checkin.rules.events import Body, Event
from checkin.rules.signature import UNSIGNED, Signature
from checkin.rules.wire import NO_PREVIOUS, chained
from exports.district.columns import EVENT, quoted_names
from exports.district.district import District
from exports.district.record.dated_later import time_to_hold
from storage.disk.ids import new_id, next_above
from storage.disk.schema import EVENT_COLUMNS
from storage.log.events import columns_of
from storage.log.readable import check_readable

_NAMES = [name for name, _holds in EVENT]
_INSERT = f"INSERT INTO event ({quoted_names(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"


def keep_event(db: duckdb.DuckDBPyConnection, event: Event, raw: bytes, seq: int, hash_: str) -> None:
    """Store an event with its bytes, its place `seq` in its desk's chain, and its hash (hex). The caller opens a transaction."""
    values = dict(zip(EVENT_COLUMNS, (*columns_of(event), raw.decode("utf-8")), strict=True))
    values |= {"seq": seq, "hash": hash_, "operator": event.operator, "reason": event.reason}
    db.execute(_INSERT, [values[name] for name in _NAMES])


def append_event(district: District, body: Body, signed: Signature = UNSIGNED) -> Event:
    """Append an event to the district's chain. Needs a transaction around it; the sessions are derived again by the caller.

    Raises Refused for an event that no reader would take, and for one that another, dated much later, would overrule.
    """
    db, who = district.db, district.identity
    last = db.execute("SELECT events, head FROM chain WHERE desk = ?", [who.desk]).fetchone() or (0, NO_PREVIOUS)
    last_id = db.execute("SELECT max(id)::VARCHAR FROM event WHERE desk = ?", [who.desk]).fetchone()
    at = district.now()
    wanted = new_id(at)
    if last_id is not None and last_id[0] is not None and wanted <= last_id[0]:
        wanted = next_above(last_id[0])
    event = Event(wanted, at, who.code, who.desk, body, *signed)
    check_readable(event, at)
    event = event._replace(at=time_to_hold(district, event))
    raw, hash_ = chained(event, last[0] + 1, last[1])
    keep_event(db, event, raw, last[0] + 1, hash_)
    db.execute(
        "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, '') ON CONFLICT (desk) DO UPDATE SET "
        "events = excluded.events, head = excluded.head, last_at = excluded.last_at, received = excluded.received",
        [who.code, who.desk, who.name, last[0] + 1, hash_, event.at, event.at],
    )
    return event
