"""Packs as somebody with bad intentions, or a bad disk, would make them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

from exports.exchange.pack.layout import DESCRIPTOR, SIGNATURE
from storage.disk import keys
from storage.store import Store


def members(pack: Path) -> dict[str, bytes]:
    """What is in a pack, by name."""
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def squeezed(byte: bytes, gigabytes: int) -> bytes:
    """A gzip stream of so many gigabytes of one byte, made of one compressed piece again and again."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = squeeze.compress(byte * (1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    piece = squeeze.compress(byte * (1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return head + piece * (gigabytes * 1024 - 1) + squeeze.flush()


def write_zip(path: Path, files: dict[str, bytes]) -> Path:
    """Write a ZIP with these files (bytes by name) to `path`, and return `path`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def resign(store: Store, files: dict[str, bytes], changes: dict[str, Any] | None = None) -> dict[str, bytes]:
    """The files with a description that fits them and a valid signature of the desk: what only its owner can do."""
    descriptor = json.loads(files[DESCRIPTOR])
    descriptor["hourdesk"].update(changes or {})
    for resource in descriptor["resources"]:
        data = files[resource["path"]]
        resource.update(bytes=len(data), hash=f"sha256:{hashlib.sha256(data).hexdigest()}")
    key = keys.load_key(store.folder.keys / f"{store.identity.desk}.pem")
    files = {**files, DESCRIPTOR: json.dumps(descriptor).encode()}
    signature = json.loads(files[SIGNATURE])
    signature["signature"] = keys.signature_text(key.sign(files[DESCRIPTOR]))
    return {**files, SIGNATURE: json.dumps(signature).encode()}
