"""A glance at the keys of a desk at each start, without the library that signs: is each there, and of the right sort, and do the
certificates speak of this desk and this team? Whether they are true is asked by `key_check`, and wherever something is signed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from checkin.outside_files import read_outside
from checkin.rules.problems import N_, Problem
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity
from storage.disk.protection.marks import is_protected
from storage.disk.protection.renewing import notes_on_code
from storage.disk.protection.sealed_files import LARGEST, is_sealed

_BEGINS, _ENDS = b"-----BEGIN PRIVATE KEY-----", b"-----END PRIVATE KEY-----"
_ED25519 = bytes.fromhex("302e020100300506032b657004220420")
"""How a private key of this sort begins (RFC 8410 §7); 32 bytes follow."""
_KEY_BYTES = 32
_NO_KEY = (OSError, ValueError, TypeError, LookupError, RecursionError)
_LOST = N_(
    "this key is missing, damaged or another desk's. Scans are recorded all the same, but packs, copies and kits can't be made, or "
    "nobody believes them: put the newest backup back with hourdesk restore"
)


def notes_on_keys(folder: DataFolder, identity: DeskIdentity) -> Iterator[Problem]:
    """A note for each file of the desk's keys that can't be what it should be, and where nobody knows the recovery code."""
    sealed, desk = is_protected(folder.path), identity.desk
    looks: list[tuple[str, Callable[[bytes], bool]]] = [
        (f"{desk}.pem", lambda content: is_sealed(content) if sealed else _is_private_key(content)),
        (f"{desk}.cert.json", lambda content: _speaks_of(content, identity)),
        ("team.pub", lambda content: _signer(folder.keys / f"{desk}.cert.json", identity) in (_key(content), None)),
    ]
    if identity.first:
        looks.append(("team.pem", looks[0][1]))
    for name, is_right in looks:
        file = folder.keys / name
        try:
            lost = not is_right(read_outside(file, LARGEST))
        except _NO_KEY:
            lost = True
        if lost:
            yield Problem("key_lost", str(file), _LOST)
    yield from notes_on_code(folder.path)


def _is_private_key(content: bytes) -> bool:
    _before, begins, rest = content.partition(_BEGINS)
    inner, ends, _after = rest.partition(_ENDS)
    key = base64.b64decode(b"".join(inner.split()), validate=True)
    return bool(begins and ends) and key.startswith(_ED25519) and len(key) == len(_ED25519) + _KEY_BYTES


def _speaks_of(content: bytes, identity: DeskIdentity) -> bool:
    """Whether certificates are about this desk's key and of its team."""
    chain = json.loads(content)
    key = base64.b64decode(chain[0]["key"], validate=True)
    of_this = chain[0]["subject"] == identity.desk == hashlib.sha256(key).hexdigest()[:16]
    return of_this and all(one["team"] == identity.team for one in chain)


def _key(content: bytes) -> bytes:
    """A public key of 32 bytes. Raises ValueError for anything else."""
    key = base64.b64decode(content.strip(), validate=True)
    if len(key) != _KEY_BYTES:
        raise ValueError(len(key))
    return key


def _signer(certificates: Path, identity: DeskIdentity) -> bytes | None:
    """Who signed the desk's last certificate, which is the team; None where that is not known."""
    try:
        content = read_outside(certificates, LARGEST)
        return base64.b64decode(json.loads(content)[-1]["signer"]) if _speaks_of(content, identity) else None
    except _NO_KEY:
        return None
