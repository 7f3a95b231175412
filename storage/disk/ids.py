"""Event ids: UUIDv7, rising within a desk (design §4)."""

from __future__ import annotations

from threading import Lock
from uuid import UUID

from checkin.rules.problems import N_, refuse

_LAST_MS = (1 << 48) - 1
_TIME_LENGTH = len("018bcfe5-687b")
"""The first characters of an id are its milliseconds."""

_lock = Lock()
_last = ""


def new_id(at: int) -> str:
    """A UUIDv7 of exactly the time `at` (milliseconds since 1970-01-01T00:00Z).

    Those of one millisecond rise, one after the other, within this process. Where the clock went back they are lower
    than those before: the ledger raises what it appends (`rising_id`). Of a time that no id can say (before 1970,
    after the year 10888) it is the nearest one: the ledger refuses such an event, with the reason.
    """
    # Loaded here, for the first screen needs no id.
    from uuid_utils import uuid7

    global _last
    made = str(uuid7(nanoseconds=min(max(at, 0), _LAST_MS) * 1_000_000))
    with _lock:
        if made[:_TIME_LENGTH] == _last[:_TIME_LENGTH]:
            made = next_above(_last)
        _last = made
    return made


def raised_above(last: str) -> str:
    """The next id above `last`, which `new_id` then gives to nothing else."""
    global _last
    made = next_above(last)
    with _lock:
        if made[:_TIME_LENGTH] == _last[:_TIME_LENGTH]:
            _last = max(_last, made)
    return made


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


def check_id(text: str) -> str:
    """An event id that a person typed or pasted, in its one form. Raises Refused for anything else."""
    try:
        return str(UUID(text.strip()))
    except ValueError:
        message = N_("“{text}” is no event id; copy one from hourdesk sessions --json")
        raise refuse("bad_event_id", "EVENT", message, text=text) from None
