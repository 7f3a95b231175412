"""Cells that a spreadsheet would run are written harmless and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.formula import neutralise, restore


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+8613", "'+8613"),
        ("-李", "'-李"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'n Beetje", "'n Beetje"),
        ("张伟", "张伟"),
        ("a=b", "a=b"),
        ("", ""),
        ("'", "'"),
    ],
)
def test_cells(text: str, cell: str) -> None:
    assert neutralise(text) == cell
    assert restore(cell) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a王"), max_size=8) | st.text(max_size=20))
def test_every_text_comes_back(text: str) -> None:
    assert restore(neutralise(text)) == text
    assert not neutralise(text).startswith(("=", "+", "-", "@", "\t", "\r"))
