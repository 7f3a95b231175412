"""A laptop of the team is lost: the supervisor revokes it on the screen, and decides there on what its record says later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Certify
from checkin.rules.sessions import Flag
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit, take_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.pins.pin import set_pin
from storage.disk.protection.protection_file import CODE_DIGITS
from storage.disk.protection.recovery_code import new_code
from storage.record import whole_record
from storage.store import Store, open_store
from storage.supervision.lost_desks import lost_here
from storage.team_recovery import seal_team_key
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import from_more, opened, scanner, told, until
from tui.desk.app import DeskApp
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.deed import DeedForm
from tui.screens.dialog import Dialog, Text
from tui.screens.form import FormDialog
from tui.screens.message import MessageDialog
from tui.screens.protection.new_passphrase import NewPassphraseDialog
from tui.screens.review.screen import ReviewScreen
from tui.screens.supervisor.sign_in import SignInDialog

CLOCK = StandingClock(datetime(2026, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai"))).clock


@pytest.fixture
def gates(tmp_path: Path) -> Iterator[tuple[MadeDesk, Store]]:
    """The team's first desk, and “gate 2” from its kit, whose pack it took when 30 minutes had been served there."""
    first = make_desk(tmp_path / "first", clock=CLOCK)
    with open_store(first.path, CLOCK) as store:
        make_kit(store, tmp_path / "team.hdkit")
    with init_from_kit(tmp_path / "other", tmp_path / "team.hdkit", "gate 2", clock=CLOCK) as other:
        serve(other, "cq8/0001")
        sent(other, first, tmp_path)
        yield first, other


