"""Many events are appended to the log at once, chained one behind the other, if possible before it is locked for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from checkin.rules.events import Event
from checkin.rules.wire import NO_PREVIOUS, chained
from storage.log.events import columns_of
from storage.log.log_memory import LastEvent


class ChainedRows(NamedTuple):
    """Rows of the log that follow the event `before` of their desk, and the `last` of them (`before` where there are none)."""

    before: LastEvent | None
    rows: list[tuple[Any, ...]]
    last: LastEvent | None


def chain_all(events: Iterable[Event], before: LastEvent | None) -> ChainedRows:
    """Chain events behind the event `before` of their desk."""
    rows: list[tuple[Any, ...]] = []
    last = before
    for event in events:
        seq, prev = (last.seq + 1, last.hash) if last else (1, NO_PREVIOUS)
        raw, hash_ = chained(event, seq, prev)
        rows.append((*columns_of(event), raw, seq, hash_))
        last = LastEvent(seq, hash_, event.id)
    return ChainedRows(before, rows, last)
