"""Purge, and write the signed statement of it beside the record; what a power cut left undone of it is done later."""

from __future__ import annotations

from datetime import date
from itertools import chain, count
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.instants import utc_text
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import Signature
from exports.exchange.purging.statement import ENDING, statement_bytes
from storage.disk.atomic_file import write_whole
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.whose.own_names import PURGED
from storage.purging.erasing import erase, overwrite_what_is_deleted
from storage.purging.purging import Purged, purge
from storage.purging.unfinished import PurgeAccount, accounts_to_state, forget_statement
from storage.standard.retention import retention_rules
from storage.store import Store


def purge_by_rules(store: Store, due: date, signed: Signature) -> tuple[Purged, Path]:
    """Purge what the rules in force let go as of the day `due`; what was purged, and the file of the signed statement.

    Raises Refused as `purge` does, for rules that can't be read, and where the statement can't be written: then the purge
    stands, and the next start writes it.
    """
    purged = purge(store, retention_rules(store.folder), due, signed)
    return purged, _write_statements(store)[-1]


def finish_purge(store: Store) -> list[Path]:
    """Do what is still to be done of purges that were interrupted: erase the bytes, write the statements; their files.

    Needs to stand outside a transaction. Raises Refused where it can't be done now, also where a desk is open: it would
    have to wait with its scans.
    """
    with store.alone():
        overwrite_what_is_deleted(store.connection)
        erase(store)
        return _write_statements(store)


def _write_statements(store: Store) -> list[Path]:
    files = []
    for account in accounts_to_state(store):
        try:
            files.append(_write(store, account))
        except (Refused, OSError) as error:
            message = N_(
                "the fields are purged, but the signed statement can't be written ({reason}): the next start of Hourdesk here "
                "writes it"
            )
            folder = str(store.folder.path / PURGED)
            raise refuse("no_statement", folder, message, reason=reason_of(error)) from error
        forget_statement(store, account)
    return files


def _write(store: Store, account: PurgeAccount) -> Path:
    """The name tells the time of the purge: of two in one second the later has a number too. Written twice, it is one file."""
    folder = store.folder.path / PURGED
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    data, name = statement_bytes(store, account), f"purge-{utc_text(account.at)[:19].replace(':', '')}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    files = (folder / (one + ENDING) for one in names)
    out = next(file for file in files if not file.exists() or file.read_bytes() == data)
    # It names people by number only: a protected folder keeps it as it is, to be handed on.
    write_whole(out, data, private=True, belongs=True)
    return out
