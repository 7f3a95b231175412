"""The code by which one desk shows another how far its chain went (domain §2): witnesses against a log that is rewritten.

Digits alone, as they pass through every scanner: `73`, the desk's id (20 digits), the place of its last event (9), that event's
hash (78), the instant at which it was shown (13), marks of team and activity (8 each), and 2 check digits by ISO 7064 MOD 97-10.
It is longer than any badge or school card (design §5), so it is never taken for one.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from checkin.rules.badge_numbers import normal_digits
from checkin.rules.identity import split

PREFIX = "73"
_PARTS = (20, 9, 78, 13, 8, 8)
LENGTH = len(PREFIX) + sum(_PARTS) + 2
_MARK = 10**8
_HASH_BITS = 256


class WitnessCode(NamedTuple):
    """What a desk shows: its id, the place and hash of its last event, and when it showed them (milliseconds, by its own clock).

    `team` and `activity` are marks (`mark_of`) by which a code of another activity is noticed.
    """

    desk: str
    seq: int
    hash: str
    shown: int
    team: int
    activity: int

    @property
    def text(self) -> str:
        """The code as digits."""
        values = (int(self.desk, 16), self.seq, int(self.hash, 16), self.shown, self.team, self.activity)
        stem = PREFIX + "".join(f"{value:0{width}d}" for value, width in zip(values, _PARTS, strict=True))
        return f"{stem}{98 - int(stem) * 100 % 97:02d}"


def mark_of(name: str) -> int:
    """Eight digits that tell two teams or activities apart without naming them."""
    return int.from_bytes(sha256(name.encode("utf-8")).digest()[:8], "big") % _MARK


def shown_code(desk: str, seq: int, hash_: str, shown: int, activity: str) -> WitnessCode:
    """The code of a desk at an activity (its key)."""
    return WitnessCode(desk, seq, hash_, shown, mark_of(split(activity)[0]), mark_of(activity))


def is_witness_code(text: str) -> bool:
    """Whether a text that was scanned is meant as such a code, whole or not: no badge and no card is as long and begins so."""
    return len(text) > LENGTH - 10 and normal_digits(text).startswith(PREFIX) and normal_digits(text).isdigit()


def read_code(text: str) -> WitnessCode | None:
    """The code in a text that was scanned; None where it is none, or a digit of it is wrong."""
    digits = normal_digits(text)
    if len(digits) != LENGTH or not digits.startswith(PREFIX) or not digits.isascii() or not digits.isdigit():
        return None
    if int(digits) % 97 != 1:
        return None
    values, place = list[int](), len(PREFIX)
    for width in _PARTS:
        values.append(int(digits[place : place + width]))
        place += width
    desk, seq, hash_, shown, team, activity = values
    if desk >> 64 or hash_ >> _HASH_BITS:
        return None
    return WitnessCode(f"{desk:016x}", seq, f"{hash_:064x}", shown, team, activity)
