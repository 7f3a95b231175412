"""What the driver can do: each step is a plain value, and is printed as the Python that brings it back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that come faster than the screen follows, by Textual's names; `a` types the letter."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paste:
    """A text that comes in one piece: from the clipboard or an input method."""

    text: str


@dataclass(frozen=True, slots=True)
class Scans:
    """Cards before the scanner, one right after the other; `palette` is pressed between the first one and the others."""

    cards: tuple[str, ...]
    palette: bool = False


@dataclass(frozen=True, slots=True)
class TornScan:
    """A hand presses a key in the middle of a scanner's burst."""

    card: str
    key: str


@dataclass(frozen=True, slots=True)
class Click:
    """The mouse is clicked in a cell, counted from the top left; outside of a small terminal it comes in again."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Resize:
    """The terminal gets another size, in cells."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Later:
    """So many seconds pass on the clock that was handed in."""

    seconds: int


Step = Keys | Paste | Scans | TornScan | Click | Resize | Later
