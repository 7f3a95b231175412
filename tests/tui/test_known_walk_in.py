"""F5 for somebody whose name is known: the desk asks whether it is that person, and makes nobody twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
from tests.portions import share
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.screens.choose import ChooseDialog
from tui.screens.walk_in import WalkInDialog


@pytest.mark.parametrize(("keys", "people"), share([(("enter",), 0), (("end", "enter"), 1)], 0, 2))
async def test_known_or_another_of_the_name(tmp_path: Path, keys: tuple[str, ...], people: int) -> None:
    made = make_desk(tmp_path / "desk")
    with open_store(made.path, SYSTEM_CLOCK) as store:
        before = store.register.persons()
    known = before[0]

    async with opened(made.path) as (app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        await pilot.press(*known.name, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*keys)
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
    with open_store(made.path, SYSTEM_CLOCK) as store:
        assert len(store.register.persons()) == len(before) + people
