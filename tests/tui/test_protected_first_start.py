"""The first start on the screen makes a desk that is protected from the beginning, or leaves that out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from exports.exchange.kit.making import make_kit
from storage.disk import sqlite
from storage.disk.protection import wrapping
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.people.walk_in import register_walk_in
from storage.protecting import is_desk_protected
from storage.store import init_store, open_store
from storage.team_recovery import team_recovery
from tests.engines import needs_encryption
from tests.portions import in_the_soak
from tests.tui.driving import opened, told, until
from tests.tui.first_steps import save_for_good, stands, to_the_kit, to_the_team, without_protection
from tui.desk.app import DeskApp
from tui.screens.first_start.clock import ClockStep
from tui.screens.first_start.roster import RosterStep
from tui.screens.first_start.team import TeamStep
from tui.screens.first_start.which import WhichStep
from tui.screens.making.made import MadeDialog
from tui.screens.new_activity import NewActivityDialog
from tui.screens.protection.new_passphrase import ProtectStep
from tui.screens.protection.recovery_code import RecoveryCodeDialog

PASSPHRASE = "seven lamps over the harbour"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(wrapping, "COST", 2**4)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home" / "papers"))
    yield
    forget_keys()


def fill(app: DeskApp, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value


async def to_the_protection(app: DeskApp, pilot: Pilot[int]) -> None:
    await to_the_team(pilot)
    fill(app, name="No. 8 Middle School", code="cq8")
    await save_for_good(pilot)
    await stands(pilot, ProtectStep)


@needs_encryption
async def test_who_makes_a_desk_protects_it_without_a_command_line(tmp_path: Path) -> None:
    """The school's name is no passphrase; the code is shown once, and the sheet lies outside the folder."""
    path = tmp_path / "desk"
    async with opened(path) as (app, pilot):
        await to_the_protection(app, pilot)
        assert not path.exists()
        fill(app, passphrase="No. 8 Middle School", again="No. 8 Middle School")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "everybody tries first" in told(app))
        assert not path.exists()
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
        code = app.screen.query_one("#box Text").render().plain.splitlines()[0].partition(": ")[2]
        await pilot.press("enter")
        await stands(pilot, MadeDialog)
        assert "recovery-cq8" in app.screen.query_one("#path").render().plain
        await pilot.press("escape")
        await stands(pilot, RecoveryCodeDialog)
        await pilot.press("escape")
        await stands(pilot, RosterStep)
    forget_keys()
    assert [file.suffix for file in (tmp_path / "home" / "papers" / "Hourdesk").iterdir()] == [".pdf"]
    unlock(path, code)
    with open_store(path, SYSTEM_CLOCK) as store:
        assert team_recovery(store.folder) is not None
    forget_keys()
    unlock(path, PASSPHRASE)


@in_the_soak
@needs_encryption
async def test_esc_goes_back_to_the_team_and_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "desk"
    async with opened(path) as (app, pilot):
        await to_the_protection(app, pilot)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("escape")
        await stands(pilot, TeamStep)
        assert app.screen.query_one("#name", Input).value == "No. 8 Middle School"
        await pilot.press("escape")
        await stands(pilot, WhichStep)
        await pilot.press("escape")
        await stands(pilot, ClockStep)
        await pilot.press("escape")
        await until(pilot, lambda: app.return_value == 0)
    assert not path.exists()


@in_the_soak
@needs_encryption
async def test_it_can_be_left_out(tmp_path: Path) -> None:
    async with opened(tmp_path / "desk") as (app, pilot):
        await to_the_protection(app, pilot)
        await without_protection(pilot)
        await stands(pilot, RosterStep)
    assert not is_desk_protected(tmp_path / "desk")


@in_the_soak
async def test_a_laptop_that_can_t_encrypt_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "ENCRYPTS", False)
    async with opened(tmp_path / "desk") as (app, pilot):
        await to_the_team(pilot)
        fill(app, name="No. 8 Middle School", code="cq8")
        await save_for_good(pilot)
        await stands(pilot, RosterStep)


@in_the_soak
@needs_encryption
async def test_another_laptop_is_protected_too_and_a_kit_that_is_none_is_told_before(tmp_path: Path) -> None:
    with init_store(tmp_path / "first", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as first:
        register_walk_in(first, "张伟", "七1班")
        make_kit(first, tmp_path / "team.hdkit")
    second = tmp_path / "second"
    async with opened(second) as (app, pilot):
        await to_the_kit(pilot)
        fill(app, kit=str(tmp_path / "none.hdkit"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "none.hdkit" in told(app))
        fill(app, kit=str(tmp_path / "team.hdkit"))
        await pilot.press("ctrl+s")
        await stands(pilot, ProtectStep)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
        await pilot.press("escape", "escape")
        await stands(pilot, NewActivityDialog)
        assert app.takes_scans
    assert is_desk_protected(second)
