"""The demonstration's desk and the printed pictures of its cards, made once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL.Image import Image

from tests.standing_clock import StandingClock
from tui.demo.cards import INVENTED_IDENTITY, badge_pictures, other_code_picture
from tui.demo.folder import DemoDesk, make_demo_desk
from tui.demo.scene import IDENTITY_CARD, UNDER_WAY_S


@pytest.fixture(scope="session")
def clock() -> StandingClock:
    """It is ten to twelve in Shanghai."""
    return StandingClock(datetime(2026, 11, 21, 11, 50, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, clock: StandingClock) -> tuple[Path, DemoDesk]:
    """A demonstration's folder, whose activity is under way, and what was made up for it."""
    path = tmp_path_factory.mktemp("demo") / "desk"
    return path, make_demo_desk(path, clock.now_ms - UNDER_WAY_S * 1000, None, clock.clock)


@pytest.fixture(scope="session")
def pictures(demo: tuple[Path, DemoDesk], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image]:
    """The picture of each card by its name in the scene."""
    printed = badge_pictures(tmp_path_factory.mktemp("badges"), demo[1].cards)
    size = next(iter(printed.values())).size
    return {**printed, IDENTITY_CARD: other_code_picture(INVENTED_IDENTITY, size)}
