"""The clerk checks a certificate of a school, and writes the list with which everybody can."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.signature import Signature
from exports.district.district import init_district
from exports.exchange.credential.district_list import read_list
from exports.printed.certificates.issuing import issue, print_certificates
from exports.printed.certificates.making import CertificateRequest
from storage.people.named import persons_named
from storage.recognition.certificates import revoke
from storage.supervision.corrections import add
from tests.exports.district.schools import received, school
from tests.portions import in_the_soak
from tests.tui.district.test_clerk_schools import fill, from_more
from tests.tui.driving import until
from tui.district.clerk_app import ClerkApp
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A district in `d`, and good.jwt and bad.jwt of a school, of which the second is revoked."""
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")])
    with (
        fd.first as store,
        init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district,
    ):
        add(store, "FD/001", "FD/A1", 60, Signature("陈静", "扶老"))
        for name in ("good", "bad"):
            asked = CertificateRequest(store.today(), confirmed_only=False)
            filed = issue(store, persons_named(store, ["001"]), asked, Signature("陈静"))
            print_certificates(store, tmp_path / f"{name}.pdf", filed.contents)
        revoke(store, filed.contents[0].number, Signature("陈静", "误发"))
        assert received(district, fd.pack()) == ["merged"]
    return tmp_path


@in_the_soak
async def test_a_certificate_is_checked_and_the_list_is_written(folder: Path) -> None:
    app = ClerkApp(folder / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        for name, holder, word in (
            ("good", "张伟", "Not revoked by the record here"),
            ("good", "李娜", "NOT of the person"),
            ("bad", "", "genuine, but revoked"),
        ):
            form = await from_more(app, pilot, "genuine")
            fill(form, "file", folder / f"{name}.jwt")
            form.query_one("#holder", Input).value = holder
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, MessageDialog))
            assert word in "".join(str(text.render()) for text in app.screen.query("Text"))
            await pilot.press("escape")
        form = await from_more(app, pilot, "check certificates")
        fill(form, "path", folder / "list.jwt")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    listed = read_list((folder / "list.jwt").read_text("ascii").strip())
    assert {*listed.teams} == {"FD"} and [len(one.places) for one in listed.revoked.values()] == [1]
