"""A run of the driver at the desk: a folder, the app opened again and again on it, and the log looked at in the end."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.rules.badge_numbers import badge_number
from checkin.texts import language, use_language
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import opened
from tests.tui.random_driver.at_the_desk import DeskPlayer, logged
from tests.tui.random_driver.drawing import SIZES
from tests.tui.random_driver.hostile_people import HOSTILE_PEOPLE
from tests.tui.random_driver.steps import Step
from tests.tui.random_driver.watching import Watch

STARTS = datetime(2026, 3, 5, 1, tzinfo=UTC)
CARDS = (*(person.number for person in HOSTILE_PEOPLE), "unknown", "library", "short")
BETWEEN = 40
"""Steps after which Esc must lead back to the desk."""


@contextmanager
def shut_in(folder: Path) -> Iterator[None]:
    """The laptop has no printer, no player, no camera and no other folder than this one."""
    before = language()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setenv("PATH", str(folder))
        patch.setattr("checkin.scanning.devices.list_cameras", list)
        try:
            yield
        finally:
            use_language(before)


async def drive_the_desk(folder: Path, steps: Sequence[Step], played: list[Step]) -> None:
    """Do the steps on a new folder with two activities. `played` gets each step as it is begun.

    Raises AssertionError with what is wrong.
    """
    clock = StandingClock(STARTS)
    made = make_desk(folder / "desk", activities=("qd1", "qd2"), people=HOSTILE_PEOPLE, clock=clock.clock)
    cards = {person.number: made.badges[f"cq8/{person.number}"] for person in HOSTILE_PEOPLE}
    cards |= {"unknown": badge_number("7" * 20), "library": "LIB-2024-0099", "short": "123456"}
    scanned: Counter[str] = Counter()
    left = list(steps)
    while left:
        size = random.Random(len(left)).choice(SIZES)
        watch = Watch()
        with watch.listening():
            async with opened(made.path, size, clock=clock.clock, message_hook=watch.hook) as (app, pilot):
                player = DeskPlayer(app, pilot, watch, clock, cards, scanned)
                await player.play_until_left(left, played, BETWEEN)
                unwritten = player.unwritten()
        player.look()
        _compare(scanned, logged(made.path, cards, clock.clock), unwritten, cards)
        scanned -= unwritten


def _compare(scanned: Counter[str], found: Counter[str], unwritten: Counter[str], cards: dict[str, str]) -> None:
    """Each card that was scanned is on disk, or said to be unwritten; hands that hammer may make a text of their own that is no badge."""
    badges = {text for name, text in cards.items() if name not in ("library", "short")}
    for text in badges:
        if found[text] + unwritten[text] < scanned[text]:
            name = next(name for name, of in cards.items() if of == text)
            raise AssertionError(
                f"{name}: scanned {scanned[text]}, in the log {found[text]}, unwritten {unwritten[text]}"
            )
    others = sum(count for text, count in scanned.items() if text not in badges)
    unwritten_others = sum(count for text, count in unwritten.items() if text not in badges)
    if found[""] + unwritten_others < others:
        raise AssertionError(f"no badges: scanned {others}, in the log {found['']}, unwritten {unwritten_others}")
