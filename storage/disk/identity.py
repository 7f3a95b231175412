"""Which desk this is, and how a copied data folder is recognised (design §7)."""

from __future__ import annotations

import platform
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite


class DeskIdentity(NamedTuple):
    """One desk of one team. `first` is true of the desk that mints badges and makes kits; `kit_version` is the
    version of the last kit that it made or took, 0 for none."""

    team: str
    team_name: str
    timezone: str
    desk: str
    desk_name: str
    first: bool
    kit_version: int = 0


def read_identity(connection: sqlite.Connection) -> tuple[DeskIdentity, str] | None:
    """The identity, and the fingerprint of the file that had it last; None in a database without one.

    Raises Refused where its row is damaged.
    """
    row = connection.execute(
        "SELECT team, team_name, timezone, desk, desk_name, first, kit_version, fingerprint FROM identity"
    ).fetchone()
    if row is None:
        return None
    if [type(value) for value in row] != [str, str, str, str, str, int, int, str] or not _is_known_zone(row[2]):
        message = N_("the record does not say any more which desk this is: use hourdesk restore with the newest backup")
        raise refuse("bad_identity", "identity", message)
    return DeskIdentity(row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6]), row[7]


def _is_known_zone(name: str) -> bool:
    try:
        zone(name)
    except Refused:
        return False
    return True


def write_identity(connection: sqlite.Connection, identity: DeskIdentity, fingerprint: str) -> None:
    """Make this database that desk's."""
    connection.execute("DELETE FROM identity")
    connection.execute(
        "INSERT INTO identity (team, team_name, timezone, desk, desk_name, first, kit_version, fingerprint) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            identity.team,
            identity.team_name,
            identity.timezone,
            identity.desk,
            identity.desk_name,
            int(identity.first),
            identity.kit_version,
            fingerprint,
        ),
    )


def fingerprint(database: Path) -> str:
    """A text that names this very file on this machine: a rename keeps it, a copy or another machine changes it.

    Two desks that wrote under one id would break each other's chain, so a copy must notice that it is one.
    """
    return f"{platform.node()}:{database.stat().st_ino}"


def stay_the_desk(connection: sqlite.Connection, old: Path, new: Path) -> None:
    """Let the desk of the file `old` go on in the file `new`, which is open: it is no copy, but takes the other's place."""
    connection.execute(
        "UPDATE identity SET fingerprint = ? WHERE fingerprint = ?", (fingerprint(new), fingerprint(old))
    )


def version_at(at: int) -> int:
    """The version number of a kit made at `at` (milliseconds): the UTC time as digits that can be read, as in
    20260305070000, so that a later kit has a higher one though nobody remembers the last."""
    return int(f"{local_time(at, UTC):%Y%m%d%H%M%S}")
