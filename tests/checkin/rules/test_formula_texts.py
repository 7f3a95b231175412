"""Texts that a spreadsheet would run, made harmless and read back."""

from __future__ import annotations

import pytest

from checkin.rules.formula import neutralise, restore


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", ""),
        ("Ana", "Ana"),
        ("Ana = Ben", "Ana = Ben"),
        *((f"{first}1+1", f"'{first}1+1") for first in "=+-@\t\r\n＝＋－＠"),
        ("'", "'"),
        ("'Ana", "'Ana"),
        ("Ana'", "Ana'"),
        ("'=1", "''=1"),
        ("''=1'", "'''=1'"),
        ("=1'", "'=1'"),
        ("X=1", "X=1"),
        ("'X=1", "'X=1"),
    ],
)
def test_only_what_runs_gets_an_apostrophe_and_every_text_comes_back(text: str, cell: str) -> None:
    assert neutralise(text) == cell
    assert restore(cell) == text
