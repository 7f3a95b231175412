"""From the Enter that ends a scanner's burst to the verdict on a real terminal, with all panels on; many scans in a row; and
what the desk takes of a processor while nobody comes."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, Limit, alternate, figure
from bench.records import Size, badges, copied, number, settle
from bench.start_up import desk_command, desk_is_complete
from bench.terminal import Terminal
from bench.under_way import SIGNED_UP, with_activity

TO_ECHO = 1.2
COLUMNS, ROWS = 120, 40
"""A terminal that shows every panel."""
CROWD, CROWD_S = 40, 5.0
"""So many scans in so many seconds."""
BEHIND_S = 0.25
"""Seconds after the last Enter of the crowd at which its verdict must stand."""
IDLE_SHARE = 2.0
"""Percent of a core."""
BETWEEN_KEYS = 0.002
"""Seconds: a quick scanner."""
_FLOOR = (sys.executable, "-m", "bench.floors.echo")


def measure(record: Path, size: Size, scratch: Path, rounds: int, idle_s: float) -> list[Figure | Limit]:
    """The time to the verdict, on a copy of the cached folder `record`, each time for a volunteer who did not sign up; then a
    crowd; then `idle_s` seconds in which nothing happens."""
    folder = with_activity(copied(record, scratch / "verdict"))
    settle(folder)
    numbers = badges(size)
    others = list(range(SIGNED_UP, size.volunteers))
    random.Random(11).shuffle(others)
    pace = random.Random(12)
    desk, floor = Terminal(desk_command(folder), COLUMNS, ROWS), Terminal(_FLOOR, COLUMNS, ROWS)
    try:
        desk.wait_for(b"More", desk_is_complete)
        desk.drain(3)
        floor.drain(1)

        def scan(turn: int) -> float:
            # The verdict names class and number, and so does the list of scans below it, in the same frame.
            return _typed(desk, pace, numbers[others[turn]], number(others[turn]))

        def echo(turn: int) -> float:
            return _typed(floor, pace, numbers[others[turn]], f"echo {numbers[others[turn]]}")

        times = alternate((scan, echo), rounds, warm=5)
        crowd = others[-CROWD:]
        behind = _crowd(desk, [numbers[one] for one in crowd], number(crowd[-1]))
        desk.drain(22)  # the verdict has had its time: the desk is ready, and idle
        shares = [_share(terminal, idle_s) for terminal in (desk, floor)]
    finally:
        desk.end()
        floor.end()
    return [
        figure("Enter of a burst to the verdict", times[0], times[1], "ms", TO_ECHO),
        Limit(f"{CROWD} scans in {CROWD_S:g} s: the last one's verdict", behind, "s", BEHIND_S),
        Limit("the idle desk, of one core", shares[0] * 100, "%", IDLE_SHARE, shares[1] * 100),
    ]


def _crowd(desk: Terminal, numbers: Sequence[str], answer: str) -> float:
    """Seconds from the last Enter until the last one's verdict is seen; scans come at even distances."""
    begun = time.perf_counter()
    for place, badge in enumerate(numbers):
        desk.drain(max(0.0, begun + place * CROWD_S / len(numbers) - time.perf_counter()))
        desk.write(badge.encode())
        ended = time.perf_counter()
        desk.write(b"\r")
    return desk.wait_for(answer.encode(), _has(answer)) - ended


def _share(terminal: Terminal, seconds: float) -> float:
    """How much of one core the program takes while nothing happens."""
    used, begun = terminal.processor_seconds(), time.perf_counter()
    terminal.drain(seconds)
    return (terminal.processor_seconds() - used) / (time.perf_counter() - begun)


def _typed(terminal: Terminal, pace: random.Random, badge: str, answer: str) -> float:
    """Milliseconds from Enter until `answer` is on the screen."""
    # Both programs draw at fixed intervals: the next burst begins at any point of them.
    terminal.drain(0.15 + pace.random() * 0.05)
    for digit in badge:
        terminal.write(digit.encode())
        time.sleep(BETWEEN_KEYS)
    begun = time.perf_counter()
    terminal.write(b"\r")
    answered_at = terminal.wait_for(answer.encode(), _has(answer))
    return (answered_at - begun) * 1000


def _has(answer: str) -> Callable[[list[str]], bool]:
    return lambda lines: any(answer in line for line in lines)
