"""An app that can be left in the middle of whatever is pressed."""

from __future__ import annotations

from textual import events
from textual.app import App


class LeavingApp(App[int]):
    """Once it was left it takes no key, paste or click any more: its screens go, and those on their way find none."""

    async def on_event(self, event: events.Event) -> None:
        """Hand on what comes while the app stands; all but keys, pastes and clicks after that, too."""
        if self.return_code is None or not isinstance(event, events.InputEvent | events.Paste):
            await super().on_event(event)
