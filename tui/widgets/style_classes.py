"""Several classes of a widget at once: Textual looks up the styles of all that is in it at each change of one."""

from __future__ import annotations

from collections.abc import Mapping

from textual.widget import Widget


def use_classes(widget: Widget, classes: Mapping[str, bool]) -> None:
    """Give the widget each class for which True stands, and no other of them; where any is new the styles are looked up once."""
    changed = {name: holds for name, holds in classes.items() if widget.has_class(name) != holds}
    for name, holds in changed.items():
        widget.set_class(holds, name, update=False)
    if changed:
        widget.update_node_styles()
