"""The demonstration: on a terminal a desk to watch, else the whole story at speed, as tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.instants import instant, local_time
from checkin.texts import _, say, use_language
from storage.store import open_store
from tui.cli.base.output import message, result
from tui.demo.folder import DemoDesk, make_demo_desk, scan_all
from tui.demo.scene import IDENTITY_CARD, UNDER_WAY_S, Show, story
from tui.demo.throw_away import throw_away_folder
from tui.words.counts import events_text

if TYPE_CHECKING:
    from PIL.Image import Image


_TEN_MINUTES = 600_000


def run(language: str, clock: Clock, operator: str | None = None, terminal: bool | None = None) -> int:
    """Show the demonstration in a folder that is deleted afterwards; the exit code.

    `terminal` says whether somebody can watch a screen; None looks whether there is one.
    """
    use_language(language)
    if terminal is None:
        terminal = sys.stdin.isatty() and sys.stdout.isatty()
    with throw_away_folder() as folder:
        return watch(folder, language, clock, operator) if terminal else perform(folder, clock, operator)


def watch(folder: Path, language: str, clock: Clock, operator: str | None) -> int:
    """Open the desk on an activity that is under way, before a simulated camera."""
    from tui.demo.camera import DemoCamera
    from tui.desk.opening import run as open_desk

    path = folder / "desk"
    start = (clock.now() - UNDER_WAY_S * 1000) // _TEN_MINUTES * _TEN_MINUTES
    demo = make_demo_desk(path, start, operator, clock)
    shows = [step for step in story() if isinstance(step, Show)]
    past = [(start + show.at * 1000, demo.badges[show.card]) for show in shows if show.at < UNDER_WAY_S]
    with open_store(path, clock) as store:
        scan_all(store, demo.activity.key, past, operator)
    camera = DemoCamera(_pictures(folder, demo), [show for show in shows if show.at >= UNDER_WAY_S])
    try:
        return open_desk(path, operator, clock, language, camera)
    finally:
        camera.close()


def perform(folder: Path, clock: Clock, operator: str | None) -> int:
    """Play the story of last Saturday at speed and print what the log came to hold; 1 where it is not sound."""
    from storage.check import check_store
    from tui.demo.performance import Performance
    from tui.demo.report import outcome_lines, report
    from tui.demo.stage import Stage

    path = folder / "desk"
    start = last_saturday(clock.now())
    demo = make_demo_desk(path, start, operator, clock)
    with open_store(path, clock) as store:
        performance = Performance(store, demo, _pictures(folder, demo)(), Stage(), start, operator)
        for step in story():
            performance.play(step)
        for line in report(store, demo.activity.key):
            result(line)
        events = sum(1 for _event in store.ledger.queries.all())
    result("")
    taken = sum(performance.outcomes.values())
    result(_("{frames} frames of a simulated camera, {scans} scans:").format(frames=performance.frames, scans=taken))
    for line in outcome_lines(performance.outcomes):
        result(line)
    problems = check_store(path)
    for problem in problems:
        message(say(problem))
    if problems:
        return 1
    result("")
    result(_("Checked: the chain of {events} is sound.").format(events=events_text(events)))
    return 0


def last_saturday(at: int) -> int:
    """Half past eight of the last Saturday that is over, in milliseconds."""
    here = zone(DEFAULT_TIMEZONE)
    today = local_time(at, here).date()
    day = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
    return instant(datetime(day.year, day.month, day.day, 8, 30, tzinfo=here))


def _pictures(folder: Path, demo: DemoDesk) -> Callable[[], Mapping[str, Image]]:
    """Prints all cards when they are wanted."""

    def prints() -> Mapping[str, Image]:
        from tui.demo.cards import INVENTED_IDENTITY, badge_pictures, other_code_picture

        pictures = badge_pictures(folder / "badges", demo.cards)
        size = next(iter(pictures.values())).size
        return {**pictures, IDENTITY_CARD: other_code_picture(INVENTED_IDENTITY, size)}

    return prints
