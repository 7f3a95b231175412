"""A badge that lingers is one scan, until it left the picture or another came."""

import pytest

from checkin.scanning.presence import Presence


@pytest.mark.parametrize(
    ("frames", "arrived"),
    [
        ([(0.0, "a"), (0.1, "a"), (1.5, "a"), (2.9, "a")], ["a"]),
        ([(0.0, "a"), (1.0, ""), (1.6, "a")], ["a", "a"]),
        ([(0.0, "a"), (0.1, "b"), (0.8, "a")], ["a", "b", "a"]),
        ([(0.0, "a"), (0.1, "b"), (0.2, "a"), (0.3, "b"), (0.4, "a")], ["a", "b"]),
        ([(0.0, "ab"), (0.5, "ab")], ["a", "b"]),
        ([(9.0, "a"), (0.0, "a")], ["a", "a"]),
    ],
)
def test_who_newly_came(frames: list[tuple[float, str]], arrived: list[str]) -> None:
    presence = Presence()
    assert [text for time_s, texts in frames for text in presence.see(time_s, texts)] == arrived
