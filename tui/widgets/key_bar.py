"""The footer: keys and what they do, which can be clicked too."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

Entry = tuple[str, str, str]
"""A key as it is shown, a word, and the action that a click runs."""


class KeyBar(Widget):
    """As many lines as its entries need."""

    DEFAULT_CSS = "KeyBar { width: 1fr; text-wrap: nowrap; height: auto; max-height: 3; background: $panel; }"

    def __init__(self, entries: Sequence[Entry] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries = list(entries)
        self._places: list[list[tuple[int, int, str]]] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show `entries` in place of the keys before."""
        self._entries = list(entries)
        self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Lines that the entries take at a width."""
        return len(self._laid_out(width))

    def render(self) -> Content:
        """The entries, wrapped between them."""
        lines = self._laid_out(self.content_size.width)
        self._places = []
        shown = []
        for line in lines:
            places, at = [], 0
            for part, (_key, _word, action) in line:
                places.append((at, at + part.cell_length, action))
                at += part.cell_length
            self._places.append(places)
            shown.append(Content.assemble(*[part for part, _ in line]))
        return Content("\n").join(shown)

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked entry says."""
        if 0 <= event.y < len(self._places):
            for start, end, action in self._places[event.y]:
                if start <= event.x < end:
                    event.stop()
                    await self.screen.run_action(action)
                    return

    def _laid_out(self, width: int) -> list[list[tuple[Content, Entry]]]:
        lines: list[list[tuple[Content, Entry]]] = [[]]
        used = 0
        for entry in self._entries:
            part = Content.assemble((f" {entry[0]}", "bold $key"), f" {entry[1]} ")
            if lines[-1] and used + part.cell_length > width:
                lines.append([])
                used = 0
            lines[-1].append((part, entry))
            used += part.cell_length
        return lines
