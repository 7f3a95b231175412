"""Rows of a list at the desk: texts, of which some open the page of a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content


class Piece(NamedTuple):
    """A part of a row. `opens` is the key of the volunteer whose page it opens; empty where it opens none."""

    content: Content
    opens: str = ""

    @property
    def width(self) -> int:
        """Its cells."""
        return self.content.cell_length


Row = Sequence[Piece]


def quiet_row(text: str) -> Row:
    """A row that opens nothing: it says that there is nothing to list."""
    return (Piece(Content.styled(text, "$quiet")),)
