"""What is in a kit, as bytes: a ZIP of a manifest, its signature, the register, the standing events, an enrolment key."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.problems import N_, Refused, refuse
from storage import keys
from storage.keys import Certificate, read_certificate

FORMAT = 1
MANIFEST, SIGNATURE = "kit.json", "signature.json"
REGISTER, EVENTS, ENROLMENT = "register.json", "events.jsonl", "enrolment.json"
LARGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was found sound: its signature is that of `team_key` (32 bytes), which vouches for the enrolment key.

    `persons` are rows of the register without birth dates; `events` the bytes of standing events.
    """

    team: str
    team_name: str
    timezone: str
    version: int
    team_key: bytes
    persons: tuple[Mapping[str, Any], ...]
    events: tuple[bytes, ...]
    enrolment_key: Ed25519PrivateKey
    enrolment: Certificate


def pack_kit(kit: Kit, team_key: Ed25519PrivateKey) -> bytes:
    """The bytes of a kit, signed with the team's key."""
    files = {
        REGISTER: json.dumps([dict(p) for p in kit.persons], ensure_ascii=False).encode("utf-8"),
        EVENTS: b"".join(raw + b"\n" for raw in kit.events),
        ENROLMENT: json.dumps(
            {"key": _text(kit.enrolment_key.private_bytes_raw()), "certificate": kit.enrolment.to_json()}
        ).encode("ascii"),
    }
    manifest = json.dumps(
        {
            "format": "hourdesk-kit",
            "v": FORMAT,
            "team": kit.team,
            "team_name": kit.team_name,
            "timezone": kit.timezone,
            "version": kit.version,
            "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        },
        ensure_ascii=False,
        indent=1,
    ).encode("utf-8")
    signature = {"key": _text(kit.team_key), "signature": _text(team_key.sign(manifest))}
    files = {MANIFEST: manifest, SIGNATURE: json.dumps(signature).encode("ascii"), **files}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack_kit(data: bytes, where: str) -> Kit:
    """A kit of bytes. Raises Refused where it is none, was changed, is of a newer version, or holds anything else."""
    try:
        return _read(data, where)
    except Refused:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError, EOFError) as error:
        message = N_("this is no kit that hourdesk wrote, or it is damaged: fetch it again from the team's first desk")
        raise refuse("bad_kit", where, message) from error


def _read(data: bytes, where: str) -> Kit:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sorted(archive.namelist()) != sorted([MANIFEST, SIGNATURE, REGISTER, EVENTS, ENROLMENT]):
            raise ValueError("other files than a kit has")
        if sum(item.file_size for item in archive.infolist()) > LARGEST:
            raise ValueError("too large")
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest, signature = json.loads(files[MANIFEST]), json.loads(files[SIGNATURE])
    if manifest["format"] != "hourdesk-kit":
        raise ValueError("another format")
    if manifest["v"] > FORMAT:
        message = N_("this kit was made by a newer Hourdesk: install that version on this desk")
        raise refuse("newer_kit", where, message)
    team_key = base64.b64decode(signature["key"], validate=True)
    signed = keys.verify(team_key, base64.b64decode(signature["signature"], validate=True), files[MANIFEST])
    whole = all(
        hashlib.sha256(files[name]).hexdigest() == manifest["files"][name] for name in (REGISTER, EVENTS, ENROLMENT)
    )
    if not signed or not whole:
        message = N_("this kit was changed after it was signed: fetch it again from the team's first desk")
        raise refuse("bad_signature", where, message)
    enrolment = json.loads(files[ENROLMENT])
    certificate = read_certificate(enrolment["certificate"], where)
    if certificate.signer != team_key or certificate.team != manifest["team"]:
        raise ValueError("the enrolment key is not vouched for by the team")
    return Kit(
        manifest["team"],
        manifest["team_name"],
        manifest["timezone"],
        int(manifest["version"]),
        team_key,
        tuple(json.loads(files[REGISTER])),
        tuple(files[EVENTS].splitlines()),
        Ed25519PrivateKey.from_private_bytes(base64.b64decode(enrolment["key"], validate=True)),
        certificate,
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
