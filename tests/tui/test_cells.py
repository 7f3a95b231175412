"""Text in the cells of a terminal: what is cut says so, and figures stand below each other."""

from __future__ import annotations

from tui.words.cells import aligned, bar, cell_width, cut, end_of, fitted, padded, plain
from tui.words.wrapping import breaks, wrapped


def test_a_chinese_character_takes_two_cells_and_a_mark_none() -> None:
    """As the library counts that draws the screen."""
    assert [cell_width(text) for text in ("ab", "张伟", "e\u0301")] == [2, 4, 1]


def test_what_is_cut_ends_in_a_mark_or_begins_with_one() -> None:
    """Names are told by their beginning, classes and numbers by their end; half a character is never shown."""
    assert [cut("张伟李娜", room) for room in (8, 7, 6)] == ["张伟李娜", "张伟李…", "张伟…"]
    assert [end_of("二〇二六级7班", room) for room in (13, 6)] == ["二〇二六级7班", "…级7班"]
    assert [padded("张伟李娜", room) for room in (10, 9, 8)] == ["张伟李娜  ", "张伟李娜 ", "张伟李… "]


def test_a_path_is_broken_behind_a_slash_and_a_sign_of_quotation_stays_with_its_bracket() -> None:
    """The name of a file stays whole where it fits; what has no slash, or one at its very beginning, is cut where the line ends."""
    path = "/home/li/Documents/hours-2026.xlsx"
    assert wrapped(path, 20) == ["/home/li/Documents/", "hours-2026.xlsx"]
    assert wrapped("C:\\Users\\li\\hours-2026.xlsx", 16) == ["C:\\Users\\li\\", "hours-2026.xlsx"]
    assert wrapped("/hours-2026.xlsx", 8) == ["/hours-2", "026.xlsx"]
    assert wrapped("the manual (“delay”)", 13) == ["the manual", "(“delay”)"]
    assert wrapped("class 7(1) and", 9) == ["class", "7(1) and"]
    assert [path[a:b] for a, b in zip([0, 19], [end for end, _ in breaks(path, 20)] + [None], strict=True)] == wrapped(
        path, 20
    )


def test_columns_give_way_until_they_fit_and_dates_stay_whole() -> None:
    """The widest column is cut; a column as wide as a date never is."""
    rows = [["2026-03-05", "a very long name of an activity", "90"], ["2026-03-06", "short", "5"]]
    assert list(aligned(rows, frozenset({2})))[1] == "2026-03-06  short                             5"
    lines = fitted(rows, 29, frozenset({2}))
    assert lines == ["2026-03-05 a very long na… 90", "2026-03-06 short            5"]
    assert fitted([], 30) == [] and list(aligned([])) == []


def test_a_bar_shows_a_sliver_of_what_is_not_nothing() -> None:
    """An eighth of a cell is the least."""
    assert [bar(value, 80, 4) for value in (0, 1, 20, 80, 90)] == ["", "▏", "█", "████", "████"]


def test_control_characters_are_shown_as_such() -> None:
    """Somebody's file can't ring a bell or clear the screen."""
    assert plain("a\x07\nb") == "a��b"


def test_a_rare_name_is_shown_and_what_would_move_the_cursor_is_not() -> None:
    """Characters newer than this Python, and those of private use with which old systems wrote rare names, stay as they are."""
    for name in ("李\U00031400", "王\ue001", "张\U0002b740"):
        assert plain(name) == name
    assert plain("a\x1b[31m\u202eb\nc") == "a�[31m�b�c"
