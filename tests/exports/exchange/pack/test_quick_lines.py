"""Plain scans are read by their bytes alone; what that says is what the full reader says of the same bytes."""

from __future__ import annotations

import pytest

from checkin.rules.events import Direction, Event, Scan
from checkin.rules.plain_scans import PlainScans
from checkin.rules.wire import NO_PREVIOUS, chained
from exports.exchange.pack.chains import EventRow, PlainScan, _quick, _slow
from storage.log.events import columns_of
from tests.checkin.rules.sound_bodies import DESK, ID, ONE

AT = 1_772_672_400_123
QUICK, FULL = ("茶水", "P1", "1-2.b", "ä" * 20, None), ("门#1", '"', "a\\b", "，", "👮", "‮x")
"""Codes of posts that each reader may read; both find them sound."""


def line(post: str | None, direction: Direction = Direction.AUTO, arrival: str | None = None) -> bytes:
    body = Scan("S/A", direction, "camera:0", volunteer="T/07", arrival=arrival, post=post)
    return chained(Event(ID, AT, "S", DESK, body, "li"), 7, NO_PREVIOUS)[0]


@pytest.mark.parametrize("post", [*QUICK, *FULL])
def test_a_scan_at_a_post_is_the_same_row_to_both_readers(post: str | None) -> None:
    for direction in Direction:
        for arrival in (None, ONE):
            raw = line(post, direction, arrival)
            quick, slow = _quick(raw, NO_PREVIOUS, PlainScans()), _slow(raw, NO_PREVIOUS, "a pack", 7)
            assert (quick is None) == (post in FULL)
            assert slow.kind == "scan" and slow.post == post
            if quick is not None:
                assert isinstance(quick, PlainScan) and tuple(quick) == tuple(slow)


@pytest.mark.parametrize(
    "other",
    [
        line("P1").replace(b'"v":2', b'"v":1'),
        line("P1").replace(b'"v":2', b'"v":3'),
        line(None).replace(b'"v":1', b'"v":2'),
        line("P1").replace(b'"post":"P1"', b'"post":""'),
        line("P1").replace(b'"post":"P1"', b'"post":"' + b"P" * 21 + b'"'),
        line("P1").replace(b'"post":"P1",', b"").replace(b'"direction"', b'"post":"P1","direction"'),
    ],
)
def test_what_is_no_sound_scan_at_a_post_is_left_to_the_full_reader(other: bytes) -> None:
    assert PlainScans().read(other) is None


def test_a_row_of_the_log_has_the_post_of_a_plain_scan() -> None:
    """What the quick reader says of a post stands in the column of the table."""
    row = _quick(line("茶水"), NO_PREVIOUS, PlainScans())
    assert row is not None
    event = Event(ID, AT, "S", DESK, Scan("S/A", Direction.AUTO, "camera:0", volunteer="T/07", post="茶水"), "li")
    assert row[: len(columns_of(event))] == columns_of(event) and EventRow._fields[12] == "post"
