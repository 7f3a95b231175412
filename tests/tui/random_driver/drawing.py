"""Draws steps from a seed: the same seed, the same steps."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from tests.tui.random_driver.steps import Click, Keys, Later, Paste, Resize, Scans, Step, TornScan
from tui.model.commands import Command

SIZES = ((20, 5), (40, 12), (60, 20), (80, 24), (120, 40), (200, 60))
FUNCTION_KEYS = tuple(f"f{n}" for n in range(1, 13))
MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab")
EDITING = ("backspace", "delete", "space", "ctrl+c", "ctrl+w", "ctrl+u", "ctrl+s", "ctrl+j")
LETTERS = tuple("abcdefghijklmnopqrstuvwxyz0123456789?-")
# No text that is typed or pasted names a place outside the folder of the run, for forms read and write where they are told.
TEXTS = (
    "张", "wei", "0001", "7B", "2026-03-05", "25", "9:00", "1234", "[b]x[/b]", "[@click=app.quit]x[/]", "👩‍🏫🎉", "محمد",
    "a\x1b[2Jb", "two\nlines", "x" * 300, "no/such/place", ".", "\u202eabc", "\x00",
)  # fmt: skip


class Drawing:
    """`commands` are those of the app, `cards` what may be scanned (none for an app without a scanner), `texts` what is
    pasted besides the usual ones."""

    def __init__(
        self, seed: int, commands: Iterable[Command], cards: Sequence[str] = (), texts: Sequence[str] = ()
    ) -> None:
        self._random = random.Random(seed)
        self._of_commands = tuple(key for command in commands for key in command.keys)
        self._cards = tuple(cards)
        self._texts = (*TEXTS, *texts)

    def steps(self, count: int) -> Iterator[Step]:
        """So many steps."""
        draws = [
            self._key,
            self._hammered,
            self._typed,
            self._paste,
            self._click,
            self._resize,
            self._later,
            self._answer,
        ]
        weights = [30, 6, 8, 8, 14, 2, 4, 14]
        if self._cards:
            draws += [self._scans, self._torn]
            weights += [14, 1]
        for draw in self._random.choices(draws, weights, k=count):
            yield draw()

    def _pick(self, *of: Sequence[str]) -> str:
        return self._random.choice(self._random.choice(of))

    def _key(self) -> Step:
        return Keys((self._pick(self._of_commands, self._of_commands, MOVING, ("enter", "escape")),))

    def _answer(self) -> Step:
        """What dialogs are answered with."""
        return Keys((self._pick(("enter",), ("enter", "escape"), ("down", "tab"), ("tab", "ctrl+s", "space")),))

    def _hammered(self) -> Step:
        """One key a dozen times, or several keys at once."""
        often = self._pick(FUNCTION_KEYS, self._of_commands, ("enter", "escape", "tab"))
        if self._random.random() < 0.4:
            return Keys((often,) * self._random.randint(2, 12))
        keys = [self._pick(FUNCTION_KEYS, self._of_commands, MOVING, ("enter", "escape")) for _ in range(6)]
        return Keys(tuple(keys[: self._random.randint(2, 6)]))

    def _typed(self) -> Step:
        return Keys((self._pick(LETTERS, EDITING),))

    def _paste(self) -> Step:
        return Paste(self._random.choice(self._texts))

    def _click(self) -> Step:
        return Click(self._random.randrange(200), self._random.randrange(60))

    def _resize(self) -> Step:
        return Resize(*self._random.choice(SIZES))

    def _later(self) -> Step:
        return Later(self._random.choice((1, 6, 25, 61, 400, 3_700)))

    def _scans(self) -> Step:
        cards = self._random.choices(self._cards, k=self._random.choice((1, 1, 1, 2, 3)))
        return Scans(tuple(cards), palette=self._random.random() < 0.15)

    def _torn(self) -> Step:
        return TornScan(self._random.choice(self._cards), self._pick(self._of_commands, ("escape", "up")))
