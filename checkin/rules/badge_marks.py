"""The mark of a badge number: a desk recognises the number by it, but nobody can compute the number from it."""

from __future__ import annotations

from hashlib import sha256

MARK_BYTES = 12


def badge_mark(badge: str) -> bytes:
    """The first 12 bytes of SHA-256 over `hourdesk-badge` and the number; its 20 random digits keep it from being guessed."""
    return sha256(b"hourdesk-badge" + badge.encode("ascii")).digest()[:MARK_BYTES]
