"""What holds for all tests that show a screen: a style sheet is parsed once, however many apps use it,
and no more is painted than tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.css.model import RuleSet
from textual.css.stylesheet import CSSLocation, Stylesheet

from tests.tui.at_rest import ask_only_who_is_at_work
from tests.tui.few_paints import paint_seldom

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def _parse_once(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """As Textual's own, which remembers the same by the same values for one app alone."""
    known = (css, read_from, is_default_rules, tie_breaker, scope, *self._variables.items())
    found = _parsed.get(known)
    if found is None:
        found = _parsed[known] = _parse(self, css, read_from, is_default_rules, tie_breaker, scope)
    return found


setattr(Stylesheet, _parse.__name__, _parse_once)
ask_only_who_is_at_work()
paint_seldom()


@pytest.fixture(autouse=True)
def _no_app_is_kept() -> Iterator[None]:
    """Textual remembers the borders of the last thousand widgets, and with each all lines that it drew."""
    yield
    StylesCache.get_inner_outer.cache_clear()
