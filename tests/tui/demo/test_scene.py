"""The story: told in the order of time, about people who exist, and nobody is forgotten by it."""

from datetime import date

from tui.demo.people import invented_people
from tui.demo.scene import ABSENT, IDENTITY_CARD, OLD_BADGE, STRANGER, Show, story

NUMBERS = {person.number for person in invented_people("QSZX", date(2026, 3, 7))}


def shown() -> set[str]:
    return {step.card for step in story() if isinstance(step, Show)}


def test_the_story_is_in_the_order_of_time():
    times = [step.at for step in story()]
    assert times == sorted(times)


def test_everybody_comes_but_those_who_never_come():
    assert shown() - {STRANGER, IDENTITY_CARD, OLD_BADGE} == NUMBERS - set(ABSENT[2:])


def test_a_card_that_comes_back_at_once_left_the_picture_and_bounces():
    """Gone for over the 1.5 s after which a badge has left the picture, back within the 3 s of a bounce."""
    (_, brief), (back, _) = Show(0, "101", twice=True).appearances()
    assert back - brief > 1.5
    assert back < 3 - 0.5
