"""The desk starts on a record that lost scans: the lamp is red and says so, people are scanned on, and the copy brings all back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.store import open_store
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tui.model.lights import Light
from tui.model.verdicts import Tone


async def test_an_older_record_lies_in_the_folder(tmp_path: Path) -> None:
    desk, stick = make_desk(tmp_path / "desk"), tmp_path / "stick.hdpack"
    shutil.copyfile(desk.path / "desk.db", tmp_path / "older.db")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        write_pack(store, stick)
    shutil.copyfile(tmp_path / "older.db", desk.path / "desk.db")

    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: app.state.lights.disk is Light.BAD)
        await until(pilot, lambda: app.desk.screen.notice.display)
        scanner(app, desk.badges["cq8/0002"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            take_pack(store, stick)
        await until(pilot, lambda: app.state.lights.disk is Light.GOOD)
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 2)


async def test_a_disk_that_fills_up_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path / "desk")
    monkeypatch.setattr("tui.desk.record_watch.scarce_megabytes", lambda _folder: 150)
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: any("150 MB" in note.message for note in app._notifications))
        app.desk.record_watch._look_at_disk()
        await pilot.pause(0.3)
        assert sum("150 MB" in note.message for note in app._notifications) == 1
