"""Several classes of a widget change at once, and its styles are looked up once."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from tui.widgets.style_classes import use_classes


def test_styles_are_looked_up_once_for_all_classes_and_not_where_none_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = list[frozenset[str]]()
    monkeypatch.setattr(Widget, "update_node_styles", lambda self, animate=True: looked_up.append(self.classes))
    widget = Widget(classes="-kept -old")
    wanted = {"-old": False, "-wide": True, "-tall": True, "-low": False}
    use_classes(widget, wanted)
    assert looked_up == [frozenset({"-kept", "-wide", "-tall"})]
    use_classes(widget, wanted)
    assert len(looked_up) == 1
