"""The record is deleted or replaced while the desk runs: red before anybody is sent away, and the scans come in later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.instants import local_time
from storage.backup import backup, restore
from storage.presence.unwritten_scans import unwritten_scans
from storage.store import open_store
from tests.portions import share
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tui.desk import taking
from tui.model.lights import Light
from tui.model.verdicts import Tone


def scans_in_log(path: Path) -> int:
    with open_store(path, SYSTEM_CLOCK) as store:
        return int(store.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone()[0])


async def test_the_stick_is_pulled_out_and_put_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lamp is red before a scan; NOT RECORDED; the folder is back: IN, once, and the lamp is green."""
    monkeypatch.setattr(taking, "RETRY_SECONDS", 0.2)
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        desk.path.rename(tmp_path / "pulled out")
        await until(pilot, lambda: app.state.lights.disk is Light.BAD)
        assert app.desk.screen.notice.display
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.LOST)
        assert "hourdesk restore" in app.state.verdict.advice
        (tmp_path / "pulled out").rename(desk.path)
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await until(pilot, lambda: app.state.lights.disk is Light.GOOD)
        assert app.state.board is not None and app.state.board.on_site == 1
    assert scans_in_log(desk.path) == 1


async def test_a_scan_that_found_no_record_enters_the_restored_one(tmp_path: Path) -> None:
    """desk.db is deleted, a badge and an identity card are scanned, the desk is closed, a backup restored: one is in."""
    desk, saved = make_desk(tmp_path / "desk"), tmp_path / "desk.backup"
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        backup(store, saved)

    async with opened(desk.path) as (app, pilot):
        (desk.path / "desk.db").unlink()
        scanner(app, desk.badges["cq8/0001"])
        scanner(app, "110101201401011234")
        await until(pilot, lambda: len(app.desk.taking.waiting) == 2 and app.desk.taking.may_leave)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: bool(app.screen.query("#choices, OptionList")))
        choices = app.screen.query_one(OptionList)
        at, here = app.desk.taking.waiting.scans()[0].arrival.at, app.state.activity.zone
        assert f"{local_time(at, here):%H:%M:%S}  " in str(choices.get_option_at_index(1).prompt)
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: not app.is_running or app.return_code == 0)
    assert "110101201401011234" not in (desk.path / "not_recorded.jsonl").read_text("utf-8")
    restore(saved, desk.path, SYSTEM_CLOCK)

    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        assert app.state.scans[0].name == "张伟" or app.state.scans[1].name == "张伟"
    assert scans_in_log(desk.path) == 1
    assert not (desk.path / "not_recorded.jsonl").exists()


@pytest.mark.parametrize("left", share([0.0, 0.5, 1.0], 0, 3))
async def test_the_record_is_cut_off_or_overwritten_where_it_lies(tmp_path: Path, left: float) -> None:
    """The lamp is red before a scan, and stays so; NOT RECORDED; after a restore the scan is in."""
    desk, saved = make_desk(tmp_path / "desk"), tmp_path / "desk.backup"
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        backup(store, saved)
    record = desk.path / "desk.db"
    size = record.stat().st_size

    async with opened(desk.path) as (app, pilot):
        with record.open("r+b") as file:
            file.write(bytes(size if left == 1.0 else 0))
            file.truncate(int(size * left))
        await until(pilot, lambda: app.state.lights.disk is Light.BAD)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.LOST and app.desk.taking.may_leave)
        assert app.state.lights.disk is Light.BAD and app.desk.screen.notice.display
    restore(saved, desk.path, SYSTEM_CLOCK)
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
    assert scans_in_log(desk.path) == 1


async def test_lines_of_scans_that_nobody_can_read_are_told_at_the_start(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    (desk.path / "not_recorded.jsonl").write_bytes(b"{half a line\n")
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: any("not_recorded.jsonl" in note.message for note in app._notifications))


async def test_a_scan_that_was_given_up_does_not_come_back(tmp_path: Path) -> None:
    """A sync program replaced the record; the person is written on paper, and the scan given up."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        shutil.copy(desk.path / "desk.db", tmp_path / "copy.db")
        (tmp_path / "copy.db").replace(desk.path / "desk.db")
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: len(app.desk.taking.waiting) == 1 and app.desk.taking.may_leave)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            assert [kept.arrival.text for kept in unwritten_scans(store.folder)] == [desk.badges["cq8/0001"]]
        await pilot.press("alt+j")
        await pilot.pause(0.3)
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(app.desk.taking.waiting) == 0)
        await until(pilot, lambda: not (desk.path / "not_recorded.jsonl").exists())
