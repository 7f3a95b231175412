"""The district's database on disk, encrypted by DuckDB itself (AES-256-GCM; its log beside it too), with the folder's key.

The program's own DuckDB encrypts with mbed TLS. It writes so only after `force_mbedtls_unsafe`: its nonces come from a
generator that is not made for cryptography, seeded by the system. They need only be different, and no key comes from that
generator: the key is made from the folder's, and what DuckDB would put aside in temporary files of its own stays in memory.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb

from checkin.rules.problems import N_, refuse
from storage.disk.protection.open_keys import OpenKey

_NAME = "record"
_MARK, _MARK_AT = b"DUCK", 8
_FLAGS_AT, _ENCRYPTED = 20, 1
"""Where the first byte of the flags is in a file of DuckDB, and its bit of an encrypted one."""
_CANNOT = ("crypto module", "encryption is not", "unrecognized option")


def is_encrypted(file: Path) -> bool:
    """Whether a file is an encrypted database of DuckDB; False for a plain one and for any other file."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_FLAGS_AT + 1)
    except OSError:
        return False
    return len(head) > _FLAGS_AT and head[_MARK_AT:].startswith(_MARK) and bool(head[_FLAGS_AT] & _ENCRYPTED)


def connect_encrypted(file: Path, key: OpenKey) -> duckdb.DuckDBPyConnection:
    """A connection to a new or existing encrypted database. Raises duckdb.Error, and Refused where this DuckDB can't encrypt
    or the record is encrypted with another key."""
    db = duckdb.connect()
    try:
        keep_off_the_disk(db)
        attach(db, file, _NAME, key)
        db.execute(f"USE {_NAME}")
    except BaseException:
        db.close()
        raise
    return db


def attach(db: duckdb.DuckDBPyConnection, file: Path, name: str, key: OpenKey | None) -> None:
    """Open another database in a connection, under a name. Raises as `connect_encrypted`."""
    place = str(file).replace("'", "''")
    option = "" if key is None else f" (ENCRYPTION_KEY '{key.of_district}')"
    try:
        db.execute(f"ATTACH '{place}' AS {name}{option}")
    except duckdb.Error as error:
        text = str(error).lower()
        if "wrong encryption key" in text:
            message = N_("the record is encrypted with the key of another folder: put back the one that belongs here")
            raise refuse("another_key", str(file), message) from None
        if any(words in text for words in _CANNOT):
            message = N_(
                "the DuckDB of this computer can't encrypt: install the version that Hourdesk names; nothing was changed"
            )
            raise refuse("no_encryption", str(file), message) from None
        raise


def keep_off_the_disk(db: duckdb.DuckDBPyConnection) -> None:
    """Nothing that a connection has in memory goes to temporary files, and what it writes can be encrypted."""
    # Nothing is fetched from a network, whatever is asked for.
    db.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    db.execute("SET temp_directory = ''")
    with suppress(duckdb.CatalogException):  # older ones don't ask for it
        db.execute("SET force_mbedtls_unsafe = true")
