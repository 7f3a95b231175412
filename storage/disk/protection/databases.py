"""Databases of a protected folder: opened with its key, and copied from plain to encrypted and back (SQLCipher)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from checkin.rules.problems import N_, refuse
from storage.disk import sqlite
from storage.disk.protection.open_keys import OpenKey

_PLAIN = b"SQLite format 3\x00"


def need_engine(where: str) -> None:
    """Raises Refused where the SQLite of this laptop can't encrypt."""
    if not sqlite.ENCRYPTS:
        message = N_(
            "the SQLite of this laptop can't encrypt: install sqlcipher3 ({install}), then do this again; nothing was changed"
        )
        raise refuse("no_encryption", where, message, install=sqlite.INSTALL)


def need_engine_to_open(where: str) -> None:
    """Raises Refused where the SQLite of this laptop can't open what is encrypted there."""
    if not sqlite.ENCRYPTS:
        message = N_(
            "it is encrypted, and the SQLite of this laptop can't open that: install sqlcipher3 ({install}), or open it on a laptop "
            "that has it; nothing was changed"
        )
        raise refuse("no_encryption", where, message, install=sqlite.INSTALL)


def use_key(connection: sqlite.Connection, key: OpenKey | None) -> None:
    """Read and write a database with this key from now on (None: in the clear); before anything else is done with it.

    Raises Refused where the engine can't open it.
    """
    if key is None:
        return
    need_engine_to_open(str(_file_of(connection)))
    # SQLCipher would write to the terminal what it thinks of a damaged page.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.of_database}"')


def is_plain(file: Path) -> bool:
    """Whether a file begins as a database that everybody can read; an empty one too."""
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_PLAIN))
    except OSError:
        return False
    return head in (b"", _PLAIN)


def copy_database(connection: sqlite.Connection, target: Path, key: OpenKey | None) -> None:
    """Copy all that an open database holds into the empty file `target`, encrypted with `key` (None: in the clear).

    Nothing of it is on disk in the clear on the way. Raises sqlite.Error, and Refused where the engine can't encrypt.
    """
    need_engine(str(target))
    _export(connection, "main", str(target), "" if key is None else key.of_database)


def copy_plain(source: Path, connection: sqlite.Connection) -> None:
    """Copy a plain database, which is only read, into the empty one that is open; `connection` takes file names as URI."""
    need_engine(str(source))
    _export(connection, "other", f"{source.absolute().as_uri()}?mode=ro", "")


def _export(connection: sqlite.Connection, source: str, file: str, key: str) -> None:
    """Between `main` and another file, from the one that is named `source` to the other."""
    target = "other" if source == "main" else "main"
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("ATTACH DATABASE ? AS other KEY ?", (file, key))
    try:
        version = connection.execute(f"PRAGMA {source}.user_version").fetchone()[0]
        connection.execute("BEGIN")
        connection.execute("SELECT sqlcipher_export(?, ?)", (target, source)).fetchall()
        connection.execute(f"PRAGMA {target}.user_version = {version}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE other")


def same_rows(connection: sqlite.Connection, file: Path, key: OpenKey | None) -> bool:
    """Whether a database that was copied is sound, and has as many rows in each table as the open one."""
    with closing(sqlite.connect(file, isolation_level=None)) as copy:
        use_key(copy, key)
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        return sound and _counts(copy) == _counts(connection)


def _counts(connection: sqlite.Connection) -> dict[str, int]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(tables)}


def _file_of(connection: sqlite.Connection) -> str:
    return next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
