"""The members of a signed file, in any container: a manifest (JSON), its `signature.json`, and the files that it lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.disk import keys
from storage.disk.keys import read_signature, signature_text

SIGNATURE = "signature.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """A manifest and the key (32 bytes) that it names. `sound` is true if that key signed it and it lists every member as it is."""

    manifest: Mapping[str, Any]
    key: bytes
    sound: bool


def signed_members(
    name: str, about: Mapping[str, Any], files: Mapping[str, bytes], key: Ed25519PrivateKey
) -> dict[str, bytes]:
    """All members by name. The manifest `name` comes first: it holds `about` and the SHA-256 of each of `files`."""
    digests = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    manifest = json.dumps({**about, "files": digests}, ensure_ascii=False, indent=1).encode("utf-8")
    signature = {"key": signature_text(keys.public_bytes(key)), "signature": signature_text(key.sign(manifest))}
    return {name: manifest, SIGNATURE: json.dumps(signature).encode("ascii"), **files}


def check_members(name: str, members: Mapping[str, bytes]) -> Checked:
    """Check the signature of the manifest `name`, and that it lists exactly the other members with their SHA-256.

    Raises ValueError, KeyError or TypeError if there is no readable manifest or signature.
    """
    manifest, signature = json.loads(members[name]), json.loads(members[SIGNATURE])
    key = read_signature(signature["key"])
    signed = keys.verify(key, read_signature(signature["signature"]), members[name])
    others = {file: hashlib.sha256(data).hexdigest() for file, data in members.items() if file not in (name, SIGNATURE)}
    return Checked(manifest, key, signed and manifest["files"] == others)
