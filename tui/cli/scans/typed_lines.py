"""Standard input as a keyboard scanner types it: a badge text a line, or its batch memory with times (design §7)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

from checkin.clock import Clock
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.instants import local_text
from checkin.rules.problems import N_, Problem
from checkin.rules.shape import is_instant
from checkin.scanning.decoders import text_of
from checkin.scanning.sources import Line, parse_line
from checkin.scanning.text import normalise
from checkin.texts import _
from storage.disk.ids import new_id
from tui.cli.base.output import tell

_LONGEST = 4096
"""Bytes of a line; no badge, card or time comes near it."""


def lines_typed(activity: Activity, direction: Direction, clock: Clock) -> Iterator[Arrival | Problem]:
    """A scan for each line, as soon as its end is there; empty lines are passed over.

    `TIME<TAB>TEXT` is replayed in its own time; a line whose time can't be read is refused by its number. A time that
    is still to come is taken and said: what a scanner with a wrong clock saw is better amended than lost.
    """
    for number, raw in _lines(sys.stdin.buffer):
        text = text_of(raw).strip("\ufeff\r\n")
        if not text.strip():
            continue
        line = parse_line(number, text, activity.zone)
        now = clock.now()
        if isinstance(line, Problem):
            yield line
            continue
        at, device = (now, "keyboard") if line.at_ms is None else (line.at_ms, "replay")
        if not is_instant(at):
            yield Problem("bad_time", _where(line), N_("this time can't be right: check the scanner's clock"))
            continue
        if at > now:
            message = N_("{time} is in the future: check the scanner's clock. The scan is recorded with this time.")
            tell([Problem("in_the_future", _where(line), message, {"time": local_text(at, activity.zone)})])
        yield Arrival(new_id(now), at, normalise(line.text), activity.key, direction, device)


def _where(line: Line) -> str:
    return _("line {number}").format(number=line.number)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while chunk := stream.readline(_LONGEST):
        number += 1
        line = chunk
        while not chunk.endswith(b"\n") and (chunk := stream.readline(_LONGEST)):
            # What is too long for a line is read to its end, and taken for one text that is no badge.
            line = line[:_LONGEST] + chunk[:1]
        yield number, line
