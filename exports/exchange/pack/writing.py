"""A desk writes its pack: its own chain and the chains of desks whose packs it took, signed with its key.

Chains and tables are read in one snapshot of the record, described, signed, and written into the archive.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checkin.progress import counted
from checkin.texts import _
from exports.exchange.pack.descriptor import describe
from exports.exchange.pack.layout import (
    ACTIVITIES,
    CLASSES,
    DESCRIPTOR,
    LOG,
    SESSIONS,
    SIGNATURE,
    TEAM,
    VOLUNTEERS,
    Chain,
)
from exports.exchange.pack.resources import activities_csv, classes_csv, sessions_csv, team_csv, volunteers_csv
from exports.exchange.pack.sealing import seal_to
from exports.exchange.pack.signing import descriptor_signature, signed_chains
from storage.disk.atomic_file import atomic_path
from storage.disk.connection import snapshot
from storage.keyring import keyring_of
from storage.log.chains import stored_bytes
from storage.record import whole_record, without_collector
from storage.store import Store

_LEVEL, _TABLE_LEVEL = 6, 1
"""Compression levels of the log and of the tables. The tables are only a tenth of the size, so less effort is enough."""
_LINES_AT_ONCE = 2000


def write_pack(store: Store, out: Path, recipient: str | None = None) -> int:
    """Write the desk's whole log to a pack, and return the number of events. The same log gives the same bytes.

    With `recipient`, a district's age key, only that district can open the file. The record is read in one snapshot
    while scans go on. Raises Refused if a chain's key is missing or the file can't be written.
    """
    with atomic_path(out) as temporary:
        data, events = pack_bytes(store)
        temporary.write_bytes(data if recipient is None else seal_to(data, recipient, str(out)))
    return events


def pack_bytes(store: Store) -> tuple[bytes, int]:
    """The bytes of a desk's pack, and how many events it holds."""
    with without_collector(), snapshot(store.connection):
        chains = signed_chains(store)
        files = _resources(store, chains)
        who = store.identity
        contents = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()}
        descriptor = describe(who.team, who.team_name, who.timezone, who.desk, who.desk_name, chains, contents)
        signature = descriptor_signature(descriptor, who.desk, keyring_of(store).own)
        data = _archive({DESCRIPTOR: descriptor, SIGNATURE: signature, **files})
    return data, sum(chain.events for chain in chains)


def _resources(store: Store, chains: tuple[Chain, ...]) -> dict[str, bytes]:
    """The log and the tables, by the names that they have in a pack."""
    lines = stored_bytes(store.connection, [chain.desk for chain in chains])
    # Compression releases the interpreter lock: one core compresses the log while the other folds it.
    with ThreadPoolExecutor(1) as other_core:
        log = other_core.submit(_compressed, lines)
        sessions = sessions_csv(counted(whole_record(store).sessions, _("sessions")), store.ledger.facts())
        classes = classes_csv(store)
        return {
            LOG: log.result(),
            SESSIONS: sessions,
            VOLUNTEERS: volunteers_csv(store),
            ACTIVITIES: activities_csv(store),
            TEAM: team_csv(store),
            **({} if classes is None else {CLASSES: classes}),
        }


def _compressed(lines: list[bytes]) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=buffer, mtime=0) as log:
        for i in range(0, len(lines), _LINES_AT_ONCE):
            log.write(b"\n".join([*lines[i : i + _LINES_AT_ONCE], b""]))
    return buffer.getvalue()


def _archive(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            # No date, so that the bytes stay the same. The log is stored as it is, because it is already compressed.
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, zipfile.ZIP_STORED if name == LOG else zipfile.ZIP_DEFLATED, _TABLE_LEVEL)
    return buffer.getvalue()
