"""What scanners and input methods make of a badge is undone."""

import pytest

from checkin.scanning.text import normalise


@pytest.mark.parametrize(
    ("arrived", "text"),
    [
        ("７１１２３", "71123"),
        ("\ufeff]Q1\\00002671123\r\n", "71123"),
        ("]C0AB 12\x1d", "AB 12"),
        ("\u30007112 3456\t", "71123456"),
        ("]Q1", "]Q1"),
        ("张三 １", "张三 1"),
    ],
)
def test_the_text_of_the_badge_is_found_again(arrived: str, text: str) -> None:
    assert normalise(arrived) == text
