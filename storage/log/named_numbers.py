"""Which desk named which volunteers, by the columns of the log."""

from __future__ import annotations

from collections.abc import Iterable

from storage.disk import sqlite


def numbers_of_desks(connection: sqlite.Connection, table: str = "log") -> set[tuple[str, str]]:
    """`(desk, volunteer's key)`, as written, of all events in the log, or in what is prepared beside it (`temp.taking`)."""
    rows = connection.execute(f"SELECT DISTINCT desk, volunteer FROM {table} WHERE volunteer IS NOT NULL")
    return {(desk, volunteer) for desk, volunteer in rows}


def named_by(named: Iterable[tuple[str, str]], desks: Iterable[str]) -> set[str]:
    """The keys that one of these desks named."""
    wanted = set(desks)
    return {volunteer for desk, volunteer in named if desk in wanted}
