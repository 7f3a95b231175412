"""Cards and charts above the list. Arrows move between them, Enter or a click opens the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.district.page import Card, Maker, Panel
from tui.widgets.chart_lines import bar_lines, column_lines
from tui.words.cells import cell_width, cut

B = TypeVar("B", Card, Panel)
_NARROW = 72
"""Below this width there is room for two charts."""
_TITLE = 1
_APART = 2


class _Box(NamedTuple):
    """Where a card or a chart stands, in cells; `lines` fill it."""

    x: int
    y: int
    width: int
    height: int
    lines: Sequence[Content]


class Board(Widget, can_focus=True):
    """Draws the cards in one line of boxes, and the charts below in another."""

    DEFAULT_CSS = "Board { width: 1fr; height: auto; display: none; padding: 0 1; text-wrap: nowrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Opened(Message):
        """A card or a chart was chosen; `down` makes its page."""

        def __init__(self, down: Maker) -> None:
            super().__init__()
            self.down = down

    def __init__(self) -> None:
        super().__init__(id="board")
        self._cards: tuple[Card, ...] = ()
        self._panels: tuple[Panel, ...] = ()
        self._place = 0
        self._boxes: list[_Box] = []

    def show(self, cards: tuple[Card, ...], panels: tuple[Panel, ...]) -> None:
        """Other cards and charts; with none of them it takes no room."""
        self._cards, self._panels = cards, panels
        self._place = min(self._place, max(0, len(cards) + len(panels) - 1))
        self.display = bool(cards or panels)
        self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Three lines of cards, where there is room a blank one, and the charts."""
        return self._card_height + self._gap + self._chart_height

    def render(self) -> Content:
        """All boxes, line by line."""
        self._boxes = self._laid_out(self.content_size.width)
        height = self._card_height + self._gap + self._chart_height
        return Content("\n").join([self._line(y) for y in range(height)])

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked."""
        at = event.get_content_offset(self)
        for place, box in enumerate(self._boxes):
            if at is not None and box.x <= at.x < box.x + box.width and box.y <= at.y < box.y + box.height:
                self._place = place
                self.action_open()

    def action_move(self, by: int) -> None:
        """Mark the next card or chart, or the one before."""
        self._mark(self._place + by)

    def action_line(self, by: int) -> None:
        """From the cards to the charts or back; further down is the list."""
        on_charts = self._place >= len(self._cards)
        if by > 0 and on_charts:
            self.screen.focus_next()
        elif by > 0:
            self._mark(len(self._cards) + self._place * len(self._shown) // max(1, len(self._cards)))
        elif on_charts:
            self._mark((self._place - len(self._cards)) * len(self._cards) // max(1, len(self._shown)))

    def action_open(self) -> None:
        """Open the marked one's page. A window that became narrow may show the marked chart no longer: then the last one's."""
        makers = [*(card.down for card in self._cards), *(panel.down for panel in self._shown)]
        if makers:
            self.post_message(self.Opened(makers[min(self._place, len(makers) - 1)]))

    def on_focus(self) -> None:
        """Its mark is shown."""
        self.refresh()

    def on_blur(self) -> None:
        """Its mark is shown no longer."""
        self.refresh()

    @property
    def _shown(self) -> tuple[Panel, ...]:
        return self._panels if self.content_size.width >= _NARROW else self._panels[:2]

    @property
    def _card_height(self) -> int:
        return 3 if self._cards else 0

    @property
    def _gap(self) -> int:
        return 1 if self.app.size.height >= 24 and self._cards and self._panels else 0

    @property
    def _chart_height(self) -> int:
        return _TITLE + max(3, min(12, self.app.size.height // 3 - 3)) if self._panels else 0

    def _mark(self, place: int) -> None:
        self._place = max(0, min(place, len(self._cards) + len(self._shown) - 1))
        self.refresh()

    def _laid_out(self, width: int) -> list[_Box]:
        boxes: list[_Box] = []
        top = self._card_height + self._gap
        for x, room, card in _as_needed(self._cards, width):
            boxes.append(_Box(x, 0, room, self._card_height, self._card_lines(card, len(boxes), room)))
        for x, room, panel in _across(self._shown, width):
            boxes.append(_Box(x, top, room, self._chart_height, self._panel_lines(panel, len(boxes), room)))
        return boxes

    def _card_lines(self, card: Card, place: int, room: int) -> list[Content]:
        return [
            self._heading(card.label, place, room),
            Content.styled(cut(card.value, room), f"bold ${card.tone}" if card.tone else "bold"),
            Content.styled(cut(card.note, room), "$quiet"),
        ]

    def _panel_lines(self, panel: Panel, place: int, room: int) -> list[Content]:
        draw = column_lines if panel.upright else bar_lines
        return [self._heading(panel.chart.heading, place, room), *draw(panel.chart, room, self._chart_height - _TITLE)]

    def _heading(self, text: str, place: int, room: int) -> Content:
        is_marked = self.has_focus and place == self._place
        return Content.styled(cut(text, room), "reverse" if is_marked else "$key")

    def _line(self, y: int) -> Content:
        line, at = Content(""), 0
        for box in self._boxes:
            if box.y <= y < box.y + box.height:
                drawn = box.lines[y - box.y] if y - box.y < len(box.lines) else Content("")
                line += Content(" " * (box.x - at)) + drawn
                at = box.x + cell_width(drawn.plain)
        return line


def _as_needed(cards: Sequence[Card], width: int) -> list[tuple[int, int, Card]]:
    """The cards as `_across`; where one of them would be cut so, each has the room that its texts need, as far as there is any."""
    even = _across(cards, width)
    needs = [max(map(cell_width, (card.label, card.value, card.note))) + _APART for card in cards]
    if all(need - _APART <= room for need, (_x, room, _card) in zip(needs, even, strict=True)):
        return even
    least = [max(map(cell_width, (card.label, card.value))) + _APART for card in cards]
    over = width + _APART - sum(least)
    if over < 0:
        return even
    placed, x = [], 0
    for card, need, own in zip(cards, needs, least, strict=True):
        more = min(over, need - own)
        over -= more
        placed.append((x, own + more - _APART, card))
        x += own + more
    return placed


def _across(boxes: Sequence[B], width: int) -> list[tuple[int, int, B]]:
    """Each box with its left edge and its width; two blanks between them."""
    share = width // max(1, len(boxes))
    return [(place * share, max(1, share - _APART), one) for place, one in enumerate(boxes)]
