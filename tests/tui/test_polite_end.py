"""`kill`, and a computer that shuts down: what was scanned is written, and the terminal is put back."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storage.disk import sqlite
from storage.disk.folder import DataFolder
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tui.widgets.polite_end import end_when_asked, end_without_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signal handlers in the loop")


def is_free() -> bool:
    return signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


async def test_a_desk_that_is_asked_to_end_writes_what_was_scanned(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.scans)
        assert not is_free()
        signal.raise_signal(signal.SIGTERM)
        await until(pilot, lambda: app.return_code == 128 + signal.SIGTERM)
    with sqlite.connect(DataFolder(desk.path).database) as log:
        assert log.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (1,)


class Asked:
    """An app that notes how it is left."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def exit(self, return_code: int) -> None:
        """Note it."""
        self.codes.append(return_code)


async def test_the_second_request_ends_the_program_on_the_spot() -> None:
    app: Any = Asked()
    end_when_asked(app)
    assert not is_free()
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(0)
    while not app.codes:
        await asyncio.sleep(0.001)
    assert app.codes == [143] and is_free()


async def test_whoever_heard_signals_before_goes_on_hearing_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration deletes its folder."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))
    try:
        app: Any = Asked()
        end_when_asked(app)
        signal.raise_signal(signal.SIGTERM)
        assert heard == [signal.SIGTERM] and app.codes == []
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only on Linux does the program look whether its terminal is still there"
)
async def test_a_terminal_that_is_gone_ends_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one whose window was closed, where the shell lets the program ignore that; nothing is done where there is no terminal."""
    left: list[int] = []
    monkeypatch.setattr(
        "tui.widgets.polite_end.os", SimpleNamespace(**{**vars(os), "_exit": left.append, "dup2": print})
    )
    monkeypatch.setattr("tui.widgets.polite_end.sleep", lambda seconds: None)
    app: Any = Asked()
    here, there = os.openpty()
    with os.fdopen(there, "rb", buffering=0) as terminal:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        end_without_terminal(app)
        await asyncio.sleep(0.01)
        assert app.codes == []
        os.close(here)
        while not (app.codes and left):
            await asyncio.sleep(0.001)
    assert app.codes == left == [129]
    with Path(os.devnull).open("rb") as nothing:
        monkeypatch.setattr(sys, "__stdin__", nothing)
        end_without_terminal(app)
