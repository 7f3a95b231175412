"""Lines of a screen without what they could remember: Textual gives each of them seven memories, of which most stay empty.

A memory comes to be when a line is first asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

_SIZES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""As in Textual, by the names there."""


def make_strips_light() -> None:
    """From now on in this process."""
    for name, ours in {"__init__": _init, "__getattr__": _remember}.items():
        setattr(Strip, name, ours)


def _init(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    self._segments = list(segments)
    self._cell_length = cell_length
    self._render_cache = None
    self._link_ids = None
    self._cell_count = None


def _remember(self: Strip, name: str) -> Any:
    """Called where a line has not got what it is asked for."""
    if name not in _SIZES:
        raise AttributeError(name)
    made = FIFOCache[Any, Any](_SIZES[name])
    setattr(self, name, made)
    return made
