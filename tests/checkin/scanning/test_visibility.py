"""The frames themselves show what keeps a badge from being read."""

from __future__ import annotations

from PIL import Image

from bench.frames.render import render
from checkin.scanning.decoders import Corners
from checkin.scanning.grey import Grey, grey_of
from checkin.scanning.visibility import Visibility, VisibilityWatch, light_of
from tests.checkin.scanning.drawing import ANA, badge
from tests.portions import WHOLE

HALL = grey_of(Image.new("L", (320, 240), 120))


def square(side: int) -> Corners:
    return ((10, 10), (10 + side, 10), (10 + side, 10 + side), (10, 10 + side))


def seen_in(*frames: tuple[float, bool, int | None], grey: Grey = HALL) -> list[Visibility]:
    """The answer to each frame: its time, whether a code was read, and the side of a code that was only found."""
    watch = VisibilityWatch()
    return [watch.see(grey, at, read, (square(side),) if side else ()) for at, read, side in frames]


def test_light_is_told_from_the_picture() -> None:
    """a hall, a badge on white paper in it, rendered frames → fine; a dark hall, a lamp in the lens → said"""
    assert light_of(HALL) is Visibility.FINE
    dim = badge(ANA).point([10 + level // 8 for level in range(256)])
    assert light_of(grey_of(dim)) is Visibility.TOO_DARK
    assert light_of(grey_of(Image.new("L", (320, 240), 255))) is Visibility.TOO_BRIGHT
    frames = render(1, 8 if WHOLE else 2, ("clean", "tilt", "noise", "bent"))
    assert {light_of(frame.grey) for frame in frames} == {Visibility.FINE}
    darkest = [light_of(frame.grey) for frame in render(1, 20 if WHOLE else 6, ("low_light",))][-4:]
    assert Visibility.TOO_DARK in darkest


def test_a_code_that_stays_unread_is_too_far_or_too_blurred() -> None:
    """not at its first frames; small → too far, large → blurred; read → fine at once"""
    assert seen_in((0.0, False, 40), (0.3, False, 40)) == [Visibility.FINE] * 2
    assert seen_in((0.0, False, 40), (0.6, False, 40))[-1] is Visibility.TOO_FAR
    assert seen_in((0.0, False, 150), (0.6, False, 150))[-1] is Visibility.TOO_BLURRED
    assert seen_in((0.0, False, 40), (0.6, False, 40), (0.7, True, None))[-1] is Visibility.FINE


def test_a_word_does_not_flicker() -> None:
    """found, lost for a few frames, found → the word stays; gone for over a second → it goes"""
    seen = seen_in((0.0, False, 40), (0.6, False, 40), (0.7, False, None), (1.5, False, None), (1.8, False, None))
    assert seen[1:] == [Visibility.TOO_FAR] * 3 + [Visibility.FINE]


def test_a_film_that_begins_anew_is_no_trouble() -> None:
    assert seen_in((5.0, False, 40), (0.0, False, 40), (0.6, False, 40)) == [
        Visibility.FINE,
        Visibility.FINE,
        Visibility.TOO_FAR,
    ]
