"""Public keys as `did:key` (W3C CCG, did:key method v0.7): the key itself is the name, so nothing has to be looked up."""

from __future__ import annotations

PREFIX = "did:key:"
_ED25519 = b"\xed\x01"
"""Multicodec `ed25519-pub` (0xed) as an unsigned varint."""
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""Base58 as in Bitcoin (base58btc; multibase `z`)."""
_LONGEST = 64


def did_of(key: bytes) -> str:
    """The `did:key` of an Ed25519 public key (32 bytes)."""
    return f"{PREFIX}z{_base58(_ED25519 + key)}"


def key_name(did: str) -> str:
    """The name of the one key of a `did:key`, as `kid` has it."""
    return f"{did}#{did.removeprefix(PREFIX)}"


def key_of(did: object) -> bytes:
    """The Ed25519 key (32 bytes) of a `did:key`. Raises ValueError for anything else."""
    if not isinstance(did, str) or not did.startswith(f"{PREFIX}z") or len(did) > _LONGEST:
        raise ValueError("no did:key")
    data = _from_base58(did.removeprefix(f"{PREFIX}z"))
    if not data.startswith(_ED25519) or len(data) != len(_ED25519) + 32 or did_of(data[len(_ED25519) :]) != did:
        raise ValueError("no Ed25519 key")
    return data[len(_ED25519) :]


def _base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    return _ALPHABET[0] * (len(data) - len(data.lstrip(b"\0"))) + text


def _from_base58(text: str) -> bytes:
    number = 0
    for letter in text:
        number = number * 58 + _ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip(_ALPHABET[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
