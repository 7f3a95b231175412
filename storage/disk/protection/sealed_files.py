"""Single files of a protected folder (private keys, the PIN, scans that wait): sealed by AES-256-GCM with the folder's key."""

from __future__ import annotations

import secrets
from pathlib import Path

from checkin.outside_files import read_outside
from checkin.rules.problems import N_, refuse
from storage.disk.atomic_file import write_whole
from storage.disk.protection.marks import folder_of
from storage.disk.protection.open_keys import OpenKey, key_named, open_key_of
from storage.disk.protection.sealed_heads import MAGIC

DAMAGED = "damaged_file"
"""The code of what is refused because its bytes are not those that were sealed."""
_NONCE_BYTES = 12


def seal(data: bytes, key: OpenKey) -> bytes:
    """Bytes that only this key opens; they begin with the name of the key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, nonce = MAGIC + key.key_id.encode("ascii") + b"\n", secrets.token_bytes(_NONCE_BYTES)
    return head + nonce + AESGCM(key.of_files).encrypt(nonce, data, head)


def seal_for(file: Path, data: bytes) -> bytes:
    """`data` as it is to lie in `file`: sealed where the file's folder is protected, else as it is.

    Raises Refused where the folder was not opened yet.
    """
    key = open_key_of(folder_of(file))
    return data if key is None else seal(data, key)


def is_sealed(data: bytes) -> bool:
    """Whether these bytes come from `seal`."""
    return data.startswith(MAGIC)


LARGEST = 1 << 28
"""Bytes of such a file: none of them comes near it, and what another program put in its place may never end."""


def unseal(data: bytes, where: str) -> bytes:
    """What was sealed; bytes that are not sealed are given back as they are.

    Raises Refused where the key was not opened yet, and where the bytes were damaged.
    """
    if not is_sealed(data):
        return data
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, _line, rest = data.partition(b"\n")
    key = key_named(head[len(MAGIC) :].decode("ascii", "replace"), where)
    try:
        return AESGCM(key.of_files).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], head + b"\n")
    except (InvalidTag, ValueError) as error:
        message = N_("the file is encrypted, and was damaged: restore the newest backup with hourdesk restore")
        raise refuse(DAMAGED, where, message) from error


def write_own(file: Path, data: bytes, *, secret: bool = True) -> None:
    """Write one of a data folder's own files, for this user alone; a secret one is sealed where the folder is protected."""
    write_whole(file, seal_for(file, data) if secret else data, private=True, belongs=True)


def read_own(file: Path) -> bytes:
    """What `write_own` wrote. Raises Refused, and OSError where the file can't be read."""
    return unseal(read_outside(file, LARGEST), str(file))
