"""The district's folder on the clerk's screen: checked, made anew, encrypted and decrypted, with nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district, open_district
from exports.district.protection.protecting import is_district_protected
from storage.disk.protection.open_keys import forget_keys
from tests.exports.district.invented import invented_district
from tests.exports.district.schools import received, scan, school
from tests.portions import in_the_soak
from tests.tui.district.clerks_dialogs import fill, from_more, rows, said, settles, title
from tests.tui.driving import until
from tui.district.clerk_app import ClerkApp
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.message import MessageDialog
from tui.screens.protection.recovery_code import RecoveryCodeDialog

PASSPHRASE, OTHER = "three grey geese over the quay", "nine slow boats under a bridge"


@in_the_soak
async def test_protected_another_passphrase_and_decrypted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "documents")
    invented_district(tmp_path / "d").close()
    (tmp_path / "d" / "report.pdf").write_bytes(b"%PDF names")
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await from_more(app, pilot, "protection")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and "1 file" in title(app))
        await pilot.press("enter")
        await fill(app, pilot, "with a passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, RecoveryCodeDialog))
        await pilot.press("escape", "escape")
        await settles(app, pilot)
        assert is_district_protected(tmp_path / "d")
        assert (tmp_path / "documents" / "Hourdesk" / "report.pdf").is_file() and not (tmp_path / "d" / "report.pdf").exists()  # fmt: skip
        await pilot.press("3")
        await settles(app, pilot, lambda: len(rows(app)) == 3)  # It stays open.
        await from_more(app, pilot, "protection")
        await until(pilot, lambda: title(app) == "The district is protected")
        await pilot.press("enter")
        await fill(app, pilot, "Change the passphrase", current=PASSPHRASE, passphrase=OTHER, again=OTHER)
        await settles(app, pilot)
        await from_more(app, pilot, "protection")
        await until(pilot, lambda: title(app) == "The district is protected")
        await pilot.press("end", "enter")
        await fill(app, pilot, "Decrypt the district?", current=PASSPHRASE)
        await until(pilot, lambda: "not the passphrase" in said(app))
        await fill(app, pilot, "Decrypt the district?", current=OTHER)
        await settles(app, pilot)
        app.exit(0)
    forget_keys()
    assert not is_district_protected(tmp_path / "d")
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert len(district.team_names()) == 4


@in_the_soak
async def test_a_record_that_is_damaged_is_made_anew_before_the_first_page(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")])
    with fd.first, init_district(tmp_path / "d", code="D", name="District", clock=SYSTEM_CLOCK) as district:
        for minutes in (0, 60):
            scan(fd.first, "FD/001", minutes)
        received(district, fd.pack())
    (tmp_path / "d" / "district.duckdb").write_bytes(b"spoilt" * 9999)
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and "can’t be opened" in title(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "1 pack" in said(app)
        await pilot.press("escape")
        await pilot.press("3")
        await settles(app, pilot, lambda: bool(rows(app)) and "1:00" in rows(app)[0][6])
        await from_more(app, pilot, "sound")
        await until(pilot, lambda: "is sound" in said(app))
        app.exit(0)


async def test_who_does_not_want_it_made_anew_finds_the_folder_as_it_was(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    (tmp_path / "d" / "district.duckdb").write_bytes(b"spoilt" * 9999)
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running or bool(app.last_words))
    assert app.return_value == 1 and "damaged" in app.last_words[0]
    assert (tmp_path / "d" / "district.duckdb").read_bytes().startswith(b"spoilt")


@in_the_soak
async def test_a_sound_record_is_made_anew_with_the_same_hours(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")])
    with fd.first, init_district(tmp_path / "d", code="D", name="District", clock=SYSTEM_CLOCK) as district:
        for minutes in (0, 90):
            scan(fd.first, "FD/001", minutes)
        received(district, fd.pack())
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await from_more(app, pilot, "anew")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "1:30 → 1:30" in said(app)
        app.exit(0)
