"""The code on a badge: version 1, level Q, numeric mode, read by decoders that did not draw it."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pyzbar import pyzbar

from checkin.rules.badge_numbers import badge_number
from exports.printed.badges.qr import MODULES, QUIET, dark_runs, qr_matrix
from tests.portions import WHOLE

SCALE = 4
DIGITS = st.text("0123456789", min_size=20, max_size=20)


def drawn(badge: str) -> Image.Image:
    """Only from the runs, as the sheet and the pictures draw it."""
    side = (MODULES + 2 * QUIET) * SCALE
    picture = Image.new("L", (side, side), 255)
    for row, first, length in dark_runs(qr_matrix(badge)):
        box = ((first + QUIET) * SCALE, (row + QUIET) * SCALE)
        picture.paste(0, (*box, box[0] + length * SCALE, box[1] + SCALE))
    return picture


@settings(max_examples=30 if WHOLE else 10)
@given(DIGITS)
def test_both_decoders_read_the_number(digits: str) -> None:
    badge = badge_number(digits)
    picture = drawn(badge)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [badge]
    assert [code.data.decode() for code in pyzbar.decode(picture)] == [badge]


def test_it_is_version_1_level_q() -> None:
    [code] = zxingcpp.read_barcodes(drawn(badge_number("1" * 20)))
    assert code.ec_level == "Q"
    assert len(qr_matrix(badge_number("1" * 20))) == MODULES == 21


def test_it_is_in_numeric_mode() -> None:
    """The first four bits of the data are 0001 (ISO/IEC 18004:2015, table 2), the mask of the format bits taken off."""
    matrix = qr_matrix(badge_number("12345678901234567890"))
    mask = sum(bit << (2 - i) for i, bit in enumerate(matrix[8][2:5])) ^ 0b101
    turned = [
        lambda y, x: (y + x) % 2 == 0,
        lambda y, x: y % 2 == 0,
        lambda y, x: x % 3 == 0,
        lambda y, x: (y + x) % 3 == 0,
        lambda y, x: (y // 2 + x // 3) % 2 == 0,
        lambda y, x: y * x % 2 + y * x % 3 == 0,
        lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
        lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
    ][mask]
    corner = ((20, 20), (20, 19), (19, 20), (19, 19))
    assert [matrix[y][x] ^ turned(y, x) for y, x in corner] == [False, False, False, True]


@pytest.mark.parametrize("text", ["", "710000", "张伟", "710000000000000000000000"])
def test_nothing_but_a_badge_number_goes_into_a_code(text: str) -> None:
    with pytest.raises(ValueError, match="badge number"):
        qr_matrix(text)
