"""How the desk starts: the folder is looked at while the screen is being built."""

from __future__ import annotations

import sys
from concurrent.futures import Future
from pathlib import Path

from checkin.texts import language_of, use_language
from storage.store import has_desk
from tui import jobs
from tui.link import Link


def start(path: Path, operator: str | None, language: str | None, camera: object) -> int:
    """Open the desk and stay until it is closed; the exit code."""
    use_language(language or language_of())
    link = Link(path, operator)
    first: Future[jobs.FirstLook] | None = None
    if has_desk(path):
        link.open()
        first = link.submit(jobs.first_look)
    from tui.app import DeskApp

    app = DeskApp(link, first, camera)
    try:
        code = app.run()
    finally:
        link.close()
    for line in app.last_words:
        print(line, file=sys.stderr)
    return code if code is not None else (app.return_code or 0)


