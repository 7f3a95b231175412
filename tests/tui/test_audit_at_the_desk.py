"""The audit on the desk's screen: another desk's code is scanned like a badge, and a question is answered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Answer, Witness
from checkin.rules.signature import Signature
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from storage.disk.ids import new_id
from storage.store import open_store
from storage.supervision.corrections import add
from storage.supervision.witnessing import own_code
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tui.desk.app import DeskApp
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog
from tui.screens.witness import WitnessDialog

CLOCK = StandingClock(datetime(2026, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai"))).clock


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_desk(tmp_path / "first", clock=CLOCK)


async def test_the_code_of_another_desk_is_scanned_like_a_badge_and_is_no_scan(desk: MadeDesk, tmp_path: Path) -> None:
    with open_store(desk.path, CLOCK) as store:
        make_kit(store, tmp_path / "team.hdkit")
    with init_from_kit(tmp_path / "other", tmp_path / "team.hdkit", "gate 2", clock=CLOCK) as other:
        at = other.now() - HOUR
        Desk(other.ledger).scan(Arrival(new_id(at), at, "", "cq8/qd1", volunteer="cq8/0001"))
        code = own_code(other, "cq8/qd1")
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        scanner(app, code.text)
        await until(pilot, lambda: "this desk has seen the record of" in notified(app))
        assert "or one of this team whose pack is not here" in notified(app)
        scanner(app, code.text)
        await until(pilot, lambda: "this code is kept already" in notified(app))
        await from_more(app, pilot, "witness")
        await until(pilot, lambda: isinstance(app.screen, WitnessDialog))
        scanner(app, code.text)
        await until(pilot, lambda: "this code is kept already" in app.screen.query_one("#said", Text).render().plain)
        await pilot.press("escape")
    with open_store(desk.path, CLOCK) as store:
        (kept,) = store.ledger.queries.of_kind("witness")
        assert isinstance(kept.body, Witness) and (kept.body.desk, kept.body.hash) == (code.desk, code.hash)
        assert not store.ledger.queries.of_kind("refuse")


async def test_a_question_is_looked_at_and_answered(desk: MadeDesk) -> None:
    with open_store(desk.path, CLOCK) as store:
        add(store, "cq8/0001", "cq8/qd1", 90, Signature("li", "by word"))
        (store.folder.path / "plausibility.toml").write_text(
            '[[rule]]\nname = "words"\ntitle = { en = "By word", zh = "凭口述" }\nmeasure = "share"\nsources = ["added"]\n'
            'least_minutes = 60\nleast_share = 0.1\nreason = { en = "Why so many?", zh = "为何这么多？" }\n',
            "utf-8",
        )
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "audit")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert "Why so many?" in said(app) and "1:30" in said(app) and "0001" in said(app)
        app.screen.query_one(Input).value = "flood"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and "✓ By word" in lines(app))
    with open_store(desk.path, CLOCK) as store:
        (written,) = store.ledger.queries.of_kind("answer")
        assert isinstance(written.body, Answer) and (written.body.rule, written.reason) == ("words", "flood")


@in_the_soak
async def test_what_was_found_of_a_sample_is_a_message_and_asks_nothing(desk: MadeDesk) -> None:
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "sample")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one(Input).value = "spring"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "Sample spring: no results were taken in yet." in said(app)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, MessageDialog))


def said(app: DeskApp) -> str:
    """All texts of the dialog on top."""
    return "\n".join(text.render().plain for text in app.screen.query(Text))


def lines(app: DeskApp) -> str:
    """The lines of the list on top."""
    options = app.screen.query_one(OptionList)
    return "\n".join(str(options.get_option_at_index(n).prompt) for n in range(options.option_count))


@in_the_soak
async def test_a_sample_that_is_too_large_is_said_in_the_form_and_the_seed_stays(desk: MadeDesk) -> None:
    with open_store(desk.path, CLOCK) as store:
        add(store, "cq8/0001", "cq8/qd1", 90, Signature("li", "by word"))
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await from_more(app, pilot, "sample")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        form = await until_form(app, pilot)
        form.row("seed").query_one(Input).value = "秋季"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "write a number from 1 to" in said(app))
        assert app.screen is form and form.values() == {"seed": "秋季", "size": "30"}
        form.row("size").query_one(Input).value = "1"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))


async def until_form(app: DeskApp, pilot: Pilot[int]) -> FormDialog[Any]:
    """The form that opens, once it can be filled in."""
    await until(pilot, lambda: isinstance(app.screen, FormDialog))
    assert isinstance(app.screen, FormDialog)
    return app.screen


def notified(app: DeskApp) -> str:
    """What was said in passing."""
    return "\n".join(note.message for note in app._notifications)
