"""Backup, its return, the health of the record, kits and files that come in: at the desk, with the desk open."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.signature import Signature
from exports.district.district import init_district
from exports.district.says.district_kit import make_district_kit
from exports.district.teams import import_teams
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.writing import write_pack
from exports.exchange.purging.carrying_out import purge_by_rules
from storage.check import check_store
from storage.disk.folder import DataFolder
from storage.disk.keys import public_bytes
from storage.disk.pins.pin import set_pin
from storage.standard.standard import KnownDistrict, known_district, remember_district
from storage.store import Store, open_store
from tests.exports.batch.conftest import IDENTITIES, identity_rows
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.records import desk_with_hours
from tests.tui.making.working import back, choose, fill, made, said, stands, strip
from tui.model.lights import Light
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog
from tui.screens.supervisor.sign_in import SignInDialog


async def test_a_backup_is_written_and_put_back_with_the_desk_open(tmp_path: Path) -> None:
    """What was scanned after the backup is kept aside; the desk goes on with another id and takes scans."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "backup")
        told = await made(app, pilot)
        assert "names and keys" in told and "No stick" in told
        (file,) = (desk.path / "backups").glob("*.hdbackup")
        await pilot.press("escape")
        await back(app, pilot)
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.pause(0.6)  # what comes right behind a burst is a part of it
        before = app.state.identity
        await app.desk.writer.ask(_purge_one)
        await from_more(app, pilot, "restore")
        await choose(app, pilot, str(file))
        await stands(app, pilot, AskDialog)
        assert before is not None and before.team_name in said(app)
        await pilot.press("enter")
        await choose(app, pilot, "back")
        await stands(app, pilot, MessageDialog)
        assert "stays purged" not in said(app) and "is restored" in said(app) and "What was there before" in said(app)
        await until(pilot, lambda: app.state.identity != before)
        await pilot.press("escape")
        await back(app, pilot)
        assert app.state.board is not None and app.state.board.on_site == 0
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    assert check_store(desk.path) == [] and list((desk.path / "backups").glob("replaced-*.db"))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.register.names()["cq8/0004"][0] == "Ana Lopez", "what was purged since came back, as was asked"


def _purge_one(store: Store) -> None:
    with store.ledger.transaction():
        store.register.mark_left(["cq8/0004"], date(1999, 7, 1))
    purge_by_rules(store, store.today(), Signature("teacher", "left"))


@in_the_soak
async def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    """The reason is said, and the desk goes on."""
    desk = make_desk(tmp_path / "desk")
    (tmp_path / "x.hdbackup").write_text("no backup", "utf-8")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "restore")
        await choose(app, pilot, "other")
        await fill(app, pilot, file=str(tmp_path / "gone.hdbackup"))
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, file=str(tmp_path / "x.hdbackup"))
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and "no backup" in said(app))
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)


@in_the_soak
async def test_a_backup_is_not_put_back_where_nobody_agrees(tmp_path: Path) -> None:
    """Not without a supervisor's PIN either, which is asked once it is known whose backup it is."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "backup")
        await made(app, pilot)
        await pilot.press("escape")
        await back(app, pilot)
        before = app.state.identity
        await from_more(app, pilot, "restore")
        await choose(app, pilot, ".hdbackup")
        await stands(app, pilot, AskDialog)
        await pilot.press("escape")
        await back(app, pilot)
        assert app.state.identity == before and "Nothing was changed" in strip(app)
        set_pin(DataFolder(desk.path), "2468")
        await from_more(app, pilot, "restore")
        await choose(app, pilot, ".hdbackup")
        await stands(app, pilot, SignInDialog)
        await pilot.press("escape", "escape")
        await back(app, pilot)
        assert app.state.identity == before


@in_the_soak
async def test_the_health_of_the_record_in_words(tmp_path: Path) -> None:
    """A sound one, and one in which somebody changed an entry."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "check_record")
        await stands(app, pilot, MessageDialog)
        assert "✓ The record is sound" in said(app)
        await pilot.press("escape")
        await back(app, pilot)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            store.connection.execute("DROP TRIGGER IF EXISTS event_is_kept")
        await from_more(app, pilot, "check_laptop")
        await stands(app, pilot, MessageDialog)
        assert "✓" in said(app)


