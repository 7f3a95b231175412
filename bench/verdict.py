"""From the Enter that ends a scanner's burst to the verdict on a real terminal."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, alternate, figure
from bench.records import Size, badges, copied, number, settle
from bench.start_up import desk_command, desk_is_complete
from bench.terminal import Terminal
from bench.under_way import SIGNED_UP, with_activity

TO_ECHO = 2.0
BETWEEN_KEYS = 0.002
"""Seconds: a quick scanner."""
_FLOOR = (sys.executable, "-m", "bench.floors.echo")


def measure(record: Path, size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """The time to the verdict, on a copy of the cached folder `record`, each time for a volunteer who did not sign up."""
    folder = with_activity(copied(record, scratch / "verdict"))
    settle(folder)
    numbers = badges(size)
    others = list(range(SIGNED_UP, size.volunteers))
    random.Random(11).shuffle(others)
    pace = random.Random(12)
    desk, floor = Terminal(desk_command(folder)), Terminal(_FLOOR)
    try:
        desk.wait_for(b"Quit", desk_is_complete)
        desk.drain(3)
        floor.drain(1)

        def scan(turn: int) -> float:
            # The verdict names class and number, and so does the list of scans below it, in the same frame.
            return _typed(desk, pace, numbers[others[turn]], number(others[turn]))

        def echo(turn: int) -> float:
            return _typed(floor, pace, numbers[others[turn]], f"echo {numbers[others[turn]]}")

        times = alternate((scan, echo), rounds, warm=5)
    finally:
        desk.end()
        floor.end()
    return [figure("Enter of a burst to the verdict", times[0], times[1], "ms", TO_ECHO)]


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
