"""Events that the district itself writes. They are in the same table as the events that came in."""

from __future__ import annotations

import duckdb

from checkin.rules.events import Event
from exports.district.columns import EVENT, quoted_names
from storage.disk.schema import EVENT_COLUMNS
from storage.log.events import columns_of

_NAMES = [name for name, _holds in EVENT]
_INSERT = f"INSERT INTO event ({quoted_names(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"


def keep_event(db: duckdb.DuckDBPyConnection, event: Event, raw: bytes, seq: int, hash_: str) -> None:
    """Store an event with its bytes, its place `seq` in its desk's chain, and its hash (hex). The caller opens a transaction."""
    values = dict(zip(EVENT_COLUMNS, (*columns_of(event), raw.decode("utf-8")), strict=True))
    values |= {"seq": seq, "hash": hash_, "operator": event.operator, "reason": event.reason}
    db.execute(_INSERT, [values[name] for name in _NAMES])
