"""A text is made smaller, then broken, and cut only at the last; it never leaves its box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.printed.badges.fitting import Box, Fitted, fit

BOX = Box(10, ((2, 1), (1, 2)))


def width(text: str, size: float) -> float:
    """A Chinese character is as wide as high, any other half as wide."""
    return sum(size if ord(c) > 0x2E80 else size / 2 for c in text)


@pytest.mark.parametrize(
    ("text", "fitted"),
    [
        ("张伟", Fitted(2, ("张伟",))),
        ("欧阳娜娜子", Fitted(2, ("欧阳娜娜子",))),
        ("欧阳娜娜子丑", Fitted(1, ("欧阳娜娜子丑",))),
        ("一二三四五六七八九十甲乙", Fitted(1, ("一二三四五六七八九十", "甲乙"))),
        ("阿卜杜热合曼·买买提吐尔", Fitted(1, ("阿卜杜热合曼·", "买买提吐尔"))),
        ("Alexandra Konstantinopoulou", Fitted(1, ("Alexandra", "Konstantinopoulou"))),
        ("Anna-Maria Featherstone", Fitted(1, ("Anna-Maria", "Featherstone"))),
        ("一二三四五六七八九十。甲乙", Fitted(1, ("一二三四五六七八九", "十。甲乙"))),
        ("", Fitted(2, ("",))),
        ("长" * 30, Fitted(1, ("长" * 10, "长" * 9 + "…"), cut=True)),
    ],
)
def test_fit(text: str, fitted: Fitted) -> None:
    assert fit(text, BOX, width) == fitted


@given(st.text(st.sampled_from("张伟·aW -吉"), max_size=60))
def test_nothing_leaves_the_box_and_nothing_is_lost_but_what_is_said(text: str) -> None:
    fitted = fit(text.strip(), BOX, width)
    assert len(fitted.lines) <= 2
    assert all(width(line, fitted.size) <= BOX.width for line in fitted.lines)
    if not fitted.cut:
        assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