def serve(store: Store, who: str) -> None:
    for at in (store.now() - HOUR // 2 - 1000, store.now() - 1):
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", "cq8/qd1", volunteer=who))


def sent(other: Store, first: MadeDesk, tmp_path: Path) -> None:
    write_pack(other, tmp_path / "sent.hdpack")
    with open_store(first.path, CLOCK) as store:
        take_pack(store, tmp_path / "sent.hdpack")


def minutes(first: MadeDesk) -> int:
    with open_store(first.path, CLOCK) as store:
        return sum(session.minutes for session in whole_record(store).sessions)


def said(app: DeskApp) -> str:
    return " ".join(" ".join(text.render().plain for text in app.screen.query(Text)).split())


async def stands(pilot: Pilot[int], kind: type[Dialog[object]]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.check_action("", ()))


async def choose(app: DeskApp, pilot: Pilot[int], part: str) -> None:
    await stands(pilot, ChooseDialog)
    options = app.screen.query_one(OptionList)
    texts = [str(option.prompt) for option in options.options]
    options.highlighted = next(place for place, text in enumerate(texts) if part in text)
    options.action_select()


async def test_revoked_and_what_it_says_later_is_refused_in_the_review(
    gates: tuple[MadeDesk, Store], tmp_path: Path
) -> None:
    """Before → after is shown each time, and a scan over the form is not lost."""
    first, other = gates
    async with opened(first.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "lost_laptop")
        await choose(app, pilot, "revoke gate 2")
        await stands(pilot, DeedForm)
        assert "No session changes by it" in said(app)
        scanner(app, first.badges["cq8/0003"])
        await until(pilot, lambda: "王芳" in str(app.state.verdict))
        await pilot.press("ctrl+s")
        await stands(pilot, MessageDialog)
        assert "gate 2" in said(app) and "the laptop was lost" in said(app) and "nothing later waits" in said(app)
        await pilot.press("enter")
    serve(other, "cq8/0002")
    sent(other, first, tmp_path)
    assert minutes(first) == 30
    async with opened(first.path, clock=CLOCK) as (app, pilot):
        await pilot.press("alt+r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.review is not None)
        review = app.screen
        assert isinstance(review, ReviewScreen) and review.review is not None
        assert any(Flag.LOST_DESK in row.session.flags for row in review.table.rows)
        await pilot.press("l")
        await choose(app, pilot, "accept what waits")
        await stands(pilot, DeedForm)
        assert "0 min → 30 min" in said(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is review)
        assert minutes(first) == 30
        await pilot.press("l")
        await choose(app, pilot, "refuse what waits")
        await stands(pilot, DeedForm)
        await pilot.press("ctrl+s")
        await stands(pilot, MessageDialog)
        assert "2 later events were refused" in said(app)
        await pilot.press("enter")
        await until(pilot, lambda: not any(Flag.LOST_DESK in row.session.flags for row in review.table.rows))
    assert minutes(first) == 30


@in_the_soak
async def test_accepted_and_found_again(gates: tuple[MadeDesk, Store], tmp_path: Path) -> None:
    first, other = gates
    await _do(first, "revoke gate 2")
    serve(other, "cq8/0002")
    other.ledger.record(Certify("cq8/0002", "cq8-2026-0A1B0001", "0" * 64, "2026-03-05"))
    sent(other, first, tmp_path)
    async with opened(first.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "lost_laptop")
        await stands(pilot, ChooseDialog)
        assert "1 certificate that it issued later does not count: cq8-2026-0A1B0001" in said(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await from_more(app, pilot, "list_certificates")
        await choose(app, pilot, "does not count: its laptop was lost")
        await until(pilot, lambda: "cq8-2026-0A1B0001" in said(app))
        offered = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert [line.partition(" ")[0] for line in offered] == ["a", "revoke"], (
            "replaced or revoked, and not printed again"
        )
    await _do(first, "accept what waits")
    assert minutes(first) == 60
    await _do(first, "was not lost")
    with open_store(first.path, CLOCK) as store:
        assert lost_here(store) == []


async def _do(first: MadeDesk, what: str) -> None:
    async with opened(first.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "lost_laptop")
        await choose(app, pilot, what)
        await stands(pilot, DeedForm)
        await pilot.press("ctrl+s")
        await stands(pilot, MessageDialog)


async def test_without_the_pin_no_laptop_is_revoked(gates: tuple[MadeDesk, Store]) -> None:
    """The list and whose hours change are seen before. That this is the first desk already is said without the PIN."""
    first, _other = gates
    set_pin(DataFolder(first.path), "246813")
    async with opened(first.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "recover_team")
        await stands(pilot, MessageDialog)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await from_more(app, pilot, "lost_laptop")
        for dialog in (ChooseDialog, DeedForm):
            await stands(pilot, dialog)
            await until(pilot, lambda: app.screen.focused is not None)
            await pilot.press("enter")
        await stands(pilot, SignInDialog)
        await pilot.press("escape")
        await stands(pilot, DeedForm)
    with open_store(first.path, CLOCK) as store:
        assert not store.connection.execute("SELECT 1 FROM log WHERE kind = 'revoke'").fetchone()


@in_the_soak
async def test_another_desk_says_where_it_is_done(gates: tuple[MadeDesk, Store]) -> None:
    _first, other = gates
    path = other.folder.path
    other.close()
    async with opened(path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "lost_laptop")
        await stands(pilot, MessageDialog)
        assert "Only the team's first desk" in said(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await from_more(app, pilot, "recover_team")
        await until(pilot, lambda: "No sealed key of the team is here" in said(app))


@in_the_soak
async def test_the_first_desk_is_lost_and_another_one_goes_on(gates: tuple[MadeDesk, Store], tmp_path: Path) -> None:
    """A wrong code, then the code of the sheet; afterwards this desk revokes the lost one in the same session."""
    first, other = gates
    code, another = new_code(CODE_DIGITS), new_code(CODE_DIGITS)
    with open_store(first.path, CLOCK) as store:
        seal_team_key(store.folder, code)
        write_pack(store, tmp_path / "first.hdpack")
        make_kit(store, tmp_path / "newer.hdkit")
    take_pack(other, tmp_path / "first.hdpack")
    take_kit(other, tmp_path / "newer.hdkit")
    path = other.folder.path
    other.close()
    async with opened(path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "recover_team")
        await stands(pilot, FormDialog)
        app.screen.query_one("#code", Input).value = another
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "does not open" in told(app))
        app.screen.query_one("#code", Input).value = code
        await pilot.press("ctrl+s")
        await stands(pilot, AskDialog)
        assert "first desk now" in said(app)
        await pilot.press("enter")
        await stands(pilot, NewPassphraseDialog)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await from_more(app, pilot, "lost_laptop")
        await choose(app, pilot, "revoke")
        await stands(pilot, DeedForm)
        await pilot.press("ctrl+s")
        await stands(pilot, MessageDialog)
    with open_store(path, CLOCK) as store:
        assert store.identity.first and len(lost_here(store)) == 1
