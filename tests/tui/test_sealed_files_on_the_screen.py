"""Sealed kits and packs that come in on the screen: their own sentences, nothing half done, no scan lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from checkin.texts import use_language
from exports.exchange.pack.writing import write_pack
from storage.store import open_store
from tests.portions import share
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, told, until
from tests.tui.first_steps import stands, to_the_kit
from tui.screens.first_start.which import WhichStep
from tui.screens.form import FormDialog

AGE_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
"""The public key in the documentation of age: nobody here can open what is sealed to it."""


@pytest.mark.parametrize(
    ("spoken", "needs", "wrong"),
    share([("en", "type its passphrase here", "not the passphrase of this kit"), ("zh", "在这里输入", "口令")], 0, 2),
)
async def test_a_sealed_kit_asks_for_its_passphrase_and_makes_nothing_before(
    tmp_path: Path, spoken: str, needs: str, wrong: str
) -> None:
    """Empty, wrong, then Esc: no sentence speaks of a prompt or a variable, and there is no folder."""
    kit, path = tmp_path / "team.hdkit", tmp_path / "desk"
    kit.write_bytes(b"age-encryption.org/v1\n-> scrypt c2FsdA 18\nbm90IHRoaXMgb25l\n--- bWFj\nsealed")
    async with opened(path) as (app, pilot):
        use_language(spoken)
        await to_the_kit(pilot)
        app.screen.query_one("#kit", Input).value = str(kit)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: needs in told(app))
        assert "HOURDESK_PASSPHRASE" not in told(app)
        app.screen.query_one("#passphrase", Input).value = "a guess of somebody"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: wrong in told(app) and needs not in told(app))
        assert not path.exists()
        await pilot.press("escape")
        await stands(pilot, WhichStep)
    assert not path.exists()


@pytest.mark.parametrize("spoken", share(["en", "zh"], 1, 2))
async def test_a_pack_that_was_sealed_for_the_district_is_told_and_a_scan_meanwhile_is_recorded(
    tmp_path: Path, spoken: str
) -> None:
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        write_pack(store, tmp_path / "sealed.hdpack", AGE_KEY)
        before = store.connection.execute("SELECT count(*) FROM log").fetchone()[0]
    async with opened(desk.path) as (app, pilot):
        use_language(spoken)
        await until(pilot, lambda: app.state.board is not None)
        await pilot.press("shift+f7")
        await until(pilot, lambda: bool(app.screen.query("OptionList")) or isinstance(app.screen, FormDialog))
        if not isinstance(app.screen, FormDialog):
            await pilot.press("end", "enter")
            await stands(pilot, FormDialog)
        scanner(app, next(iter(desk.badges.values())))
        await until(pilot, lambda: app.screen.has_class("-scanned"))
        app.screen.query_one(Input).value = str(tmp_path / "sealed.hdpack")
        await pilot.press("ctrl+s")
        told = "sealed" if spoken == "en" else "加密"
        await until(pilot, lambda: any(told in one.message.replace("sealed.hdpack", "") for one in app._notifications))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.connection.execute("SELECT count(*) FROM log").fetchone()[0] == before + 1
