"""Sign-in sheets, the publicity list and certificates are made at the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.signature import Signature
from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.check_codes import TEST_CODES
from storage.activities.policies import set_policy
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from storage.people.person import Person
from storage.recognition.certificates import certificates, revoke
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, from_more, opened, until
from tests.tui.making.records import desk_with_hours
from tests.tui.making.working import back, choose, fill, made, pick, said, stands, strip
from tui.model.certifying import certify
from tui.screens.ask import AskDialog
from tui.screens.dialog import Text
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog
from tui.screens.scanner.check import ScannerCheckDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.volunteer.forms import strike_deed
from tui.screens.volunteer.given import given_lines
from tui.words.volunteer_page import volunteer_data


@pytest.mark.parametrize(
    ("line", "name"), share([("all", "sign-in-qd1.pdf"), ("七(2)班", "sign-in-qd1-七(2)班.pdf")], 0, 2)
)
async def test_sign_in_sheets(tmp_path: Path, line: str, name: str) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "sign_in_sheets")
        await choose(app, pilot, line)
        assert "page" in await made(app, pilot)
    assert (desk.path / "sheets" / name).is_file()


@in_the_soak
async def test_sheets_without_an_activity_say_what_to_do(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", activities=())
    async with opened(desk.path) as (app, pilot):
        await pilot.press("escape")
        await back(app, pilot)
        await from_more(app, pilot, "sign_in_sheets")
        await until(pilot, lambda: "F6" in strip(app))


@in_the_soak
async def test_the_publicity_list_and_an_empty_one(tmp_path: Path) -> None:
    """Nobody on it: it says what to do first. Then masked, as the policy says, until which day."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "publicity_list")
        await choose(app, pilot, "here")
        await until(pilot, lambda: "nobody is on the publicity list" in strip(app))
    shown = desk_with_hours(
        tmp_path / "shown", before=lambda store: set_policy(store, {"publicity_working_days": 3}, 0)
    )
    async with opened(shown.path) as (app, pilot):
        await from_more(app, pilot, "publicity_list")
        await choose(app, pilot, "here")
        assert "2 rows, shown until" in await made(app, pilot)
    assert (shown.path / "sheets" / "publicity-qd1.pdf").is_file()


@in_the_soak
async def test_certificates_for_everybody_leave_out_who_has_no_hours(tmp_path: Path) -> None:
    """They are issued and printed; who got none is named with the reason. A name of which no font has a character asks first."""
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    with open_store(desk.path, SYSTEM_CLOCK) as store, store.ledger.transaction():
        store.register.write([Person("cq8", "0003", "王\ue123", "七(1)班")])
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "issue_certificates")
        await choose(app, pilot, "all")
        await choose(app, pilot, "confirmed")
        told = await made(app, pilot)
        assert "1 certificate" in told and "Ana Lopez" in told and "U+E123" in told and "--insist" not in told
        assert told.count("no such hours") == 1 and "2 persons have no such hours" in told, "one line, not one each"
        await pilot.press("escape")
        await stands(app, pilot, AskDialog)
        assert "U+E123" in said(app)
        await pilot.press("enter")
        assert "1 certificate" in await made(app, pilot)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert sorted(one.body.volunteer for one in certificates(store)) == ["cq8/0001", "cq8/0003"]


@in_the_soak
async def test_a_certificate_is_the_supervisors(tmp_path: Path) -> None:
    """Esc at the PIN: nothing is issued."""
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    set_pin(DataFolder(desk.path), "2468")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "issue_certificates")
        await stands(app, pilot, SignInDialog)
        await pilot.press("escape")
        await back(app, pilot)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert not certificates(store)


@in_the_soak
async def test_who_has_no_confirmed_hours_gets_none_and_it_is_said(tmp_path: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "issue_certificates")
        await choose(app, pilot, "one")
        await pick(app, pilot, "0003")
        await choose(app, pilot, "confirmed")
        await until(pilot, lambda: "no confirmed hours to certify" in strip(app) and "--all" not in strip(app))


