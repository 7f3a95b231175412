"""The head of a desk's chain as one line of fixed length: how many events it has, and the hash of the last (design §4).

A damaged file of SQLite's can lose in silence what was committed; only what lies outside of it can tell. A file of heads
has two slots that are written in turn, so that a write that was cut off leaves the one before it.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NamedTuple

from checkin.outside_files import read_begin

SLOT_BYTES = 512
"""A sector: a disk writes it whole or not at all."""
FILE_BYTES = 2 * SLOT_BYTES
_MARK = b"hourdesk-head-1"


class RecordedHead(NamedTuple):
    """`events` of `desk` were recorded up to the instant `at` (milliseconds), the last with this `hash`; 0 and "-" for none.
    `all_events` counts those of other desks that lie in the same log too."""

    team: str
    desk: str
    events: int
    hash: str
    all_events: int
    at: int


class Slots(NamedTuple):
    """What a file of heads says: the newest head (None for none), its running number, the slot that it is in, and whether
    there is something in the file that can't be read."""

    head: RecordedHead | None = None
    number: int = 0
    slot: int = 1
    is_damaged: bool = False


def slot_bytes(head: RecordedHead, number: int) -> bytes:
    """A head as a line to write at the beginning of a slot; `number` runs on with each writing and tells which of two slots is
    the newer. A scan waits for it.
    """
    text = f"{number} {head.team} {head.desk} {head.events} {head.hash} {head.all_events} {head.at}".encode()
    return b"%b %08x %b\n" % (_MARK, zlib.crc32(text), text)


def slots_of(data: bytes) -> Slots:
    """Read the bytes of a file of heads; a slot that was cut off or changed is passed over."""
    found = [_slot(data[slot * SLOT_BYTES : (slot + 1) * SLOT_BYTES], slot) for slot in (0, 1)]
    newest = max((one for one in found if one is not None), default=None)
    if newest is None:
        return Slots(is_damaged=bool(data.strip(b"\0")))
    number, slot, head = newest
    return Slots(head, number, slot)


def read_head(file: Path) -> Slots:
    """What a file says; no head where there is none. Raises OSError where it can't be read."""
    try:
        return slots_of(read_begin(file, FILE_BYTES))
    except FileNotFoundError:
        return Slots()


def _slot(data: bytes, slot: int) -> tuple[int, int, RecordedHead] | None:
    # Behind the end of the line a longer one may have left something.
    line, end, _ = data.partition(b"\n")
    try:
        mark, crc, text = line.split(b" ", 2)
        if not end or mark != _MARK or int(crc, 16) != zlib.crc32(text):
            return None
        number, team, desk, events, hash_, all_events, at = text.decode().split(" ")
        return int(number), slot, RecordedHead(team, desk, int(events), hash_, int(all_events), int(at))
    except ValueError:
        return None
