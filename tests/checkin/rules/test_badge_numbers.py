"""24 digits by ISO 7064 MOD 97-10: every single wrong digit and every swap of neighbours is caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.badge_numbers import (
    NotABadge,
    badge_number,
    grouped,
    is_badge_number,
    is_card_text,
    normal_digits,
    why_not_a_badge,
)

twenty = st.text("0123456789", min_size=20, max_size=20)


@given(twenty)
def test_a_number_is_right_by_the_arithmetic_of_the_standard(digits: str) -> None:
    badge = badge_number(digits)
    assert (len(badge), badge[:2], badge[2:22]) == (24, "71", digits)
    remainder = 0
    for digit in badge:
        remainder = (remainder * 10 + int(digit)) % 97
    assert remainder == 1


@given(twenty)
def test_every_changed_digit_and_every_swap_of_neighbours_is_caught(digits: str) -> None:
    badge = badge_number(digits)
    for place, right in enumerate(badge):
        for wrong in "0123456789":
            assert wrong == right or not is_badge_number(badge[:place] + wrong + badge[place + 1 :])
    for place in range(23):
        one, other = badge[place : place + 2]
        assert one == other or not is_badge_number(badge[:place] + other + one + badge[place + 2 :])


def test_a_number_worked_by_hand() -> None:
    """7100…00 with 20 zeros: 71·10^22 mod 97 is 29, and 98 - 29 = 69."""
    assert 71 * 10**22 % 97 == 29
    assert badge_number("0" * 20) == "71" + "0" * 20 + "69"
    assert grouped(badge_number("0" * 20)) == "7100 0000 0000 0000 0000 0069"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", NotABadge.EMPTY),
        ("volunteer", NotABadge.NOT_DIGITS),
        ("7" * 23, NotABadge.LENGTH),
        ("7" * 25, NotABadge.LENGTH),
        ("72" + "0" * 22, NotABadge.PREFIX),
        ("71" + "0" * 20 + "00", NotABadge.CHECK_DIGITS),
        ("７１" + "0" * 20 + "69", NotABadge.NOT_DIGITS),
    ],
)
def test_why_a_text_is_no_badge(text: str, fault: NotABadge) -> None:
    assert why_not_a_badge(text) is fault


def test_every_fault_is_told() -> None:
    told = {why_not_a_badge(t) for t in ("", "x", "1", "72" + "0" * 22, "71" + "0" * 22)}
    assert told == set(NotABadge)


@given(twenty)
def test_full_width_digits_and_blanks_become_plain(digits: str) -> None:
    badge = badge_number(digits)
    wide = "".join(chr(ord(d) + 0xFEE0) for d in badge)
    assert normal_digits(f" {wide}\u3000\r\n") == badge
    assert normal_digits(grouped(badge)) == badge


@pytest.mark.parametrize("digits", ["1" * 19, "1" * 21, "a" * 20, "１" * 20])
def test_only_twenty_plain_digits_make_a_number(digits: str) -> None:
    with pytest.raises(ValueError, match="20 digits"):
        badge_number(digits)


def test_card_texts() -> None:
    assert [is_card_text(t) for t in ("", "x" * 64, "x" * 65, "a\tb", "学生 07")] == [False, True, False, False, True]
