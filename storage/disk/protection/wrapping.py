"""A folder's random key, sealed by what a person knows: scrypt makes a key of it (RFC 7914), AES-256-GCM seals with that.

scrypt is in every Python, argon2id is not: a backup must open on any laptop.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, NamedTuple

COST = 2**17
"""scrypt's N, with r = 8 and p = 1: 128 MB and about a third of a second for each guess. It stands beside what it sealed."""
COSTS = {2**k for k in range(1, 21)}
"""Those that are read: a file that somebody changed must not ask for more memory than a laptop has."""
KEY_BYTES = 32
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
_BLOCKS = {"r": 8, "p": 1, "maxmem": 2**31 - 1}


class Wrapped(NamedTuple):
    """Bytes that are sealed by a passphrase or a code; `cost` and `salt` are those of scrypt."""

    cost: int
    salt: bytes
    sealed: bytes

    def to_json(self) -> dict[str, Any]:
        """As JSON, bytes in hexadecimal."""
        return {"n": self.cost, "salt": self.salt.hex(), "sealed": self.sealed.hex()}


def read_wrapped(data: Any) -> Wrapped:
    """What `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    cost = data["n"]
    if type(cost) is not int or cost not in COSTS:
        raise ValueError(cost)
    wrapped = Wrapped(cost, bytes.fromhex(data["salt"]), bytes.fromhex(data["sealed"]))
    if len(wrapped.salt) != _SALT_BYTES or len(wrapped.sealed) <= _NONCE_BYTES + _TAG_BYTES:
        raise ValueError("the salt or what is sealed was cut")
    return wrapped


def wrap(data: bytes, secret: str, purpose: str) -> Wrapped:
    """Seal some bytes by a passphrase or a code; only who names the same `purpose` opens them."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce, cost = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES), COST
    key = _stretched(secret, salt, cost)
    return Wrapped(cost, salt, nonce + AESGCM(key).encrypt(nonce, data, purpose.encode("utf-8")))


def unwrap(wrapped: Wrapped, secret: str, purpose: str) -> bytes | None:
    """The bytes that `wrap` sealed; None where the passphrase or code is another one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _stretched(secret, wrapped.salt, wrapped.cost)
    nonce, sealed = wrapped.sealed[:_NONCE_BYTES], wrapped.sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, sealed, purpose.encode("utf-8"))
    except InvalidTag:
        return None


def _stretched(secret: str, salt: bytes, cost: int) -> bytes:
    # A variable of the environment may hold bytes that are no text.
    return hashlib.scrypt(secret.encode("utf-8", "surrogatepass"), salt=salt, n=cost, dklen=KEY_BYTES, **_BLOCKS)