@in_the_soak
async def test_a_kit_for_another_desk_and_its_newer_version(tmp_path: Path, papers: Path) -> None:
    """Two passphrases that differ are said; the first desk refuses its own kit."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "make_kit")
        await fill(app, pilot, desk="gate 2", passphrase="green river", again="green rivers")
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, passphrase="", again="")
        assert "Version 1 of the kit" in await made(app, pilot)
        await pilot.press("escape")
        await back(app, pilot)
        (kit,) = (papers / "Hourdesk").glob("*.hdkit")
        await from_more(app, pilot, "bring_in_file")
        await fill(app, pilot, file=str(kit))
        await until(pilot, lambda: "first desk" in strip(app))
    init_from_kit(tmp_path / "gate", kit, None, clock=SYSTEM_CLOCK).close()
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        make_kit(store, kit)
    async with opened(tmp_path / "gate") as (app, pilot):
        await from_more(app, pilot, "bring_in_file")
        await fill(app, pilot, file=str(kit))
        await stands(app, pilot, MessageDialog)
        assert "Version 2 of the kit is taken: 4 persons" in said(app)


@in_the_soak
async def test_a_kit_of_another_district_asks_whether_the_key_is_new(tmp_path: Path) -> None:
    """It is refused; then the question, after which the former district is forgotten."""
    desk, kit = make_desk(tmp_path / "desk"), tmp_path / "new.hdkit"
    teams = tmp_path / "teams.csv"
    teams.write_text("code,name\ncq8,No. 8\n", "utf-8")
    former = KnownDistrict("YZ", "Former", public_bytes(Ed25519PrivateKey.generate()))
    with open_store(desk.path, SYSTEM_CLOCK) as store, store.ledger.transaction():
        remember_district(store.connection, former)
    with init_district(tmp_path / "district", code="YZQ", name="New", clock=SYSTEM_CLOCK) as district:
        import_teams(district, teams, [])
        make_district_kit(district, kit)
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "bring_in_file")
        await fill(app, pilot, file=str(kit))
        await stands(app, pilot, AskDialog)
        assert "another district" in said(app) and "is dropped" in said(app)
        await pilot.press("enter")
        await stands(app, pilot, MessageDialog)
        assert "The district is “New”" in said(app)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        known = known_district(store.connection)
        assert known is not None and known.code == "YZQ"


@in_the_soak
async def test_a_pack_on_a_stick_is_brought_in_by_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a file that is none of these says so."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("exports.exchange.pack.finding.removable_media", lambda: [stick])
    desk, other = make_desk(tmp_path / "desk"), tmp_path / "gate"
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        make_kit(store, stick / "team.hdkit")
    with init_from_kit(other, stick / "team.hdkit", None, clock=SYSTEM_CLOCK) as store:
        write_pack(store, stick / "gate.hdpack")
    (stick / "notes.txt").write_text("x", "utf-8")
    os.utime(stick / "team.hdkit", (1, 1))
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "bring_in_file")
        await choose(app, pilot, "gate.hdpack")
        await until(pilot, lambda: "is taken in" in strip(app))
        await from_more(app, pilot, "bring_in_file")
        await choose(app, pilot, "other")
        await fill(app, pilot, file=str(stick / "notes.txt"))
        await until(pilot, lambda: "notes.txt is no receipt, kit or pack" in said(app))


async def test_without_a_receipt_it_says_what_to_do(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "receipt")
        await until(pilot, lambda: "no receipt of the district was taken yet" in strip(app))


@in_the_soak
async def test_copies_at_once_ask_for_the_folder_first(tmp_path: Path) -> None:
    """The pack lies there a moment later. The light says at once how it went, also where the stick was pulled out and came back."""
    desk = make_desk(tmp_path / "desk")
    place = tmp_path / "copies"
    place.mkdir()
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "copy_now")
        await fill(app, pilot, folder=str(place))
        await until(pilot, lambda: bool(list(place.glob("*.hdpack"))) and app.state.lights.copies is Light.GOOD)
        shutil.rmtree(place)
        place.touch()
        await from_more(app, pilot, "copy_now")
        await until(pilot, lambda: app.state.lights.copies is Light.BAD)
        await until(pilot, lambda: [n.severity for n in app._notifications][-1:] == ["warning"])
        place.unlink()
        place.mkdir()
        await from_more(app, pilot, "copy_now")
        await until(pilot, lambda: app.state.lights.copies is Light.GOOD)


@in_the_soak
async def test_hours_for_another_system_are_shown_written_and_taken_back(tmp_path: Path, papers: Path) -> None:
    """It asks for identity numbers; row by row before anything is written; taken back, they are due again."""
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    ids = identity_rows(
        tmp_path / "ids.csv", [("0001", "张伟", "", IDENTITIES["001"]), ("0003", "王芳", "", IDENTITIES["002"])]
    )
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "hours_batch")
        await choose(app, pilot, "student-hours")
        await fill(app, pilot, identities=str(ids), first="1999-01-01", last="1999-12-31")
        await until(pilot, lambda: "no confirmed hours are due" in said(app))
        await fill(app, pilot, first="", last="")
        await stands(app, pilot, LookDialog)
        assert "张伟" in said(app) and IDENTITIES["001"] not in said(app)
        await pilot.press("enter")
        assert "Batch 1" in await made(app, pilot)
        await pilot.press("escape")
        await back(app, pilot)
        for way in ("again", "back"):
            await from_more(app, pilot, "hours_batch")
            await choose(app, pilot, "take one back")
            await choose(app, pilot, "student-hours")
            await choose(app, pilot, way)
            if way == "again":
                await fill(app, pilot, identities=str(ids))
                await stands(app, pilot, LookDialog)
                await pilot.press("enter")
                assert "Batch 1" in await made(app, pilot)
                await pilot.press("escape")
                await back(app, pilot)
        await stands(app, pilot, AskDialog)
        await pilot.press("enter")
        await until(pilot, lambda: "is taken back" in strip(app))
    assert list((papers / "Hourdesk").glob("student-hours-*.xlsx"))


@in_the_soak
async def test_hours_for_another_system_are_not_written_where_nobody_agrees(tmp_path: Path, papers: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "hours_batch")
        await choose(app, pilot, "student-hours")
        await stands(app, pilot, FormDialog)
        await pilot.press("escape")
        await back(app, pilot)
        await from_more(app, pilot, "hours_batch")
        await choose(app, pilot, "take one back")
        await until(pilot, lambda: "No batches yet" in strip(app))
    assert not (papers / "Hourdesk").exists()


@in_the_soak
async def test_the_warning_of_missing_events_is_ended_where_they_cant_come_back(tmp_path: Path) -> None:
    """The check says what is missing and where it comes back from, without a command; Esc keeps the warning, Enter ends it."""
    desk = make_desk(tmp_path / "desk")
    shutil.copyfile(desk.path / "desk.db", tmp_path / "older.db")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    shutil.copyfile(tmp_path / "older.db", desk.path / "desk.db")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await until(pilot, lambda: app.state.lights.disk is Light.BAD)
        for key, still in (("escape", Light.BAD), ("enter", Light.GOOD)):
            await from_more(app, pilot, "check_record")
            await stands(app, pilot, MessageDialog)
            assert "F10" in said(app) and "hourdesk take" not in said(app)
            await pilot.press("escape")
            await stands(app, pilot, AskDialog)
            await pilot.press(key)
            await back(app, pilot)
            await until(pilot, lambda still=still: app.state.lights.disk is still)
