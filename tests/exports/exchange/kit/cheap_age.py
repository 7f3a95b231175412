"""age's file under a passphrase (age-encryption.org/v1), written by other code and at next to no cost.

The library lets nobody choose how long a guess takes, and takes seconds. What it reads here is the same file with another
number in its head.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LOG_COST = 2
CHUNK = 64 * 1024


def encrypt(data: bytes, passphrase: str) -> bytes:
    """`data` sealed with a passphrase, in the format of `pyrage.passphrase.encrypt` but at a low cost."""
    file_key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    label = b"age-encryption.org/v1/scrypt" + salt
    wrap_key = hashlib.scrypt(passphrase.encode(), salt=label, n=2**LOG_COST, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrap_key).encrypt(bytes(12), file_key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), LOG_COST, _text(wrapped))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = [data[start : start + CHUNK] for start in range(0, max(len(data), 1), CHUNK)]
    body = b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )
    return head + b" " + _text(mac) + b"\n" + nonce + body


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
