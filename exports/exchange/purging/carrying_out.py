"""Purge, and write the signed statement of it beside the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.rules.instants import utc_text
from checkin.rules.signature import Signature
from exports.exchange.purging.statement import ENDING, statement_bytes
from storage.disk.atomic_file import atomic_path
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.whose.own_names import PURGED
from storage.purging.purging import Purged, purge
from storage.standard.retention import retention_rules
from storage.store import Store


def purge_by_rules(store: Store, due: date, signed: Signature) -> tuple[Purged, Path]:
    """Purge what the rules in force let go as of the day `due`; what was purged, and the file of the signed statement.

    Raises Refused as `purge` does, for rules that can't be read, and where the statement can't be written.
    """
    purged = purge(store, retention_rules(store.folder), due, signed)
    folder = store.folder.path / PURGED
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    out = folder / f"purge-{utc_text(store.now())[:19].replace(':', '')}{ENDING}"
    data = statement_bytes(store, purged)
    # It names people by number only: a protected folder keeps it as it is, to be handed on.
    with atomic_path(out, private=True, belongs=True) as temporary:
        temporary.write_bytes(data)
    return purged, out
