"""The clerk's first start: an empty folder becomes a district with its schools and their packs, without a command."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.district import init_district, is_free_for_district, open_district
from exports.district.protection.protecting import is_district_protected
from storage.disk.protection.open_keys import forget_keys, unlock
from tests.exports.district.schools import scan, school
from tests.portions import in_the_soak
from tests.tui.driving import until
from tui.district import opening
from tui.district.clerk_app import ClerkApp
from tui.screens.ask import AskDialog
from tui.screens.form import FormDialog
from tui.screens.message import MessageDialog
from tui.screens.protection.new_passphrase import ProtectStep
from tui.screens.protection.recovery_code import RecoveryCodeDialog

SCHOOLS = "code,name,enrolled\nFD,复旦中学,1200\nNN,New,300\n"
PASSPHRASE = "three grey geese over the quay"


def title(app: ClerkApp) -> str:
    return str(app.screen.query_one("#box").border_title) if len(app.screen_stack) > 1 else ""


async def fill(app: ClerkApp, pilot: Pilot[int], of: str, **values: str) -> None:
    """Fill in the form whose title ends so, and save it."""
    await until(pilot, lambda: isinstance(app.screen, FormDialog) and title(app).endswith(of))
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value
    await pilot.press("ctrl+s")


async def make(app: ClerkApp, pilot: Pilot[int], code: str = "yb") -> None:
    await fill(app, pilot, "The district", name="Yubei District", code=code)
    await until(pilot, lambda: isinstance(app.screen, AskDialog))
    await pilot.press("enter")


async def choose_without(app: ClerkApp, pilot: Pilot[int]) -> None:
    await until(pilot, lambda: isinstance(app.screen, ProtectStep) and app.screen.is_mounted)
    assert isinstance(app.screen, ProtectStep)
    app.screen.action_leave_out()


async def test_from_an_empty_folder_to_schools_and_packs(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")])
    stick = tmp_path / "stick"
    stick.mkdir()
    with fd.first:
        scan(fd.first, "FD/001", 0)
        fd.pack().rename(stick / "fd.hdpack")
    (tmp_path / "schools.csv").write_text(SCHOOLS, "utf-8")
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK, is_new=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await choose_without(app, pilot)
        await fill(app, pilot, "The schools", file=str(tmp_path / "schools.csv"))
        await fill(app, pilot, "Their packs", path=str(stick))
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "not trusted here yet" in "".join(str(text.render()) for text in app.screen.query("Text"))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        app.exit(0)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert (district.identity.code, district.identity.name) == ("yb", "Yubei District")
        assert set(district.team_names()) == {"FD", "NN"}
    assert not is_district_protected(tmp_path / "d")


@in_the_soak
async def test_a_passphrase_protects_the_folder_at_once_and_the_rest_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "documents")
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK, is_new=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await make(app, pilot)
        await fill(app, pilot, "(recommended)", passphrase=PASSPHRASE, again=PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, RecoveryCodeDialog))
        await pilot.press("enter")
        sheet = tmp_path / "documents" / "Hourdesk" / "recovery-yb.pdf"
        await until(pilot, sheet.is_file)
        await until(pilot, lambda: "recovery-yb.pdf" in str(app.screen.query_one("#path").render()))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RecoveryCodeDialog))
        await pilot.press("escape")
        for step in ("The schools", "Their packs"):
            await until(pilot, lambda step=step: title(app).endswith(step))
            await pilot.press("escape")
        await until(pilot, lambda: app.settled and len(app.screen_stack) == 1)
        assert "m" in str(app.query_one("#hint", Static).content)
        app.exit(0)
    forget_keys()
    assert is_district_protected(tmp_path / "d")
    await asyncio.to_thread(unlock, tmp_path / "d", PASSPHRASE)
    open_district(tmp_path / "d", SYSTEM_CLOCK).close()


async def test_who_leaves_the_first_step_or_names_no_code_makes_nothing(tmp_path: Path) -> None:
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK, is_new=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f10", "1", "m", "f12")  # There is nothing yet that these could show.
        await fill(app, pilot, "The district", name="Yubei District", code="y/b")
        await pilot.pause(0.1)
        assert title(app).endswith("The district") and not (tmp_path / "d").exists()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.return_code is not None or not app.is_running)
    assert app.return_value == 0 and not (tmp_path / "d").exists()


def test_only_an_empty_folder_is_begun_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(ClerkApp, "run", lambda self: begun.append(self._is_new) or 0)
    with school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")]).first as desk:
        with pytest.raises(Refused) as refused:
            opening.run(desk.folder.path, None, SYSTEM_CLOCK)
        assert refused.value.problems[0].code == "desk_folder" and not begun
    assert is_free_for_district(tmp_path / "nowhere")
    opening.run(tmp_path / "nowhere", None, SYSTEM_CLOCK)
    init_district(tmp_path / "d", code="D", name="District", clock=SYSTEM_CLOCK).close()
    opening.run(tmp_path / "d", None, SYSTEM_CLOCK)
    assert begun == [True, False]
