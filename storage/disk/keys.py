"""Ed25519 keys of a desk and its team, and the certificates by which the team vouches for a desk.

A desk's id is made from its public key. The team's key lives on the first desk only; a kit carries an enrolment key
that the team's key vouches for, and with it a new desk vouches for the key that it makes for itself.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from checkin.file_errors import reason_of
from checkin.json_files import json_of
from checkin.outside_files import read_outside
from checkin.rules.problems import N_, Refused, refuse
from storage.disk.atomic_file import write_whole
from storage.disk.protection.sealed_files import LARGEST, read_own, write_own

TEAM_KEY = "team.pem"
TEAM_PUBLIC = "team.pub"
ENROLMENT = "enrolment"
CERTIFICATE_FORMAT = 1
BAD_KEY = "bad_key"
"""The code of what is refused because a key can't be read."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`signer` (32 bytes) says that `key` (32 bytes) speaks for `subject` (a desk's id, or `enrolment`) of `team`."""

    team: str
    subject: str
    key: bytes
    signer: bytes
    signature: bytes

    def to_json(self) -> dict[str, Any]:
        """The certificate as JSON: keys and signature in base64."""
        return {**_claim(self.team, self.subject, self.key, self.signer), "signature": _text(self.signature)}

    def holds(self) -> bool:
        """Whether the signature is the signer's."""
        return verify(
            self.signer, self.signature, rfc8785.dumps(_claim(self.team, self.subject, self.key, self.signer))
        )


def read_certificate(data: Any, where: str) -> Certificate:
    """The certificate that `to_json` wrote. Raises Refused for anything else, and for a wrong signature."""
    try:
        certificate = Certificate(
            data["team"], data["subject"], _bytes(data["key"]), _bytes(data["signer"]), _bytes(data["signature"])
        )
        if not isinstance(certificate.team, str) or not isinstance(certificate.subject, str):
            raise TypeError("no text")
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise refuse("bad_certificate", where, N_("a certificate in it can't be read")) from error
    if not certificate.holds():
        raise refuse("bad_certificate", where, N_("a certificate in it has a wrong signature"))
    return certificate


def certify(signer: Ed25519PrivateKey, team: str, subject: str, key: bytes) -> Certificate:
    """A certificate in which the signer vouches for a key (32 bytes)."""
    claim = rfc8785.dumps(_claim(team, subject, key, public_bytes(signer)))
    return Certificate(team, subject, key, public_bytes(signer), signer.sign(claim))


def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` over `message` was made with the private half of `key` (32 bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def desk_id(key: bytes) -> str:
    """The id of the desk with this public key: 16 hex digits of its SHA-256."""
    return hashlib.sha256(key).hexdigest()[:16]


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of the public half."""
    return key.public_key().public_bytes_raw()


def new_key() -> Ed25519PrivateKey:
    """A new private key."""
    return Ed25519PrivateKey.generate()


def save_key(file: Path, key: Ed25519PrivateKey) -> None:
    """Write a private key that only this user may read; in a protected folder only who opened it."""
    write_own(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def load_key(file: Path) -> Ed25519PrivateKey:
    """A key that `save_key` wrote. Raises Refused where it is missing, damaged, or still locked."""
    try:
        key = load_pem_private_key(read_own(file), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        # A key that asks for a password (TypeError) is none of Hourdesk's.
        raise unreadable_key(file, error) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise refuse(BAD_KEY, str(file), N_("the key is of another sort; restore the newest backup"))
    return key


def save_public(file: Path, key: bytes) -> None:
    """Write a public key of 32 bytes."""
    write_whole(file, (_text(key) + "\n").encode(), private=True, belongs=True)


def load_public(file: Path) -> bytes:
    """A key that `save_public` wrote. Raises Refused where it is missing or damaged."""
    try:
        key = _bytes(read_outside(file, LARGEST).decode("ascii").strip())
        Ed25519PublicKey.from_public_bytes(key)
    except (OSError, ValueError) as error:
        raise unreadable_key(file, error) from error
    return key


def unreadable_key(file: Path, error: Exception) -> Refused:
    """The refusal of a key that can't be had from its file."""
    message = N_("the key is missing or damaged ({reason}): restore the newest backup with hourdesk restore")
    return refuse(BAD_KEY, str(file), message, reason=reason_of(error))


def save_certificates(file: Path, chain: list[Certificate]) -> None:
    """Write the certificates of a desk, its own first, the one that the team's key signed last."""
    write_whole(file, json.dumps([c.to_json() for c in chain], indent=1).encode(), private=True, belongs=True)


def load_certificates(file: Path) -> list[Certificate]:
    """Certificates that `save_certificates` wrote. Raises Refused for a broken file."""
    try:
        data = json_of(read_outside(file, LARGEST))
        if not isinstance(data, list):
            raise ValueError("no list")
    except (OSError, ValueError) as error:
        raise refuse(
            "bad_certificate",
            str(file),
            N_("the certificates can't be read: restore the newest backup with hourdesk restore"),
        ) from error
    return [read_certificate(item, str(file)) for item in data]


def _claim(team: str, subject: str, key: bytes, signer: bytes) -> dict[str, Any]:
    return {
        "v": CERTIFICATE_FORMAT,
        "team": team,
        "subject": subject,
        "key": _text(key),
        "signer": _text(signer),
    }


def signature_text(data: bytes) -> str:
    """Bytes of a key or a signature as they travel in JSON: base64."""
    return _text(data)


def read_signature(text: Any) -> bytes:
    """The bytes that `signature_text` wrote. Raises ValueError or TypeError for anything else."""
    return _bytes(text)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
