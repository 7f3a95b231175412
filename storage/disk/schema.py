"""Names that every reader and writer of `desk.db` shares."""

from __future__ import annotations

SCHEMA_VERSION = 7

EVENT_COLUMNS: dict[str, type] = {
    "id": str,
    "team": str,
    "desk": str,
    "at": int,
    "kind": str,
    "volunteer": str,
    "badge": str,
    "activity": str,
    "target": str,
    "direction": str,
    "source": str,
    "arrival": str,
    "state": str,
    "raw": bytes,
}
"""Columns of an event: `raw` holds the bytes of record, the others repeat what queries look for."""

SCAN_COLUMNS = ("kind", "id", "at", "team", "desk", "badge", "activity", "direction", "source", "arrival")
"""What is read of a scan, beside its volunteer: an index with all of these needs no look at the table."""

COMMON = "'activity', 'close', 'reopen', 'policy', 'link', 'clock', 'void'"
"""Kinds of events that concern more than one volunteer: few, and all of them kept in memory while a desk runs."""
