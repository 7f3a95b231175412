"""A long text at a scanner's speed costs a little for each key, and is one answer; badges on end are badges still."""

from __future__ import annotations

import pytest

from checkin.rules.badge_numbers import badge_number
from checkin.scanning import keyboard
from checkin.scanning.burst import LONGEST_HELD, LONGEST_READ
from checkin.scanning.keyboard import Burst, BurstReader, KeyboardInput, Suffix, Typed
from checkin.scanning.text import normalise

DIGITS, WORDS, CHINESE = "7100", "abc 123,", "志愿服务时长"


def typed_fast(text: str, end: str = "\r") -> list[KeyboardInput]:
    """What a reader makes of a text, a key a millisecond, and the key that ends it."""
    reader, heard = BurstReader(), []
    for place, char in enumerate(text):
        heard += reader.key(char, place / 1000)
    return heard + reader.end(len(text) / 1000, end)


@pytest.mark.parametrize("text", [DIGITS, WORDS, CHINESE])
def test_twice_as_long_a_text_is_twice_the_work(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted are the characters that are looked at."""
    looked_at = 0

    def counting(chars: str) -> str:
        nonlocal looked_at
        looked_at += len(chars)
        return normalise(chars)

    monkeypatch.setattr(keyboard, "normalise", counting)
    monkeypatch.setattr(keyboard, "_is_number_like", lambda held: counting(held) == "")
    spent = []
    for length in (5_000, 10_000):
        looked_at = 0
        assert [type(piece) for piece in typed_fast(text * (length // len(text)))] == [Burst]
        spent.append(looked_at)
    assert spent[1] <= 2 * spent[0] and spent[1] < 20_000


@pytest.mark.parametrize("length", [LONGEST_READ, LONGEST_READ + 1, 10_000, LONGEST_HELD, LONGEST_HELD + 1, 200_000])
def test_a_text_of_any_length_is_one_burst_that_knows_its_length(length: int) -> None:
    (burst,) = typed_fast((WORDS * length)[:length])
    assert isinstance(burst, Burst) and burst.suffix is Suffix.ENTER
    assert len(burst.raw) + burst.unkept == length and len(burst.raw) <= LONGEST_HELD
    assert burst.is_too_long == (length > LONGEST_READ)


def test_a_thousand_badges_on_end_are_a_thousand_badges() -> None:
    numbers = [badge_number(f"{count:020d}") for count in range(1_000)]
    assert [piece.text for piece in typed_fast("".join(numbers)) if isinstance(piece, Burst)] == numbers


def test_a_scan_right_behind_a_long_text_is_its_own() -> None:
    reader, number = BurstReader(), badge_number("00112233445566778899")
    for place in range(10_000):
        reader.key("7", 0.0) if place % 2 else reader.key("1", 0.0)
    heard = reader.end(0.0)
    for char in number:
        heard += reader.key(char, 0.0)
    heard += reader.end(0.0)
    assert [len(piece.raw) for piece in heard if isinstance(piece, Burst)] == [10_000, 24]


def test_a_key_that_is_kept_down_is_typing_at_any_speed() -> None:
    for gap_s, count in ((0.0, 60), (0.002, 60), (0.030, 500)):
        reader, heard = BurstReader(), []
        for place in range(count):
            heard += reader.key("x", place * gap_s)
        heard += reader.end(count * gap_s)
        assert "".join(piece.chars for piece in heard if isinstance(piece, Typed)) == "x" * count + "\r"
        assert not any(isinstance(piece, Burst) for piece in heard)
