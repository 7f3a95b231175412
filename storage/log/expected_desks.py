"""Desks of the team that are known by name: a kit was made for them, or the kit told of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from checkin.rules.problems import N_, refuse
from storage.log.ledger import SqliteLedger

LONGEST_NAME = 40


def check_desk_name(name: str, where: str) -> str:
    """A name as people may call a desk, on one line. Raises Refused for anything else."""
    shown = " ".join(name.split())
    if not shown or not shown.isprintable() or len(shown) > LONGEST_NAME:
        message = N_("a desk's name has 1 to {most} characters, on one line")
        raise refuse("bad_desk_name", where, message, most=LONGEST_NAME)
    return shown


def expected_desks(connection: sqlite3.Connection) -> list[str]:
    """The names, in their order."""
    return [row[0] for row in connection.execute("SELECT name FROM expected_desk ORDER BY name")]


def expect(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Know of these desks too."""
    connection.executemany("INSERT OR IGNORE INTO expected_desk (name) VALUES (?)", [(name,) for name in names])


def expect_only(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Know of these desks, as a newer kit tells."""
    connection.execute("DELETE FROM expected_desk")
    expect(connection, names)


def forget_expected(connection: sqlite3.Connection, ledger: SqliteLedger, name: str) -> None:
    """No longer wait for a desk that was never used. Raises Refused where none of this name is expected."""
    with ledger.transaction():
        gone = connection.execute("DELETE FROM expected_desk WHERE name = ?", (name,)).rowcount
    if not gone:
        known = expected_desks(connection)
        message = N_("no desk of this name is expected; there are: {names}")
        raise refuse("unknown_desk", name, message, names=", ".join(known) or "–")
