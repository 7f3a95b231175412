"""Rows of a list with one marked person, without a widget: where the mark goes for each key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content

from tui.widgets.rows import Piece, Row


class Place(NamedTuple):
    """Where a piece stands: its row, and its number in the row."""

    row: int
    piece: int


class MarkedRows:
    """The mark stands on a piece that opens something, if there is one."""

    def __init__(self) -> None:
        self.rows: Sequence[Row] = ()
        self._places: list[Place] = []
        """Of the pieces that open something, from the top left on."""
        self._marked = 0

    def take(self, rows: Sequence[Row]) -> None:
        """Other rows: the mark stays with its person where that one is still there, else near where it was."""
        before = self.opens
        self.rows = rows
        self._places = [
            Place(row, piece) for row, pieces in enumerate(rows) for piece, one in enumerate(pieces) if one.opens
        ]
        same = [i for i, place in enumerate(self._places) if before and self._piece(place).opens == before]
        self._mark(min(same, key=lambda i: abs(i - self._marked), default=self._marked))

    @property
    def place(self) -> Place | None:
        """Where the mark stands; None where nothing opens anything."""
        return self._places[self._marked] if self._places else None

    @property
    def opens(self) -> str:
        """The key of the marked volunteer; empty where there is none."""
        return self._piece(self._places[self._marked]).opens if self._places else ""

    def shown(self, row: int, *, with_mark: bool) -> Content:
        """A row as it is drawn. The mark turns the colours round, so that what a colour says is said there too."""
        place = self.place if with_mark else None
        pieces = [
            piece.content.stylize("reverse") if place == (row, number) else piece.content
            for number, piece in enumerate(self.rows[row])
        ]
        return Content("").join(pieces)

    def by_piece(self, by: int) -> None:
        """To the next person, or the one before."""
        self._mark(self._marked + by)

    def by_row(self, by: int) -> bool:
        """To the next row with somebody in it, below (1) or above (-1), as straight as may be. Returns whether there is one."""
        here = self.place
        beyond = [i for i, place in enumerate(self._places) if here is not None and (place.row - here.row) * by > 0]
        if here is None or not beyond:
            return False
        row = self._places[beyond[0] if by > 0 else beyond[-1]].row
        in_row = [i for i in beyond if self._places[i].row == row]
        self._mark(min(in_row, key=lambda i: abs(self._start(self._places[i]) - self._start(here))))
        return True

    def to_first(self) -> None:
        """To the first person."""
        self._mark(0)

    def to_last(self) -> None:
        """To the last person."""
        self._mark(len(self._places) - 1)

    def to_cell(self, row: int, column: int) -> bool:
        """To whoever stands in a cell. Returns whether somebody does."""
        for index, place in enumerate(self._places):
            if place.row == row and 0 <= column - self._start(place) < self._piece(place).width:
                self._mark(index)
                return True
        return False

    def _mark(self, index: int) -> None:
        self._marked = max(0, min(index, len(self._places) - 1))

    def _piece(self, place: Place) -> Piece:
        return self.rows[place.row][place.piece]

    def _start(self, place: Place) -> int:
        return width_of(self.rows[place.row][: place.piece])


def width_of(pieces: Iterable[Piece]) -> int:
    """The cells of pieces beside each other."""
    return sum(piece.width for piece in pieces)
