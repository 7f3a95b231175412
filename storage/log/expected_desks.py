"""Desks of the team that are known only by name: a kit was made for them, or a kit named them."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.problems import N_, refuse
from checkin.rules.typed_texts import is_seen
from checkin.texts import first_few
from storage.disk import sqlite
from storage.log.ledger import SqliteLedger

LONGEST_NAME = 40


def check_desk_name(name: str, where: str) -> str:
    """A name as people may call a desk, on one line. Raises Refused for anything else."""
    cleaned = " ".join(name.split())
    if not is_seen(cleaned) or not cleaned.isprintable() or len(cleaned) > LONGEST_NAME:
        message = N_("a desk's name has 1 to {most} characters, on one line")
        raise refuse("bad_desk_name", where, message, most=LONGEST_NAME)
    return cleaned


def expected_desks(connection: sqlite.Connection) -> list[str]:
    """The names, in their order."""
    return [row[0] for row in connection.execute("SELECT name FROM expected_desk ORDER BY name")]


def expect(connection: sqlite.Connection, names: Iterable[str]) -> None:
    """Add desks (by name) to those that are expected."""
    connection.executemany("INSERT OR IGNORE INTO expected_desk (name) VALUES (?)", [(name,) for name in names])


def expect_only(connection: sqlite.Connection, names: Iterable[str]) -> None:
    """Expect these desks and no others, as a newer kit names them."""
    connection.execute("DELETE FROM expected_desk")
    expect(connection, names)


def forget_expected(connection: sqlite.Connection, ledger: SqliteLedger, name: str) -> None:
    """Expect a desk no longer, for it was never used. Raises Refused where no desk of this name is expected."""
    with ledger.transaction():
        gone = connection.execute("DELETE FROM expected_desk WHERE name = ?", (name,)).rowcount
    if not gone:
        known = expected_desks(connection)
        message = N_("no desk of this name is expected; there are: {names}")
        raise refuse("unknown_desk", name, message, names=first_few(known) or "–")
