"""What came through the keyboard: a scanner's burst, or what a hand typed or pasted."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from checkin.scanning.layouts import on_the_badge


class Suffix(StrEnum):
    """What ended a burst. Enter is CR, LF or both; after NONE a pause told that it was over."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


class Typed(NamedTuple):
    """Characters that a person typed or pasted, to go where the focus is; Enter is `\\r` and Tab `\\t`."""

    chars: str


class Burst(NamedTuple):
    """One badge that a scanner typed, without its suffix.

    `raw` is what arrived; `pasted` tells that it came as bracketed paste, `in_crumbs` as several of them, which only
    an input method does.
    """

    raw: str
    suffix: Suffix = Suffix.NONE
    pasted: bool = False
    in_crumbs: bool = False

    @property
    def text(self) -> str:
        """The badge's text."""
        return on_the_badge(self.raw)


Heard = Typed | Burst
