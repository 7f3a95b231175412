"""A test code is known again however it was garbled, and nothing else is taken for one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.badge_numbers import badge_number, is_badge_number
from checkin.scanning.check_codes import TEST_CODES, TestCode, is_test_code

GARBLED = {
    "as printed": lambda text: text,
    "Caps Lock": str.swapcase,
    "lost repeats": lambda text: re.sub(r"(.)\1+", r"\1", text),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "AIM prefix": lambda text: "]Q1" + text,
    "ECI prefix": lambda text: "]Q2\\000026" + text,
}


@pytest.mark.parametrize("how", GARBLED)
@pytest.mark.parametrize("code", TEST_CODES, ids=lambda code: str(code.number))
def test_a_test_code_is_known_again(code: TestCode, how: str) -> None:
    """Whatever scanner, Caps Lock or input method made of it."""
    assert is_test_code(GARBLED[how](code.text)) is code


def test_the_long_code_is_known_without_its_letters() -> None:
    """The input method keeps the letters to itself."""
    assert is_test_code(re.sub("[A-Za-z]", "", TEST_CODES[0].text)) is TEST_CODES[0]


@given(st.text("0123456789", min_size=20, max_size=20))
def test_no_badge_is_a_test_code(digits: str) -> None:
    """A badge scanned here is a badge."""
    assert is_test_code(badge_number(digits)) is None


@pytest.mark.parametrize("text", ["", "20240017", "S-1012-3456", "张伟", "HOURDESK", "TEST-1"])
def test_other_texts_are_none(text: str) -> None:
    """School cards and names."""
    assert is_test_code(text) is None


def test_no_test_code_is_a_badge_number() -> None:
    """Nothing is recorded for one, whatever comes."""
    assert not any(is_badge_number(code.text) for code in TEST_CODES)
