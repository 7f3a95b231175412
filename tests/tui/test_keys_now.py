"""The key bar of the desk shows what fits now, and no word of it is cut at any width."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.decide import Arrival
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.signature import UNSIGNED
from checkin.texts import use_language
from storage.activities.activities import close_activity
from storage.disk import sqlite
from storage.store import open_store
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tests.tui.outcomes import at, board, outcome_of_kind
from tests.tui.still import StillDesk
from tui.desk.commands import COMMANDS
from tui.model import messages
from tui.model.desk_mode import DeskMode
from tui.model.desk_state import DeskState
from tui.model.keys_now import entries_now
from tui.widgets.key_bar import KeyBar


def words(app: StillDesk) -> list[str]:
    """The words of the bar, as it has them now."""
    return [word for _key, word, _action in app.desk.screen.keys.entries]


async def test_an_open_activity_has_the_keys_of_scanning() -> None:
    """Nothing was scanned yet: nothing to undo. After a scan that was too soon checking out comes first."""
    app = StillDesk()
    async with app.run_test(size=(120, 40)):
        assert "Undo" not in words(app) and "Out now" not in words(app) and "Close" in words(app)
        app.show(outcome_of_kind(OutcomeKind.TOO_SOON))
        assert words(app)[0] == "Out now" and "Undo" in words(app)
        assert words(app)[-2:] == ["All keys", "More"]


async def test_a_closed_activity_offers_to_open_it_again(tmp_path: Path) -> None:
    """F8 stands there with another word; nobody can be registered for it."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            close_activity(store, "qd1", UNSIGNED)
        shown = app.desk.screen.keys
        await until(pilot, lambda: ("F8", "Reopen", "app.command('close_activity')") in shown.entries)
        assert not {"New person", "Close", "In/out"} & {word for _key, word, _action in shown.entries}


async def test_without_an_activity_the_bar_begins_with_choosing_one(tmp_path: Path) -> None:
    """And with people, whose scans are kept meanwhile."""
    desk = make_desk(tmp_path / "desk", activities=())
    async with opened(desk.path, (120, 40)) as (app, pilot):
        shown = app.desk.screen.keys
        await until(pilot, lambda: bool(shown.entries))
        assert [word for _key, word, _action in shown.entries][:2] == ["Choose an activity", "Find"]


async def test_what_is_not_recorded_comes_first() -> None:
    """And goes once it is recorded."""
    app = StillDesk()
    async with app.run_test(size=(80, 24)):
        error = sqlite.OperationalError("database or disk is full")
        app.on_scan_failed(messages.ScanFailed(Arrival("a", at("09:05"), "1", board().activity.key), error))
        assert words(app)[0] == "Not recorded"
        app.desk.taking.give_up("a")
        app.desk.display.show_notice()
        assert words(app)[0] != "Not recorded"


async def test_a_locked_desk_has_no_keys_but_those_that_open_it() -> None:
    """And no lists."""
    app = StillDesk()
    async with app.run_test(size=(120, 40)) as pilot:
        app.desk.display.use_mode(DeskMode.LOCKED)
        await pilot.pause()
        assert words(app) == ["All keys", "Open with the PIN"]
        assert not app.desk.screen.scans.display and not app.desk.screen.side.on_site.display
        app.desk.display.use_mode(DeskMode.OPEN)
        await pilot.pause()
        assert app.desk.screen.scans.display and app.desk.screen.side.on_site.display


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 200])
def test_no_word_is_cut_at_any_width(language: str, width: int) -> None:
    """An entry has its room or is left out; more is never left out."""
    use_language(language)
    try:
        state = DeskState(board=board(), too_soon="cq8/1")
        bar = KeyBar(entries_now(COMMANDS, state, 3), most=1, kept=2)
        whole = ["".join(content.plain for content, _action in line) for line in bar._laid_out(width)]
        assert len(whole) == 1 and cell_len(whole[0]) <= width and "F10" in whole[0]
        known = [f" {key} {word} " for key, word, _action in bar.entries]
        for text in known:
            whole[0] = whole[0].replace(text, "", 1)
        assert whole[0].strip() in ("", "F10")
    finally:
        use_language("en")
