"""Events that the district writes itself: they lie in the same table as those that came in."""

from __future__ import annotations

import duckdb

from checkin.rules.events import Event
from exports.district.columns import EVENT, quoted_names
from storage.disk.schema import EVENT_COLUMNS
from storage.log.events import columns_of

_NAMES = [name for name, _holds in EVENT]
_INSERT = f"INSERT INTO event ({quoted_names(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"


def keep_event(db: duckdb.DuckDBPyConnection, event: Event, raw: bytes, seq: int, hash_: str) -> None:
    """Write an event with its bytes, its place in its desk's chain, and the hash there. Needs a transaction around it."""
    values = dict(zip(EVENT_COLUMNS, (*columns_of(event), raw.decode("utf-8")), strict=True))
    values |= {"seq": seq, "hash": hash_, "operator": event.operator, "reason": event.reason}
    db.execute(_INSERT, [values[name] for name in _NAMES])
