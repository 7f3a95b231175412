"""From exec to the first complete screen on a real terminal, and the memory held by then."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, alternate, figure
from bench.records import copied, settle
from bench.terminal import Terminal
from bench.under_way import ON_SITE, PLACE, with_activity

TO_ONE_LINE = 1.6
MEMORY = 1.9
LATER = 2.0
"""Seconds after which memory is read: what the desk loads once its first screen stands counts."""
_FLOOR = (sys.executable, "-m", "bench.floors.one_line")
_MEBIBYTE = 1024 * 1024

Complete = Callable[[list[str]], bool]


def measure(record: Path, scratch: Path, rounds: int) -> list[Figure]:
    """Time and memory of the start, on a copy of the cached folder `record`, with an activity under way."""
    folder = with_activity(copied(record, scratch / "start"))
    settle(folder)
    memory: tuple[list[float], list[float]] = ([], [])
    desk = _start(desk_command(folder), b"More", desk_is_complete, memory[0])
    floor = _start(_FLOOR, b"one line", lambda lines: any("one line is shown" in line for line in lines), memory[1])
    starts = alternate((desk, floor), rounds, warm=2)
    return [
        figure("start to the first complete screen", starts[0], starts[1], "s", TO_ONE_LINE),
        figure("memory of the desk (peak)", memory[0], memory[1], "MB", MEMORY),
    ]


def desk_command(folder: Path) -> Sequence[str]:
    """The program as people start it."""
    return (str(Path(sys.executable).with_name("hourdesk")), "--data", str(folder), "--lang", "en")


def desk_is_complete(lines: list[str]) -> bool:
    """The verdict panel with the activity's place, the counters, and the last entry of the footer are drawn."""
    seen = "\n".join(lines)
    return PLACE in seen and f"on site {ON_SITE}" in seen and "More" in seen


def _start(command: Sequence[str], hint: bytes, complete: Complete, memory: list[float]) -> Callable[[int], float]:
    def start(turn: int) -> float:
        terminal = Terminal(command)
        try:
            complete_at = terminal.wait_for(hint, complete)
            terminal.drain(LATER)
            memory.append(terminal.peak_memory() / _MEBIBYTE)
        finally:
            terminal.end()
        return complete_at - terminal.begun

    return start
