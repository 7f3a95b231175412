"""The district's list of keys and revoked certificates at a desk: the signed text as the district's kit brought it."""

from __future__ import annotations

from storage.disk import sqlite


def keep_credential_list(connection: sqlite.Connection, text: str | None) -> None:
    """Replace the list; None where the kit has none. Needs a transaction around it."""
    connection.execute("DELETE FROM credential_list")
    if text is not None:
        connection.execute("INSERT INTO credential_list (text) VALUES (?)", (text,))


def kept_credential_list(connection: sqlite.Connection) -> str | None:
    """The text of the list; None where no kit of a district brought one."""
    row = connection.execute("SELECT text FROM credential_list").fetchone()
    return None if row is None else str(row[0])
