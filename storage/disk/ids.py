"""Event ids: UUIDv7, rising within a desk (design §4)."""

from __future__ import annotations

from uuid import UUID

from checkin.rules.problems import N_, refuse


def new_id() -> str:
    """A UUIDv7 of this moment, rising within this process."""
    from uuid6 import uuid7

    return str(uuid7())


def next_above(last: str) -> str:
    """The next UUIDv7 above `last`: its random part counted up, for the clock may have gone back."""
    value = UUID(last).int
    low = (value + 1) & ((1 << 62) - 1)
    if low:
        return str(UUID(int=(value & ~((1 << 62) - 1)) | low))
    time_and_version = (value >> 64) + 1
    # Counting past 12 random bits would run into the version, so the millisecond is raised instead.
    if time_and_version & 0xFFF == 0:
        time_and_version = (((value >> 80) + 1) << 16) | 0x7000
    return str(UUID(int=(time_and_version << 64) | (0b10 << 62)))


def check_id(text: str, where: str) -> str:
    """An event id that a person typed or pasted, in its one form. Raises Refused for anything else."""
    try:
        return str(UUID(text.strip()))
    except ValueError:
        message = N_("“{text}” is no event id; copy one from hourdesk sessions --json")
        raise refuse("bad_event_id", where, message, text=text) from None
