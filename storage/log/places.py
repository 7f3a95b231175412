"""Which event stands at which place of a desk's chain."""

from __future__ import annotations

from collections.abc import Iterator

from storage.disk import sqlite

Place = tuple[str, int, str, int, str, str]


def places(connection: sqlite.Connection) -> Iterator[Place]:
    """`(desk, seq, id, at, kind, hash)` of every event in the log."""
    yield from connection.execute("SELECT desk, seq, id, at, kind, hash FROM log WHERE typeof(seq) = 'integer'")
