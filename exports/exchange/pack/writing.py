"""A desk writes its pack: its own chain, and those of the desks that it took in, signed by its key."""

from __future__ import annotations

import gc
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checkin.rules.problems import N_, refuse
from checkin.rules.wire import NO_PREVIOUS
from exports.exchange.pack.descriptor import describe
from exports.exchange.pack.layout import ACTIVITIES, DESCRIPTOR, LOG, SESSIONS, SIGNATURE, TEAM, VOLUNTEERS, Chain
from exports.exchange.pack.resources import activities_csv, sessions_csv, team_csv, volunteers_csv
from exports.exchange.pack.sealing import seal_to
from exports.exchange.pack.vouching import own_certificates, sign_head
from storage.disk import keys
from storage.disk.atomic_file import atomic_path
from storage.log.desks import TakenDesk, taken_desks
from storage.record import whole_record
from storage.store import Store

_LEVEL, _TABLE_LEVEL = 6, 1
"""How hard the log and the tables are packed: the tables are a tenth of the log."""
_LINES_AT_ONCE = 2000


def write_pack(store: Store, out: Path, recipient: str | None = None) -> int:
    """Write the desk's whole log to a pack; how many events it holds. The same log gives the same bytes.

    `recipient` is a district's age key: only that district can open the file then. One snapshot of the record is
    read, while scans go on. Raises Refused where a chain's key is missing or the file can't be written.
    """
    with atomic_path(out) as temporary:
        data, events = pack_bytes(store)
        temporary.write_bytes(data if recipient is None else seal_to(data, recipient, str(out)))
    return events


def pack_bytes(store: Store) -> tuple[bytes, int]:
    """The bytes of a desk's pack, and how many events it holds."""
    was_on = gc.isenabled()
    gc.disable()
    store.connection.execute("BEGIN")
    try:
        return _pack(store)
    finally:
        store.connection.execute("ROLLBACK")
        if was_on:
            gc.enable()


def _pack(store: Store) -> tuple[bytes, int]:
    chains = tuple(_chains(store))
    # Compressing lets go of the interpreter: the log is packed on one core while the other folds it.
    with ThreadPoolExecutor(1) as other_core:
        log = other_core.submit(_compressed, _log(store, chains))
        sessions = sessions_csv(whole_record(store).sessions, store.ledger.facts())
        files = _files(store, log.result(), sessions)
    who = store.identity
    contents = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()}
    descriptor = describe(who.team, who.team_name, who.timezone, who.desk, who.desk_name, chains, contents)
    signature = _signature(store, descriptor)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in {DESCRIPTOR: descriptor, SIGNATURE: signature, **files}.items():
            # Without a date of its own, and the log, which is packed already, as it is.
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, zipfile.ZIP_STORED if name == LOG else zipfile.ZIP_DEFLATED, _TABLE_LEVEL)
    return buffer.getvalue(), sum(chain.events for chain in chains)


def _files(store: Store, log: bytes, sessions: bytes) -> dict[str, bytes]:
    return {
        LOG: log,
        SESSIONS: sessions,
        VOLUNTEERS: volunteers_csv(store),
        ACTIVITIES: activities_csv(store),
        TEAM: team_csv(store),
    }


def _chains(store: Store) -> Iterator[Chain]:
    """The desk's own chain first, then the others by id."""
    heads = {
        desk: (events, head, at)
        for desk, events, head, at in store.connection.execute(
            "SELECT desk, count(*), (SELECT hash FROM log h WHERE h.desk = log.desk ORDER BY seq DESC LIMIT 1), "
            "(SELECT at FROM log h WHERE h.desk = log.desk ORDER BY seq DESC LIMIT 1) FROM log GROUP BY desk"
        )
    }
    own = store.identity.desk
    taken = {desk.desk: desk for desk in taken_desks(store.connection)}
    for desk in sorted({*heads, own}, key=lambda d: (d != own, d)):
        events, head, at = heads.get(desk, (0, NO_PREVIOUS, 0))
        yield _chain(store, desk, events, head, at, taken.get(desk))


def _chain(store: Store, desk: str, events: int, head: str, at: int, taken: TakenDesk | None) -> Chain:
    """A desk whose key is here signs itself; another's word was kept when its pack was taken."""
    key_file = store.folder.keys / f"{desk}.pem"
    team = store.identity.team
    if key_file.exists():
        name = store.identity.desk_name if desk == store.identity.desk or taken is None else taken.name
        signature = sign_head(keys.load_key(key_file), team, desk, events, head)
        return Chain(desk, name, events, head, at, signature, own_certificates(store.folder.keys, desk))
    if taken is None or (taken.events, taken.head) != (events, head):
        message = N_("the key of desk {desk}, whose events are here, is missing: restore the newest backup")
        raise refuse("bad_key", str(key_file), message, desk=desk)
    certificates = tuple(keys.read_certificate(item, desk) for item in json.loads(taken.certificates))
    return Chain(desk, taken.name, events, head, at, taken.signature, certificates)


def _log(store: Store, chains: tuple[Chain, ...]) -> list[bytes]:
    """The stored bytes, chain after chain."""
    return [
        raw
        for chain in chains
        for (raw,) in store.connection.execute("SELECT raw FROM log WHERE desk = ? ORDER BY seq", (chain.desk,))
    ]


def _compressed(lines: list[bytes]) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=buffer, mtime=0) as log:
        for i in range(0, len(lines), _LINES_AT_ONCE):
            log.write(b"\n".join([*lines[i : i + _LINES_AT_ONCE], b""]))
    return buffer.getvalue()


def _signature(store: Store, descriptor: bytes) -> bytes:
    desk = store.identity.desk
    key = keys.load_key(store.folder.keys / f"{desk}.pem")
    return json.dumps(
        {
            "v": 1,
            "algorithm": "Ed25519",
            "key": keys.signature_text(keys.public_bytes(key)),
            "signature": keys.signature_text(key.sign(descriptor)),
            "certificates": [item.to_json() for item in own_certificates(store.folder.keys, desk)],
        },
        indent=1,
    ).encode("ascii")
