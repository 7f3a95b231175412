"""Rows are first laid beside the record, in a temporary table, and then entered at once: a scan waits only for milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from storage.disk import sqlite


def lay_beside(
    connection: sqlite.Connection, name: str, columns: Sequence[str], of: str, rows: Iterable[Sequence[Any]]
) -> None:
    """Lay rows of these `columns` of the table `of` into the temporary table `name`, in place of what lay there. It takes no lock
    of the record.
    """
    listed, marks = ", ".join(columns), ", ".join("?" * len(columns))
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS SELECT {listed} FROM main.{of} WHERE false")
    connection.execute(f"DELETE FROM temp.{name}")
    with _one_transaction(connection):
        connection.executemany(f"INSERT INTO temp.{name} ({listed}) VALUES ({marks})", rows)


def take_away(connection: sqlite.Connection, name: str) -> None:
    """Let go of what lies in a temporary table, if it is there."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


@contextmanager
def _one_transaction(connection: sqlite.Connection) -> Iterator[None]:
    """One of its own, or part of the one that is open."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        # A full disk may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
