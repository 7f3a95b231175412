"""Tables below each other on A4 pages: what a page of the screen shows, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from exports.plain_text import about_wide
from exports.printed.document import Paper, write_document
from exports.printed.printed import Printed, PrintedText
from exports.printed.table import PaperColumn

_NARROWEST, _WIDEST = 6, 40
_FOR_A_PEN = 14


class PaperTable(NamedTuple):
    """A table: its title (empty where that of the page is enough), headings and rows, the columns of figures (by place), a sentence below it, and
    the columns that are left free for a pen.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    foot: str = ""
    blank: frozenset[int] = frozenset()


def write_tables(path: Path, title: str, about: Sequence[str], tables: Sequence[PaperTable], foot: str) -> Printed:
    """Write them as PDF, whole or not at all. `about` are lines below the title. A table without rows is left out.

    Raises Refused if there is no font, or `path` can't be written.
    """

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.line(title, 16)
        for line in about:
            paper.line(line, 10)
        for table in tables:
            if table.rows:
                paper.room(24)
                if table.title:
                    paper.line(table.title, 12, gap=5)
                paper.table(_columns(table), table.rows, gap=1)
            if table.foot:
                paper.line(table.foot, 9, gap=1)

    texts = [*about, *(text for table in tables for row in (table.headings, *table.rows) for text in row)]
    return write_document(path, title, draw, [PrintedText(text) for text in texts], foot=foot)


def _columns(table: PaperTable) -> list[PaperColumn]:
    """Each as wide as its longest text, within limits."""
    longest = [max(about_wide(row[at]) for row in (table.headings, *table.rows)) for at in range(len(table.headings))]
    return [
        PaperColumn(
            heading, min(_WIDEST, max(_FOR_A_PEN if at in table.blank else _NARROWEST, cells)), at in table.right
        )
        for at, (heading, cells) in enumerate(zip(table.headings, longest, strict=True))
    ]
