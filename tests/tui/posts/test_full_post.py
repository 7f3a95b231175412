"""A scan at a post that has enough people is taken as any other; the verdict says three of two, and who belongs elsewhere."""

from __future__ import annotations

import pytest

from checkin.rules.activities import Activity
from checkin.rules.posts import Post, Shift
from storage.presence.board import Board, Presence, PresenceState
from tests.checkin.rules.story import at
from tui.words.people.posts import scan_advice

GATE = Post("G", "Gate", (Shift(at("08:00"), at("10:00"), 2, ("S/1",)), Shift(at("10:00"), at("12:00"), 9)))
TENT = Post("T", "Tent", (Shift(at("08:00"), at("12:00"), None, ("S/3",)),))
DAY = Activity("S/A", "Day", "Field", at("08:00"), at("12:00"), posts=(GATE, TENT))


def board(*numbers: str, post: str = "G", state: PresenceState = PresenceState.ON_SITE) -> Board:
    rows = tuple(Presence(f"S/{n}", n, n, "", "student", state, since=at("08:00"), at_post=post) for n in numbers)
    return Board(DAY, rows, None)


@pytest.mark.parametrize(
    ("there", "who", "post", "when", "said"),
    [
        (board("1", "2"), "1", "G", "08:30", ""),
        (board("1", "2", "4"), "4", "G", "08:30", "Gate is full: 3 of 2."),
        (board("1", "2", "3"), "3", "G", "08:30", "Gate is full: 3 of 2. Signed up for Tent 08:00–12:00."),
        (board("1", "2", "4"), "4", "G", "10:00", ""),
        (board("1", "2", "4"), "4", "G", "07:59", ""),
        (board("1", "2", "4", state=PresenceState.LEFT), "4", "G", "08:30", ""),
        (board("3", "4", post="T"), "4", "T", "08:30", ""),
        (board("3", post="X"), "3", "X", "08:30", "Signed up for Tent 08:00–12:00."),
    ],
)
def test_what_the_verdict_says_of_the_post(there: Board, who: str, post: str, when: str, said: str) -> None:
    assert scan_advice(there, f"S/{who}", post, at(when)) == said
