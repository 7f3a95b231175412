"""An identity number is right, or a message says what is wrong; the message never repeats the number."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.problems import Problem
from checkin.texts import say
from exports.batch.identity_number import read_identity
from tests.exports.batch.identity_numbers import identity_number

TODAY = date(2026, 11, 23)
GOOD = identity_number("50010320120305101")
WITH_X = next(n for n in (identity_number(f"5001032012030510{i}") for i in range(10)) if n.endswith("X"))


@pytest.mark.parametrize(
    "text",
    [GOOD, f" {GOOD[:6]} {GOOD[6:14]} {GOOD[14:]}\u200e", f"'{GOOD}", "".join(chr(ord(c) + 0xFEE0) for c in GOOD)],
)
def test_the_ways_in_which_people_write_it(text: str) -> None:
    """Blanks, a mark of direction, an apostrophe before it, full-width digits."""
    assert read_identity(text, "row 2", TODAY) == GOOD


@pytest.mark.parametrize("x", ["x", "Ｘ", "ｘ", "Ⅹ"])
def test_a_small_or_full_width_x_is_the_x(x: str) -> None:
    assert read_identity(WITH_X[:-1] + x, "row 2", TODAY) == WITH_X


def test_nobody_is_refused_for_where_they_were_born() -> None:
    """8100 00 is Hong Kong's residence permit, 999999 is in no list of places."""
    for place in ("810000", "999999"):
        number = identity_number(f"{place}20120305101")
        assert read_identity(number, "row 2", TODAY) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1"), "identity_check_digit"),
        (GOOD[:10] + GOOD[11] + GOOD[10] + GOOD[12:], "identity_check_digit"),
        (f"G{GOOD}", "identity_is_school_number"),
        (f"g{GOOD}", "identity_is_school_number"),
        ("500103120305101", "identity_old"),
        ("5.00103E+17", "identity_cut"),
        (GOOD[:-1], "identity_length"),
        (f"{GOOD}1", "identity_length"),
        ("护照E12345678", "identity_length"),
        (f"{GOOD[:5]}O{GOOD[6:]}", "identity_signs"),
        (f"{GOOD[:-1]}Y", "identity_signs"),
        ("一二三四五六七八九十一二三四五六七八", "identity_signs"),
        (identity_number("50010320120230101"), "identity_birth"),
        (identity_number("50010320991231101"), "identity_birth"),
        (identity_number("50010318120305101"), "identity_birth"),
    ],
)
def test_what_is_wrong_is_said_without_the_number(text: str, code: str) -> None:
    problem = read_identity(text, "identities.csv row 2", TODAY)
    assert isinstance(problem, Problem) and problem.code == code
    said = say(problem)
    assert said.startswith("identities.csv row 2: ")
    assert not any(text[i : i + 6] in said for i in range(len(text) - 5)), "six characters of it are told"
