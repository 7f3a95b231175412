"""Signed JSON as one line of text: a compact JWS (RFC 7515, RFC 7519) with the algorithm EdDSA (RFC 8037), and no other."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exports.exchange.credential.did_key import did_of, key_name
from storage.disk import keys

ALGORITHM = "EdDSA"
_TEXT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*", re.ASCII)
_BEGIN = "eyJ"
"""How each such text begins: `{"` in base64."""


class NotSigned(ValueError):
    """A text that is no such token."""


class OtherAlgorithm(ValueError):
    """A token that says it is signed in another way, or not at all; `args[0]` is what it says."""


class Token(NamedTuple):
    """A token that can be read. Nobody has checked yet whether its signature holds."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signed: bytes
    signature: bytes

    def holds(self, key: bytes) -> bool:
        """Whether the signature was made with the private half of `key` (32 bytes)."""
        return keys.verify(key, self.signature, self.signed)


def looks_signed(text: str) -> bool:
    """Whether a text begins as a token does."""
    return text.lstrip("\ufeff \t\r\n").startswith(_BEGIN)


def signed_text(payload: Mapping[str, Any], key: Ed25519PrivateKey, header: Mapping[str, Any] | None = None) -> str:
    """The payload as a token. The header names the key as a `did:key` (`kid`) and holds it (`jwk`): both are public.

    `typ` is what Open Badges 3.0 §8.2.3 asks for.
    """
    public = keys.public_bytes(key)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": _encoded(public)}
    named = {"alg": ALGORITHM, "typ": "JWT", "kid": key_name(did_of(public)), "jwk": jwk, **(header or {})}
    signed = f"{_encoded(_json(named))}.{_encoded(_json(payload))}"
    return f"{signed}.{_encoded(key.sign(signed.encode('ascii')))}"


def read_token(text: str) -> Token:
    """The parts of a token. Raises NotSigned for any other text, and OtherAlgorithm where it is signed in another way."""
    text = text.strip("\ufeff \t\r\n")
    if _TEXT.fullmatch(text) is None:
        raise NotSigned("no compact JWS")
    head, body, signature = text.split(".")
    try:
        header, payload = json.loads(_decoded(head)), json.loads(_decoded(body))
        raw = _decoded(signature)
    except (ValueError, RecursionError) as error:
        raise NotSigned("no JSON in it") from error
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise NotSigned("no JSON object in it")
    if header.get("alg") != ALGORITHM or "crit" in header:
        raise OtherAlgorithm(str(header.get("alg"))[:20])
    return Token(header, payload, f"{head}.{body}".encode("ascii"), raw)


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _encoded(data) != text:
        # Bits that are thrown away could be changed and nobody would notice.
        raise NotSigned("another spelling")
    return data
