"""A desk's pack with lines of somebody's own making behind its log: canonical or not, rightly chained and signed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import rfc8785

from checkin.rules.instants import utc_text
from checkin.rules.wire import NO_PREVIOUS, digest
from exports.exchange.pack.layout import DESCRIPTOR, LOG
from exports.exchange.pack.vouching import sign_head
from exports.exchange.pack.writing import write_pack
from storage.disk import keys
from storage.disk.ids import new_id, next_above
from storage.store import Store
from tests.exports.exchange.pack.forging import members, resign, write_zip

Content = Mapping[str, Any]
"""What a forged event says: `kind` and `data`; others of its names (`at`, `operator`, `v` …) stand in place of the usual ones."""


def forged_pack(store: Store, file: Path, contents: Iterable[Content | bytes]) -> Path:
    """Write the desk's pack to `file`, with these events behind what it recorded. Bytes are put in as they are, but for
    `PREV`, which becomes the hash of the event before; a content with the name `id` keeps it.
    """
    desk = store.identity.desk
    rows = store.connection.execute("SELECT raw, hash, id FROM log WHERE desk = ? ORDER BY seq", (desk,)).fetchall()
    lines, head = [row[0] for row in rows], rows[-1][1] if rows else NO_PREVIOUS
    last = rows[-1][2] if rows else new_id(store.now())
    for content in contents:
        last = next_above(last)
        if isinstance(content, bytes):
            raw = content.replace(b"PREV", head.encode())
        else:
            usual = {"v": 1, "id": last, "team": store.identity.team, "desk": desk, "at": utc_text(store.now())}
            raw = rfc8785.dumps({**usual, "seq": len(lines) + 1, **content, "prev": head})
        lines.append(raw)
        head = digest(head, raw)
    return _signed(store, file, lines, head)


def _signed(store: Store, file: Path, lines: list[bytes], head: str) -> Path:
    desk, team = store.identity.desk, store.identity.team
    write_pack(store, file)
    files = members(file)
    chains = json.loads(files[DESCRIPTOR])["hourdesk"]["chains"]
    (own,) = [chain for chain in chains if chain["desk"] == desk]
    key = keys.load_key(store.folder.keys / f"{desk}.pem")
    own.update(
        events=len(lines), head=head, signature=keys.signature_text(sign_head(key, team, desk, len(lines), head))
    )
    # Chains stand in the order of their desks; the others are left out, for what comes is this desk's alone.
    files[LOG] = gzip.compress(b"".join(line + b"\n" for line in lines))
    return write_zip(file, resign(store, files, {"chains": [own]}))
