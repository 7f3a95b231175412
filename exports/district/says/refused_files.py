"""A file that was refused needs nobody any more: the clerk says so, and it stands in no list."""

from __future__ import annotations

from checkin.rules.signature import Signature, with_reason
from exports.district.asks.views import LEFT_OFF
from exports.district.district import District


def leave_off(district: District, digest: str, signed: Signature) -> None:
    """Leave the refused file with this SHA-256 (hex) off the lists of what needs the clerk. Raises Refused without a reason."""
    signed = with_reason(signed)
    with district.transaction():
        district.db.execute(
            "INSERT INTO settled VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [LEFT_OFF + digest, *signed, district.now()],
        )
