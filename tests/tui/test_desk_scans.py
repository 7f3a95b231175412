"""Scans at the desk: what a burst comes to on the screen, and that it is in the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.signature import Signature
from storage.disk.ids import new_id
from storage.presence.board import read_board
from storage.store import open_store
from storage.supervision.corrections import void
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tui.desk import taking
from tui.model.verdicts import Tone
from tui.screens.choose import ChooseDialog


async def test_a_burst_checks_in_and_the_next_one_is_a_repeat(tmp_path: Path) -> None:
    """09:00:00 Zhang Wei scans: IN; 09:00:01 again: AGAIN, and one person on site."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert app.desk.screen.verdict.verdict.name == "张伟"
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.CALM)
        assert app.state.board is not None and app.state.board.on_site == 1
        assert [v.word for v in app.state.scans] == ["AGAIN", "IN"]
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert read_board(store, "cq8/qd1").on_site == 1


async def test_a_burst_in_a_dialog_is_a_scan_and_leaves_the_field_alone(tmp_path: Path) -> None:
    """Somebody is looking for "zw" while a badge is scanned: the verdict stands above, the field still holds "zw"."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f2")
        for key in "zw":
            await pilot.press(key)
            await pilot.pause(0.1)
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        await pilot.pause(0.1)
        assert app.screen.query_one(Input).value == "zw"
        assert app.screen.has_class("-scanned")
        assert app.screen.query_one("#above").verdict.name == "王芳"


async def test_an_input_method_pastes_a_badge_and_it_is_a_scan(tmp_path: Path) -> None:
    """A Chinese input method commits a burst as a bracketed paste."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        app.post_message(events.Paste(desk.badges["cq8/0004"] + "\n"))
        await until(pilot, lambda: app.state.verdict.name == "Ana Lopez")


async def test_letters_typed_at_the_desk_look_for_a_person(tmp_path: Path) -> None:
    """A person types "an" slowly: the search opens with it."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        for key in "an":
            await pilot.press(key)
            await pilot.pause(0.15)
        await until(pilot, lambda: bool(app.screen.query(Input)))
        assert app.screen.query_one(Input).value == "an"


async def test_a_scan_that_can_not_be_written_is_kept_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk refuses: NOT RECORDED, nobody on site; the disk is back: IN, once."""
    monkeypatch.setattr(taking, "RETRY_SECONDS", 0.2)
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await app.desk.writer.ask(lambda store: store.connection.execute("PRAGMA query_only = ON") and None)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.LOST)
        assert app.desk.screen.notice.display and len(app.desk.taking.waiting) == 1
        assert app.state.board is not None and app.state.board.on_site == 0
        await app.desk.writer.ask(lambda store: store.connection.execute("PRAGMA query_only = OFF") and None)
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert not app.desk.screen.notice.display and len(app.desk.taking.waiting) == 0
        assert app.state.board.on_site == 1


async def test_a_person_may_give_up_a_scan_that_can_not_be_written(tmp_path: Path) -> None:
    """Alt+J lists it with the name of whom it is of, whose number nobody knows by heart; choosing it gives it up."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await app.desk.writer.ask(lambda store: store.connection.execute("PRAGMA query_only = ON") and None)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: len(app.desk.taking.waiting) == 1)
        await pilot.press("alt+j")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert str(app.screen.query_one(OptionList).get_option_at_index(1).prompt).endswith("张伟  七(1)班  0001")
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(app.desk.taking.waiting) == 0)


async def test_too_soon_is_checked_out_with_one_key(tmp_path: Path) -> None:
    """In a minute ago, now a scan that is too soon, then F7: OUT."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now() - 60_000, desk.badges["cq8/0001"], "cq8/qd1"))

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.ATTENTION)
        await pilot.press("f7")
        await until(pilot, lambda: app.state.verdict.tone is Tone.OUT)


async def test_what_another_program_records_is_shown(tmp_path: Path) -> None:
    """A command checks somebody in on the same folder; the board follows within moments."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        with open_store(desk.path, SYSTEM_CLOCK) as other:
            Desk(other.ledger).scan(Arrival(new_id(other.now()), other.now(), desk.badges["cq8/0003"], "cq8/qd1"))
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)


async def test_the_last_scans_are_there_after_a_restart(tmp_path: Path) -> None:
    """Wang Fang in, a library card, Zhang Wei in and struck out; the desk is opened again: the first two are listed."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        for ago, text in ((9_000, desk.badges["cq8/0003"]), (6_000, "library"), (3_000, desk.badges["cq8/0001"])):
            outcome = Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now() - ago, text, "cq8/qd1"))
        void(store, outcome.event, Signature(reason="by mistake"))

    async with opened(desk.path) as (app, _pilot):
        assert [(v.word, v.name) for v in app.state.scans] == [("NO BADGE", ""), ("IN", "王芳")]
        assert "王芳" in app.desk.screen.scans.render().plain
        assert app.state.verdict.word == "READY"
