"""What came through the keyboard: a scanner's burst, or characters that a person typed or pasted."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from checkin.scanning.layouts import on_the_badge

LONGEST_READ = 1024
"""Characters of a burst that may be a badge, a card or a test code, with all that a scanner puts before and behind it."""


class Suffix(StrEnum):
    """The key that ended a burst. ENTER is CR, LF or both; with NONE no key came, and a pause ended the burst."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


class Typed(NamedTuple):
    """Characters that a person typed or pasted, to go where the focus is; Enter is `\\r` and Tab `\\t`."""

    chars: str


class Burst(NamedTuple):
    """One badge that a scanner typed, without its suffix.

    `raw` are the characters that arrived. `pasted` says that they came as bracketed paste, `in_crumbs` that they came
    as several of them, as only an input method sends them.
    Behind `raw` came `unkept` characters more, of a text that is too long to be any badge.
    """

    raw: str
    suffix: Suffix = Suffix.NONE
    pasted: bool = False
    in_crumbs: bool = False
    unkept: int = 0

    @property
    def text(self) -> str:
        """The text on the badge: `raw` without the changes that scanner, keyboard layout and input method made."""
        return self.raw if self.is_too_long else on_the_badge(self.raw)

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than anything that a desk could understand: nothing is looked for in it."""
        return len(self.raw) + self.unkept > LONGEST_READ


KeyboardInput = Typed | Burst
