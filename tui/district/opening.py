"""How the clerk's screen is opened, and how it ends."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import Clock
from tui.district.clerk_app import ClerkApp
from tui.words.put_line import put_message


def run(path: Path, operator: str | None, clock: Clock) -> int:
    """Show the screen of the district in the folder `path` until it is closed; the exit code."""
    app = ClerkApp(path, operator, clock)
    code = app.run()
    for line in app.last_words:
        put_message(line)
    return code if code is not None else (app.return_code or 0)
