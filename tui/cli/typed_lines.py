"""Standard input as a keyboard scanner types it: a badge text a line, or its batch memory with times (design §7)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.problems import N_, Refused, refuse
from checkin.scanning.decoders import text_of
from checkin.scanning.text import normalise
from storage.ids import new_id
from storage.moment import now
from tui.cli.typed_values import instant_in, read_moment

_LONGEST = 4096
"""Bytes of a line; no badge, card or time comes near it."""


def lines_typed(activity: Activity, direction: Direction) -> Iterator[Arrival | Refused]:
    """A scan for each line, as soon as its end is there; empty lines are passed over.

    `TIME<TAB>TEXT` is replayed in its own time; a line with a bad or future time is refused by its number.
    """
    for number, raw in _lines(sys.stdin.buffer):
        line = text_of(raw).lstrip("\ufeff").rstrip()
        if not line.strip():
            continue
        time, tab, text = line.partition("\t")
        # A scanner that ends with Tab instead of Enter leaves a tab at the end, which is gone by now.
        if not tab:
            yield Arrival(new_id(), now(), normalise(line), activity.key, direction, "keyboard")
            continue
        try:
            at = _replayed(time, activity, number)
        except Refused as error:
            yield error
        else:
            yield Arrival(new_id(), at, normalise(text), activity.key, direction, "replay")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while chunk := stream.readline(_LONGEST):
        number += 1
        line = chunk
        while not chunk.endswith(b"\n") and (chunk := stream.readline(_LONGEST)):
            # What is too long for a line is read to its end, and taken for one text that is no badge.
            line = line[:_LONGEST] + chunk[:1]
        yield number, line


def _replayed(time: str, activity: Activity, number: int) -> int:
    where = f"-:{number}"
    try:
        at = instant_in(read_moment(time), activity.zone)
    except (ValueError, OverflowError):
        message = N_("“{time}” is no time that exists: write one such as 2026-03-05T09:00:00 before the tab")
        raise refuse("bad_time", where, message, time=time[:40]) from None
    if at > now():
        message = N_("{time} is in the future: check the scanner's clock; the scan was not recorded")
        raise refuse("in_the_future", where, message, time=time[:40])
    return at