@in_the_soak
async def test_issued_certificates_are_printed_again_replaced_and_revoked(tmp_path: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "list_certificates")
        await until(pilot, lambda: "No certificate was issued" in strip(app))
        await from_more(app, pilot, "issue_certificates")
        await choose(app, pilot, "one")
        await pick(app, pilot, "0003")
        await choose(app, pilot, "confirmed")
        await made(app, pilot)
        await pilot.press("escape")
        await back(app, pilot)
        await from_more(app, pilot, "list_certificates")
        for deed in ("print", "reissue"):
            await choose(app, pilot, "王芳")
            await choose(app, pilot, deed)
            if deed == "reissue":
                await fill(app, pilot, why="the name was wrong", on="2026-03-31")
            await made(app, pilot)
            await pilot.press("escape")
        await choose(app, pilot, "in force")
        await choose(app, pilot, "revoke")
        await fill(app, pilot, why="")
        assert "write the reason" in said(app)
        await fill(app, pilot, why="issued by mistake")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        assert "in force → revoked" in " ".join(one.render().plain for one in app.screen.query(Text))
        await pilot.press("enter")
        await until(pilot, lambda: "is revoked" in strip(app))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        found = certificates(store)
    assert len(found) == 2 and all(one.revoked is not None for one in found)
    assert found[1].body.day == "2026-03-31"


@in_the_soak
async def test_the_credential_lies_beside_the_paper_and_is_checked_here(tmp_path: Path) -> None:
    """The file is named where the paper is said to be; F10 checks it, and after a revocation says so."""
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "issue_certificates")
        await choose(app, pilot, "one")
        await pick(app, pilot, "0003")
        await choose(app, pilot, "confirmed")
        told = await made(app, pilot)
        (credential,) = desk.path.rglob("*.jwt")
        assert f"{credential.name}: its credential" in told
        await pilot.press("escape")
        await back(app, pilot)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            number = certificates(store)[0].body.number
            for word, holder in (
                ("genuine, but NOT of the person", "somebody else"),
                ("In force by this team", ""),
                ("genuine, but revoked", ""),
            ):
                await from_more(app, pilot, "verify_certificate")
                await fill(app, pilot, source=str(credential), holder=holder)
                await stands(app, pilot, MessageDialog)
                assert number in said(app) and word in said(app)
                await pilot.press("escape")
                await back(app, pilot)
                if word.startswith("In force"):
                    revoke(store, number, Signature("陈静", "误发"))


def test_a_certificate_is_revoked_on_the_volunteers_page(tmp_path: Path) -> None:
    """It stands among what can be struck out there, as long as it is in force."""
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        issued = certify(store, volunteer_data(store, "cq8/0003").record.person, Signature("陈静"))
        assert [file.suffix for file in (*issued.files, *issued.credentials.values())] == [".pdf", ".jwt"]
        ((event, line),) = given_lines(volunteer_data(store, "cq8/0003"))
        assert certificates(store)[0].body.number in line
        strike_deed(event, line, lambda: "陈静").make({"reason": "误发"})(store)
        assert given_lines(volunteer_data(store, "cq8/0003")) == []
        assert certificates(store)[0].revoked is not None


@in_the_soak
async def test_a_certificate_that_nobody_issued_is_not_known(tmp_path: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "verify_certificate")
        await fill(app, pilot, source="cq8-2026-8F3A0007")
        await stands(app, pilot, MessageDialog)
        assert "NOT KNOWN" in said(app)


@in_the_soak
async def test_the_test_codes_of_the_scanner_are_printed_where_they_are_made(
    tmp_path: Path, papers: Path, printer: Path
) -> None:
    """From the check of the scanner: the sheet, and the printer; a code that is scanned meanwhile belongs to the check."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "scanner_check")
        await stands(app, pilot, ScannerCheckDialog)
        check = app.screen
        await by_button(app, pilot, "sheet")
        assert "100 %" in await made(app, pilot)
        app.desk.taking.take_burst(Burst(TEST_CODES[0].text, Suffix.ENTER))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is check)
        assert isinstance(check, ScannerCheckDialog) and TEST_CODES[0].number in check.check.arrived
    assert printer.read_text("utf-8") == f"lp -d office {papers / 'hourdesk-test-codes.pdf'}\n"
