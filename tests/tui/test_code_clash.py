"""A code that a desk makes by itself carries the desk; one that two desks typed is told in the review, and decided there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input, OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.identity import short_desk
from checkin.rules.signature import Signature
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.activities.activities import add_activity, find_activity
from storage.activities.clashes import decide_several
from storage.disk.ids import new_id
from storage.record import whole_record
from storage.store import Store, open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import opened, until
from tui.desk.app import DeskApp
from tui.screens.choose import ChooseDialog
from tui.screens.choose_beside import Consequences
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.new_activity import NewActivityDialog
from tui.screens.review.screen import ReviewScreen

CLOCK = StandingClock(datetime(2026, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai"))).clock
A_MINUTE_LATER = StandingClock(datetime(2026, 3, 5, 11, 31, tzinfo=ZoneInfo("Asia/Shanghai"))).clock


@pytest.fixture
def gates(tmp_path: Path) -> Iterator[tuple[MadeDesk, Store]]:
    """Two desks: the first made “River bank qd1”, the second one “Park” under the same code; 30 minutes were served at each."""
    first = make_desk(tmp_path / "first", activities=(), clock=CLOCK)
    now = CLOCK.now()
    with open_store(first.path, CLOCK) as store:
        make_kit(store, tmp_path / "team.hdkit")
        add_activity(store, "qd1", {"name": "River", "place": "Bank", "start": now - HOUR, "end": now + HOUR})
        _serve(store, "cq8/0001")
    with init_from_kit(tmp_path / "other", tmp_path / "team.hdkit", "gate 2", clock=A_MINUTE_LATER) as other:
        add_activity(other, "qd1", {"name": "Park", "place": "Gate", "start": now - HOUR, "end": now + HOUR})
        _serve(other, "cq8/0003")
        yield first, other


def _serve(store: Store, who: str) -> None:
    for at in (store.now() - HOUR // 2, store.now() - 1):
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", "cq8/qd1", volunteer=who))


def _send(one: Store, other: Store, tmp_path: Path) -> None:
    take_pack(other, _written(one, tmp_path / "sent.hdpack"))


def _written(store: Store, file: Path) -> Path:
    write_pack(store, file)
    return file


def _rows(path: Path) -> set[tuple[str, str, int]]:
    with open_store(path, CLOCK) as store:
        facts = store.ledger.facts()
        return {(s.volunteer, facts.activity(s.activity).name, s.minutes) for s in whole_record(store).sessions}


def said(beside: Consequences) -> str:
    return beside.query_one(Text).render().plain


def _is_open(app: DeskApp, name: str) -> bool:
    return app.state.activity is not None and app.state.activity.name == name


@in_the_soak
async def test_the_form_makes_a_code_with_the_desk(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", activities=(), clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        codes = []
        for number in range(2):
            if number:
                await pilot.press("f6")
                await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
                app.screen.query_one(OptionList).highlighted = 0
                await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
            app.screen.query_one("#name", Input).value = f"Morning {number}"
            app.screen.query_one("#place", Input).value = "Court"
            await pilot.press("ctrl+s")
            await until(pilot, partial(_is_open, app, f"Morning {number}"))
            assert app.state.activity is not None
            codes.append(app.state.activity.code)
        assert app.state.identity is not None
        mark = short_desk(app.state.identity.desk)
        assert codes == [f"20260305-{mark}", f"20260305-{mark}-2"]


async def test_the_review_tells_both_names_and_decides_with_before_and_after(
    gates: tuple[MadeDesk, Store], tmp_path: Path
) -> None:
    first, other = gates
    with open_store(first.path, CLOCK) as store:
        _send(other, store, tmp_path)
    apart = {("cq8/0001", "River", 29), ("cq8/0003", "Park", 29)}
    assert _rows(first.path) == apart
    async with opened(first.path, (140, 30), clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: app.state.activity is not None)
        await pilot.press("shift+f1")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.review is not None)
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        told = str(screen.title_line.render())
        assert "River" in told and "Park" in told and "gate 2" in told
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        app.screen.query_one(OptionList).highlighted = 1
        # Beside the marked choice: both sides, and whose hours change.
        beside = app.screen.query_one(Consequences)
        await until(pilot, lambda: all(word in said(beside) for word in ("Bank", "Gate", "gate 2", "→")))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one("#reason", Input).value = "one morning"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and screen.review is not None and not screen.review.clashes)
        assert app.state.activity is not None
        await until(pilot, lambda: app.state.activity is not None and app.state.activity.name == "Park")
    assert _rows(first.path) == {("cq8/0001", "Park", 29), ("cq8/0003", "Park", 29)}


async def test_the_open_desk_follows_its_activity_to_the_code_that_it_gets(
    gates: tuple[MadeDesk, Store], tmp_path: Path
) -> None:
    """The second desk is at work while the first one's decision comes in: its scans stay with its own activity."""
    first, other = gates
    with open_store(first.path, CLOCK) as store:
        _send(other, store, tmp_path)
        decide_several(store, "qd1", None, Signature("Li", "two places"))
        pack = _written(store, tmp_path / "decided.hdpack")
        code = next(a.code for a in store.ledger.facts().activities.values() if a.name == "Park")
    async with opened(tmp_path / "other", clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: app.state.activity is not None and app.state.activity.code == "qd1")
        take_pack(other, pack)
        await until(pilot, lambda: app.state.activity is not None and app.state.activity.code == code)
        assert app.state.activity is not None and app.state.activity.name == "Park"
    assert find_activity(other, "qd1").name == "River"
