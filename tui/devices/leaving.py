"""What reaches an app that was left: its screens go, and keys, pastes and clicks on their way find none."""

from __future__ import annotations

from textual import events
from textual.app import App


def comes_too_late(app: App[int], event: events.Event) -> bool:
    """Whether the app was left and the event is a key, a paste or a click; then it is dropped."""
    return app.return_code is not None and isinstance(event, events.InputEvent | events.Paste)
