"""A name whose character no font of this computer has is told on the screen too, where a page is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.people.person import Person
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, opened, scanner, until
from tui.screens.dialog import Text
from tui.screens.explanation import ExplanationDialog
from tui.screens.find import FindDialog
from tui.screens.making.made import MadeDialog

RARE = Person("cq8", "0009", "李\U00031400", "七1班")
"""U+31400 is in CJK extension H: fonts that are installed by default do not have it."""


@in_the_soak
async def test_the_muster_list_and_the_sheet_for_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path / "desk", people=(RARE,))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    async with opened(desk.path) as (app, pilot):

        def told() -> str:
            return "\n".join(text.render().plain for text in app.screen.query(Text))

        scanner(app, desk.badges["cq8/0009"])
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        await pilot.press("alt+m")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        assert "1 person on site" in told() and "0009" in told() and "U+31400" in told()
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FindDialog))
        app.screen.type("0009")
        await until(pilot, lambda: app.screen.query_one("OptionList").option_count == 1)
        await by_button(app, pilot, "explain")
        await until(pilot, lambda: isinstance(app.screen, ExplanationDialog))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        assert "0009" in told() and "U+31400" in told()
