"""Which desks' logs are here: this desk's own, and those that came in packs."""

from __future__ import annotations

from typing import NamedTuple

from storage.disk import sqlite
from storage.disk.identity import DeskIdentity
from storage.log.expected_desks import expected_desks


class TakenDesk(NamedTuple):
    """A desk whose chain was taken in: its head, and its certificates. Its events up to the instant `as_of` are known."""

    desk: str
    name: str
    events: int
    head: str
    as_of: int
    signature: bytes
    certificates: str
    """JSON, as a pack holds them."""


class IncludedDesk(NamedTuple):
    """A desk of the team; `desk` is empty while its id is not known. Its scans up to the instant `as_of` are
    here; None where none of them are.
    """

    desk: str
    name: str
    own: bool
    as_of: int | None


_COLUMNS = "desk, name, events, head, as_of, signature, certificates"


def taken_desks(connection: sqlite.Connection) -> list[TakenDesk]:
    """The desks that were taken in, by name."""
    return [TakenDesk(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM taken_desk ORDER BY name, desk")]


def keep_taken(connection: sqlite.Connection, desk: TakenDesk) -> None:
    """Remember how far a desk is here. Needs a transaction around it."""
    connection.execute(
        f"INSERT INTO taken_desk ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (desk) DO UPDATE SET "
        "name = excluded.name, events = excluded.events, head = excluded.head, "
        "as_of = max(as_of, excluded.as_of), signature = excluded.signature, certificates = excluded.certificates",
        (desk.desk, desk.name, desk.events, desk.head, desk.as_of, desk.signature, desk.certificates),
    )


def desks_included(connection: sqlite.Connection, own: DeskIdentity) -> list[IncludedDesk]:
    """This desk (`own`), the desks that were taken in, and the expected desks of which nothing came yet."""
    taken = taken_desks(connection)
    found = [IncludedDesk(own.desk, own.desk_name, True, None)]
    found += [IncludedDesk(desk.desk, desk.name, False, desk.as_of) for desk in taken if desk.desk != own.desk]
    here = {desk.name for desk in found}
    # Of a desk that was never taken only its name is known.
    found += [IncludedDesk("", name, False, None) for name in expected_desks(connection) if name not in here]
    return found
