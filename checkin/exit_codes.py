"""What the program says to the shell when it ends."""

from __future__ import annotations


def ended_by(signal: int) -> int:
    """The exit code of a program that was asked to end by this signal, as a shell says it."""
    return 128 + signal
