"""The footer: keys and what they do, which can be clicked too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget

Entry = tuple[str, str, str]
"""A key as it is shown, a word, and the action that a click runs."""


class _Placed(NamedTuple):
    content: Content
    action: str


class KeyBar(Widget):
    """As many lines as its entries need, `most` of them at the most. An entry for which there is no room is left out whole; the
    last `kept` of them stay."""

    DEFAULT_CSS = "KeyBar { width: 1fr; text-wrap: nowrap; height: auto; background: $panel; }"

    def __init__(self, entries: Sequence[Entry] = (), *, id: str | None = None, most: int = 3, kept: int = 1) -> None:
        super().__init__(id=id)
        self.entries = list(entries)
        self._most, self._kept = most, kept
        self._places: list[list[tuple[int, int, str]]] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show `entries` in place of the keys before."""
        if list(entries) != self.entries:
            self.entries = list(entries)
            self.refresh(layout=True)

    def limit(self, most: int) -> None:
        """Take at most so many lines."""
        if most != self._most:
            self._most = most
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Lines that the entries take at a width."""
        return len(self._laid_out(width))

    def render(self) -> Content:
        """The entries, wrapped between them."""
        self._places = []
        shown = []
        for line in self._laid_out(self.content_size.width):
            places, at = [], 0
            for content, action in line:
                places.append((at, at + content.cell_length, action))
                at += content.cell_length
            self._places.append(places)
            shown.append(Content("").join([content for content, _action in line]))
        return Content("\n").join(shown)

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked entry says."""
        if 0 <= event.y < len(self._places):
            for start, end, action in self._places[event.y]:
                if start <= event.x < end:
                    event.stop()
                    await self.screen.run_action(action)
                    return

    def _laid_out(self, width: int) -> list[list[_Placed]]:
        """The lines with as many entries as fit: first those in front of the kept ones give way, then the kept ones, then words."""
        front, kept = self.entries[: -self._kept or None], self.entries[-self._kept :]
        trials = [[*front[:count], *kept] for count in range(len(front), -1, -1)]
        trials += [kept[start:] for start in range(1, len(kept))]
        for entries in trials:
            lines = _wrapped([_placed(entry) for entry in entries], width)
            if len(lines) <= self._most and all(_width(line) <= width for line in lines):
                return lines
        return [[_placed((key, "", action)) for key, _word, action in kept[-1:]]]


def _placed(entry: Entry) -> _Placed:
    key, word, action = entry
    return _Placed(Content.assemble((f" {key}", "bold $key"), f" {word} " if word else " "), action)


def _wrapped(placed: Sequence[_Placed], width: int) -> list[list[_Placed]]:
    lines: list[list[_Placed]] = [[]]
    for one in placed:
        if lines[-1] and _width(lines[-1]) + one.content.cell_length > width:
            lines.append([])
        lines[-1].append(one)
    return lines


def _width(line: Sequence[_Placed]) -> int:
    return sum(one.content.cell_length for one in line)
