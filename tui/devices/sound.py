"""Sounds of the desk: the terminal's bell in patterns that are told apart without looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tui.model.verdicts import Tone

# Seconds after the verdict at which the bell rings. Terminals run bells together that are closer than about a tenth.
PATTERNS: dict[Tone, tuple[float, ...]] = {
    Tone.READY: (),
    Tone.IN: (0.0,),
    Tone.OUT: (0.0,),
    Tone.CALM: (0.0,),
    Tone.ATTENTION: (0.0, 0.2),
    Tone.REFUSED: (0.0, 0.2, 0.4),
    Tone.LOST: (0.0, 0.5, 1.0, 1.5, 2.0),
    Tone.HELD: (0.0, 0.4),
}
WARNING = (0.0, 0.3, 0.6, 0.9)
"""Seconds at which the bell rings when the window lost the focus."""


class Says(Protocol):
    """Something that plays tones, such as a speaker."""

    def say(self, tone: Tone) -> bool:
        """Start a tone; False where there is nothing that plays it."""


class Sound:
    """`ring` rings once; `later` runs something after some seconds."""

    def __init__(self, ring: Callable[[], None], later: Callable[[float, Callable[[], None]], object]) -> None:
        self._ring = ring
        self._later = later
        self.muted = False
        self.speaker: Says | None = None

    def say(self, tone: Tone) -> None:
        """A tone by the speaker, in the bell's pattern where it has none; nothing while muted."""
        if not self.muted and (self.speaker is None or not self.speaker.say(tone)):
            self.play(PATTERNS[tone])

    def play(self, pattern: tuple[float, ...]) -> None:
        """Ring at the times of a pattern, unless muted."""
        if self.muted:
            return
        for delay in pattern:
            if delay:
                self._later(delay, self._ring_if_heard)
            else:
                self._ring()

    def _ring_if_heard(self) -> None:
        if not self.muted:
            self._ring()
