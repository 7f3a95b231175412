"""What the tests share between their apps is what Textual finds and keeps by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip

from tests.portions import share
from tests.tui.desks import make_desk
from tests.tui.driving import opened
from tests.tui.light_strips import _SIZES
from tests.tui.shared_styles import as_textual_finds_them
from tui.model.themes import THEMES

KINDS_SHOWN = 12


def with_components(screen: Screen[Any]) -> Iterator[tuple[DOMNode, str, dict[str, Any]]]:
    """Each part of a screen with its styles, and with those of what it draws inside itself."""
    for part in screen.walk_children(with_self=True):
        yield part, "", dict(part.styles.base.get_rules())
        for name, styles in part._component_styles.items():
            yield part, name, dict(styles.base.get_rules())


@pytest.mark.parametrize("theme", share(["dark", "light"], 1, 2))
async def test_styles_are_those_that_textual_finds(tmp_path: Path, theme: str) -> None:
    async with opened(make_desk(tmp_path / "desk").path) as (app, pilot):
        app.theme = THEMES[theme].name
        kinds = set[type[DOMNode]]()
        for keys in ([], ["f7"], ["tab"], ["escape"], ["f2"], ["tab", "tab"]):
            await pilot.press(*keys)
            await pilot.pause()
            shown = list(with_components(app.screen))
            kinds |= {type(part) for part, _name, _styles in shown}
            with as_textual_finds_them():
                app.stylesheet.reparse()
                app.stylesheet.update(app.screen)
                assert shown == list(with_components(app.screen))
        assert len(kinds) > KINDS_SHOWN


def test_lines_remember_as_much_as_textuals() -> None:
    """The sizes are those that Textual itself makes."""
    line = Strip([Segment("王芳 09:00")])
    assert line.crop(0, 4) is line.crop(0, 4)
    assert {name for name in Strip.__slots__ if name.endswith("_cache")} == {*_SIZES, "_render_cache"}
