"""A list of bits as W3C Bitstring Status List v1.0 writes it: GZIP, then base64url with the multibase sign `u`."""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Iterable

BITS = 131_072
"""As many as the standard asks for at least (§3.1), so that a list says nothing about how many certificates there are."""
_GZIP = 31
"""`wbits` of zlib for data with a GZIP header."""


def encoded_bits(places: Iterable[int]) -> str:
    """The list in which the bits at `places` are set; the first is 0, the most significant bit of the first byte."""
    data = bytearray(BITS // 8)
    for place in places:
        data[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(data), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")


def decoded_bits(text: str) -> bytes:
    """The bytes of a list of `BITS` bits. Raises ValueError for anything else; no more than that is ever unpacked."""
    if not text.startswith("u"):
        raise ValueError("no multibase base64url")
    packed = base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
    unpacking = zlib.decompressobj(wbits=_GZIP)
    try:
        data = unpacking.decompress(packed, BITS // 8 + 1)
    except zlib.error as error:
        raise ValueError("no GZIP") from error
    if len(data) != BITS // 8 or not unpacking.eof:
        raise ValueError("a list of another length")
    return data


def is_set(bits: bytes, place: int) -> bool:
    """Whether the bit at a place is set."""
    return bool(bits[place // 8] & 0x80 >> place % 8)
