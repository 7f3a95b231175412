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
        ("von 2026-11-30 an", Fitted(1, ("von 2026-11-30 an",))),
        ("Anna bis zum 2026-11-30 da", Fitted(1, ("Anna bis zum", "2026-11-30 da"))),
        ("", Fitted(2, ("",))),
        ("长" * 30, Fitted(1, ("长" * 10, "长" * 9 + "…"), cut=True)),
    ],
)
def test_fit(text: str, fitted: Fitted) -> None:
    assert fit(text, BOX, width) == fitted


def test_a_heading_becomes_smaller_before_a_word_of_it_is_broken() -> None:
    """At 2 “minutes” takes 7; where no size keeps it whole the last one breaks it."""
    sizes = ((2, 2), (1.5, 2), (1, 2))
    assert fit("minutes", Box(6, sizes), width) == Fitted(2, ("minute", "s"))
    assert fit("minutes", Box(6, sizes, whole=True), width) == Fitted(1.5, ("minutes",))
    assert fit("minutes", Box(3, sizes, whole=True), width) == Fitted(1, ("minute", "s"))
    assert fit("分钟分钟", Box(6, sizes, whole=True), width) == Fitted(2, ("分钟分", "钟"))


@given(st.text(st.sampled_from("张伟·aW -吉"), max_size=60))
def test_nothing_leaves_the_box_and_nothing_is_lost_but_what_is_said(text: str) -> None:
    fitted = fit(text.strip(), BOX, width)
    assert len(fitted.lines) <= 2
    assert all(width(line, fitted.size) <= BOX.width for line in fitted.lines)
    if not fitted.cut:
        assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
