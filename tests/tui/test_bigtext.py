"""Letters that are read at two metres fit their place, or are not used."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.bigtext.fitting import letters_that_fit, picture_that_fits
from tui.bigtext.letters import in_letters
from tui.bigtext.raster import can_draw, in_picture
from tui.bigtext.symbols import in_blocks


@pytest.mark.parametrize(("text", "columns", "rows"), [("IN", 40, 12), ("NO BADGE", 31, 8), ("Ana Lopez", 46, 7)])
def test_latin_letters_fill_their_place(text: str, columns: int, rows: int) -> None:
    """As large as possible, never larger."""
    lines = letters_that_fit(text, columns, rows)
    assert lines is not None
    assert len(lines) <= rows and max(map(cell_len, lines)) <= columns


def test_what_does_not_fit_is_left_to_plain_text() -> None:
    """Too narrow, too low, or no Latin letters."""
    assert letters_that_fit("Maximilian Featherstone-Haugh", 20, 4) is None
    assert letters_that_fit("IN", 40, 3) is None
    assert letters_that_fit("签到", 40, 12) is None


def test_a_capital_i_is_drawn() -> None:
    """Seven pixels high over an empty line, in half blocks."""
    assert in_letters("I") == ["▀█▀", " █ ", " █ ", "▀▀▀"]


def test_pictures_shrink_until_they_fit() -> None:
    """Two full-width characters of height n are 4n columns wide."""
    drawn = picture_that_fits("签到", 30, 12, lambda text, rows: ("█" * (2 * rows * len(text)),) * rows)
    assert drawn is not None and len(drawn) == 7
    assert picture_that_fits("签到", 10, 12, lambda text, rows: ("█" * (2 * rows * len(text)),) * rows) is None
    assert picture_that_fits("签到", 30, 12, lambda text, rows: None) is None


def test_chinese_is_drawn_with_a_font_where_there_is_one() -> None:
    """Eight lines of blocks; a character that no font has is left to plain text."""
    lines = in_picture("签到", 8)
    assert can_draw() == (lines is not None)
    assert lines is None or (len(lines) == 8 and "█" in "".join(lines))
    assert in_picture("\U000f1234", 8) is None


def test_every_sign_is_six_lines_of_twelve_columns() -> None:
    """Told apart by shape."""
    drawn = [tuple(in_blocks(sign)) for sign in "✓✗⚠↺=?→"]
    assert len(set(drawn)) == 7
    assert all(len(lines) == 6 and {len(line) for line in lines} == {12} for lines in drawn)
    assert in_blocks("x") == []


def test_thick_characters_are_drawn_where_their_strokes_stay_apart() -> None:
    """A row of the terminal holds one stroke and its air: 覆 has nine above each other, 王 three."""
    if not can_draw():
        return
    assert in_picture("王", 5) is not None
    assert in_picture("覆", 6) is None and in_picture("静", 6) is None
    assert in_picture("覆", 9) is not None and in_picture("签到", 6) is not None
