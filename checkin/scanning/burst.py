"""What came through the keyboard: a scanner's burst, or characters that a person typed or pasted."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from checkin.scanning.layouts import on_the_badge

LONGEST_HELD = 1 << 16
"""Characters that are kept: two and a half thousand badge numbers on end. Of what comes behind them only the number is."""
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
    Behind `raw` came `unkept` characters more, of a text that is too long to be any badge. `torn_off` are those that came
    before a pause, and were handed back as typing.
    """

    raw: str
    suffix: Suffix = Suffix.NONE
    pasted: bool = False
    in_crumbs: bool = False
    unkept: int = 0
    torn_off: str = ""

    @property
    def text(self) -> str:
        """The text on the badge: `raw` without the changes that scanner, keyboard layout and input method made."""
        return self.raw if self.is_too_long else on_the_badge(self.torn_off + self.raw)

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than anything that a desk could understand: nothing is looked for in it."""
        return len(self.raw) + self.unkept > LONGEST_READ


class HeldKeys:
    """Characters that are held back until it is known who typed them, with the times (seconds) of the first three and of the
    last. Adding one costs the same, however many there are.
    """

    def __init__(self) -> None:
        self._chars: list[str] = []
        self._length = 0
        self._all_same = True
        self._first_times = [0.0, 0.0, 0.0]
        self.last_s = 0.0

    def __len__(self) -> int:
        """How many came, also those that are not kept."""
        return self._length

    def add(self, char: str, at_s: float) -> None:
        """One more came at `at_s`."""
        if self._length < len(self._first_times):
            self._first_times[self._length] = at_s
        self._length += 1
        self.last_s = at_s
        if len(self._chars) < LONGEST_HELD:
            self._all_same = self._all_same and (not self._chars or char == self._chars[0])
            self._chars.append(char)

    @property
    def text(self) -> str:
        """Those that are kept. It costs as much as they are: to be asked for at the end, or while they are few."""
        return "".join(self._chars)

    @property
    def unkept(self) -> int:
        """How many came behind those that are kept."""
        return self._length - len(self._chars)

    @property
    def all_same(self) -> bool:
        """Whether they are one character again and again, as of a key that is kept down."""
        return self._all_same

    @property
    def mean_s(self) -> float:
        """From one key to the next, on average; 0 for a single one."""
        return (self.last_s - self.first_s) / max(1, self._length - 1)

    @property
    def first_s(self) -> float:
        """When the first came."""
        return self._first_times[0]

    @property
    def second_s(self) -> float:
        """When the second came."""
        return self._first_times[1]

    @property
    def third_s(self) -> float:
        """When the third came."""
        return self._first_times[2]


KeyboardInput = Typed | Burst
