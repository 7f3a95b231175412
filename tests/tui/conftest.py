"""What holds for all tests that show a screen: what a style sheet says is found once, however many
apps use it, and no more is painted than tests look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual._styles_cache import StylesCache

from tests.tui.at_rest import ask_only_who_is_at_work
from tests.tui.few_paints import paint_seldom
from tests.tui.light_strips import make_strips_light
from tests.tui.pictures_by_turns import by_turns
from tests.tui.read_keys import wait_for_read_keys
from tests.tui.shared_styles import share_styles

share_styles()
make_strips_light()
ask_only_who_is_at_work()
paint_seldom()
wait_for_read_keys()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All tests are found, and those with a picture are known as such."""
    by_turns(config, items)


@pytest.fixture(autouse=True)
def _no_app_is_kept() -> Iterator[None]:
    """Textual remembers the borders of the last thousand widgets, and with each all lines that it drew."""
    yield
    StylesCache.get_inner_outer.cache_clear()
