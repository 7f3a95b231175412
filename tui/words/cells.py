"""Text in the cells of a terminal, on the screen as on the command line: a Chinese character takes two cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storage.people.spelling import stands_in_a_line

_GAPS = (2, 1)
"""Blanks between two columns; one where there is little room."""
_NEVER_CUT = 10
"""The width of a date or a figure. Columns are not made narrower: a cut figure says nothing."""
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def cell_width(text: str) -> int:
    """The number of cells that a text takes, counted as the library that draws the screen counts."""
    # Imported here: most commands print nothing that is aligned, and their start is felt.
    from rich.cells import cell_len

    return cell_len(text)


def plain(text: str) -> str:
    """A text of somebody's file as it may stand in a terminal: on one line, without control characters.

    Characters of private use, and those that are newer than this Python's table, stay: rare names have them.
    """
    return text if text.isprintable() else "".join(c if stands_in_a_line(c) else "�" for c in text)


def cut(text: str, room: int) -> str:
    """`text` in at most `room` cells; a longer one ends in “…”."""
    if cell_width(text) <= room:
        return text
    kept = ""
    for character in text:
        if cell_width(kept + character) > room - 1:
            break
        kept += character
    return kept + "…"


def sized(text: str, room: int) -> str:
    """`text` in exactly `room` cells: blanks behind it, or its end cut off."""
    from rich.cells import set_cell_size

    return set_cell_size(text, room)


def padded(text: str, room: int) -> str:
    """`text` in exactly `room` cells, the last one blank; a longer one ends in “…” before it."""
    if cell_width(text) >= room:
        text = sized(text, room - 2).rstrip() + "…"
    return sized(text, room)


def end_of(text: str, room: int) -> str:
    """`text` in at most `room` cells, its beginning cut off: classes and numbers differ at the end."""
    if cell_width(text) <= room:
        return text
    while text and cell_width(text) >= room:
        text = text[1:]
    return "…" + text


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """A line for each row, columns two blanks apart; those numbered in `right` are aligned to the right."""
    if rows:
        widths = _widths(rows)
        for row in rows:
            yield _line(row, widths, right, _GAPS[0])


def fitted(rows: Sequence[Sequence[str]], room: int, right: frozenset[int] = frozenset()) -> list[str]:
    """A line of at most `room` cells for each row: where the columns are too wide, the widest are cut first."""
    if not rows:
        return []
    widths = _widths(rows)
    spaces = len(widths) - 1
    gap = next((gap for gap in _GAPS if sum(widths) + gap * spaces <= room), _GAPS[-1])
    while sum(widths) + gap * spaces > room and max(widths) > _NEVER_CUT:
        widths[widths.index(max(widths))] -= 1
    cells = ([cut(text, most) for text, most in zip(row, widths, strict=True)] for row in rows)
    return [cut(_line(row, widths, right, gap), room) for row in cells]


def bar(value: int, most: int, room: int) -> str:
    """A bar of `value`, an eighth of a cell exact, where `most` fills `room` cells; not nothing shows at least a sliver."""
    if most <= 0 or value <= 0:
        return ""
    eighths = max(1, round(8 * room * min(value, most) / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(cell_width(row[i]) for row in rows) for i in range(len(rows[0]))]


def _line(row: Sequence[str], widths: Sequence[int], right: frozenset[int], gap: int) -> str:
    cells = []
    for i, text in enumerate(row):
        blanks = " " * (widths[i] - cell_width(text))
        cells.append(blanks + text if i in right else text + blanks)
    return (" " * gap).join(cells).rstrip()
