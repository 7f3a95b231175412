"""What a merge writes down for a moment is encrypted in a protected folder: rows with its key, Parquet files with a new one.

The processes of a merge get the keys through their pipes, so that they are in no file and no command line.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import NamedTuple

import duckdb

from exports.district.encryption import keep_off_the_disk
from storage.disk.protection.open_keys import OpenKey, open_key_of

_PARQUET_BYTES = 16


class ScratchKeys(NamedTuple):
    """`rows` seals rows (`handed_on`); `name` and `parquet` are a key of Parquet files for this merge alone."""

    rows: OpenKey
    name: str
    parquet: str


def scratch_keys(folder: Path) -> ScratchKeys | None:
    """Keys for one merge in a district's folder; None where that is not protected."""
    key = open_key_of(folder)
    if key is None:
        return None
    # Hexadecimal digits: 32 bytes of a key, of which 16 are random.
    return ScratchKeys(key, f"merge_{secrets.token_hex(4)}", secrets.token_hex(_PARQUET_BYTES))


def use_scratch(db: duckdb.DuckDBPyConnection, keys: ScratchKeys | None) -> None:
    """Let a connection read and write such Parquet files."""
    if keys is not None:
        keep_off_the_disk(db)
        db.execute(f"PRAGMA add_parquet_key('{keys.name}', '{keys.parquet}')")


def writing(keys: ScratchKeys | None) -> str:
    """The option of COPY to Parquet, with a comma before it."""
    return "" if keys is None else f", ENCRYPTION_CONFIG {{footer_key: '{keys.name}'}}"


def reading(keys: ScratchKeys | None) -> str:
    """The option of `read_parquet`, with a comma before it."""
    return "" if keys is None else f", encryption_config = {{footer_key: '{keys.name}'}}"
