"""An empty folder: the clock, the team, the roster, the activity, then the desk."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.instants import instant
from exports.exchange.kit.making import make_kit
from storage.disk.key_folder import KeyFolder
from storage.people.walk_in import register_walk_in
from storage.store import init_store, open_store
from storage.team.profile import profile
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.driving import leave, opened, scanner, told, until
from tests.tui.first_steps import put, save_for_good, stands, to_the_kit, to_the_team, without_protection
from tui.desk.app import DeskApp
from tui.model.verdicts import Tone
from tui.screens.fields.paths import completed, path_of
from tui.screens.fields.picker import PickDialog
from tui.screens.fields.places import inside
from tui.screens.first_start.clock import ClockStep, how_to_set_the_clock, question
from tui.screens.first_start.roster import RosterStep
from tui.screens.first_start.which import WhichStep
from tui.screens.new_activity import NewActivityDialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.message_strip import MessageStrip


async def _to_the_roster(app: DeskApp, pilot: Pilot[int]) -> None:
    await to_the_team(pilot)
    put(pilot, name="T", code="t")
    await save_for_good(pilot)
    await without_protection(pilot)
    await until(pilot, lambda: isinstance(app.screen, RosterStep))


async def test_from_an_empty_folder_to_the_first_check_in(tmp_path: Path) -> None:
    """A teacher who never saw it: Enter, team, file, Enter twice, activity; the first badge is IN. The list is put right while it is
    looked at: what comes in was seen."""
    roster = tmp_path / "my roster.csv"
    roster.write_text("学号,姓名,班级\n0012,张伟,七(1)班\n0013,,七(1)班\n", "utf-8")
    path = tmp_path / "desk"

    async with opened(path) as (app, pilot):
        await stands(pilot, ClockStep)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Enter" in app.screen.query_one("#advice").render().plain
        await to_the_team(pilot)
        put(pilot, name="No. 8 Middle School", code="c q", leader="陈静", phone="139")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "c q" in told(app))
        assert "--" not in told(app)
        put(pilot, code="cq8")
        await save_for_good(pilot)
        await without_protection(pilot)
        await until(pilot, lambda: isinstance(app.screen, RosterStep))
        app.screen.query_one("#file", Input).value = f"'{roster}'"
        await pilot.press("enter")
        await until(pilot, lambda: "1 new" in told(app))
        roster.write_text("学号,姓名,班级\n0012,张伟,七(1)班\n0013,王芳,七(1)班\n", "utf-8")
        await pilot.press("enter")
        await until(pilot, lambda: "changed after it was shown" in told(app))
        assert app.screen.query_one(KeyBar).entries[0][1] == "look at it, then take it in"
        await pilot.press("enter")
        await until(pilot, lambda: "2 new" in told(app))
        assert app.screen.query_one(KeyBar).entries[0][1] == "take it in"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        app.screen.query_one("#name", Input).value = "River bank"
        put(pilot, place="Riverside Road", expected="everybody")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.activity is not None)
        await until(pilot, lambda: "Print the badges" in str(app.desk.screen.query_one(MessageStrip).render()))
        badge = await app.desk.writer.ask(lambda store: store.register.badge("cq8/0012"))
        scanner(app, badge or "")
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert app.state.board is not None and app.state.board.signed_up == 2
    with open_store(path, SYSTEM_CLOCK) as store:
        assert store.identity.team_name == "No. 8 Middle School"
        assert profile(store.connection) == {"leader": "陈静", "phone": "139"}


async def test_minutes_go_by_before_there_is_a_desk(tmp_path: Path) -> None:
    """Nobody answers the first question for a while: there is nothing to look after yet, and the question stands."""
    clock = StandingClock(SYSTEM_CLOCK.now())
    async with opened(tmp_path / "desk", clock=clock.clock) as (app, pilot):
        await stands(pilot, ClockStep)
        for _minute in range(3):
            clock.advance(60_000)
            app.desk.record_watch.tick()
        await pilot.pause()
        assert isinstance(app.screen, ClockStep) and app.return_code is None
    assert not (tmp_path / "desk").exists()


async def test_leaving_before_the_team_leaves_no_folder(tmp_path: Path) -> None:
    """Esc at the first question."""
    async with opened(tmp_path / "desk") as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ClockStep))
        assert "Esc leave" in app.screen.query_one(KeyBar).render().plain
        await pilot.press("escape")
        await until(pilot, lambda: app.return_value == 0)
    assert not (tmp_path / "desk").exists()


@in_the_soak
async def test_a_roster_that_is_no_roster_is_a_sentence(tmp_path: Path) -> None:
    """A wrong path stays in the field with what to do; Esc leaves the roster for later."""
    async with opened(tmp_path / "desk") as (app, pilot):
        await _to_the_roster(app, pilot)
        app.screen.query_one("#file", Input).value = str(tmp_path / "nothing.xlsx")
        await pilot.press("enter")
        await until(pilot, lambda: "nothing.xlsx" in told(app))
        await leave(pilot)
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))


def test_the_time_is_asked_in_the_zone_that_the_desk_will_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """20:39 in UTC: a laptop set to UTC is asked about 04:39 of the next day; one set to Shanghai gets no second line."""
    at = instant(datetime(2026, 11, 23, 20, 39, tzinfo=UTC))
    asked = {}
    for name in ("UTC", "Asia/Shanghai"):
        with monkeypatch.context() as patch:
            patch.setenv("TZ", name)
            time.tzset()
            asked[name] = question(at)
    time.tzset()
    first = asked["Asia/Shanghai"]
    assert all(part in first for part in ("04:39", "2026-11-24", "Asia/Shanghai"))
    assert asked["UTC"].startswith(first) and "20:39" in asked["UTC"]
    assert "20:39" not in first


async def test_a_file_that_is_dragged_in_arrives_in_the_field(tmp_path: Path) -> None:
    """Some terminals type its path, as fast as a scanner types a badge; others paste it. Neither is a scan."""
    async with opened(tmp_path / "desk") as (app, pilot):
        await to_the_team(pilot)
        app.screen.query_one("#name", Input).focus()
        scanner(app, "School20261")
        await until(pilot, lambda: app.screen.query_one("#name", Input).value == "School20261")
        put(pilot, code="t")
        await save_for_good(pilot)
        await without_protection(pilot)
        await until(pilot, lambda: isinstance(app.screen, RosterStep))
        scanner(app, "rosters-2026-09")
        field = app.screen.query_one("#file", Input)
        await until(pilot, lambda: "rosters-2026-09" in told(app))
        field.value = ""
        app.post_message(events.Paste("20260901"))
        await until(pilot, lambda: field.value == "20260901")
        assert app.desk.taking.held_now == 0
        await leave(pilot)
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.takes_scans


@in_the_soak
async def test_without_a_file_the_roster_step_asks_for_one(tmp_path: Path) -> None:
    """Enter on the empty field opens the tree of files; to save without one is a sentence."""
    async with opened(tmp_path / "desk") as (app, pilot):
        await _to_the_roster(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "choose the roster file" in told(app))
        await pilot.press("enter")
        await stands(pilot, PickDialog)
        await pilot.press("escape")
        await stands(pilot, RosterStep)


def test_every_system_is_told_how_to_set_its_clock() -> None:
    """Three kinds of computers, three answers."""
    assert len({how_to_set_the_clock(name, 0) for name in ("win32", "darwin", "linux")}) == 3


def test_the_command_that_sets_the_clock_has_the_day_of_today() -> None:
    at = instant(datetime(2031, 7, 4, 16, 20, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert 'set-time "2031-07-04 16:20"' in how_to_set_the_clock("linux", at)


def test_a_path_that_was_dragged_in_loses_its_quotes(tmp_path: Path) -> None:
    """Terminals quote, escape or prefix what is dragged into them."""
    file = tmp_path / "my roster.csv"
    file.write_text("", "utf-8")
    for text in (f"'{file}'", f'"{file}" ', str(file).replace(" ", "\\ "), f"file://{file}"):
        assert path_of(text) == file


def test_a_path_that_begins_at_the_home_folder_is_found_wherever_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the examples in the forms show it; what the folder of the start has itself comes first, a new file goes where its folder is."""
    here, home = tmp_path / "here", tmp_path / "home"
    for place in (here / "lists", home / "lists", home / "Desktop"):
        place.mkdir(parents=True)
    (home / "Desktop" / "roster.csv").touch()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(here)
    assert path_of("Desktop/roster.csv") == home / "Desktop/roster.csv"
    assert path_of("Desktop/new.xlsx") == home / "Desktop/new.xlsx"
    assert [path_of(text) for text in ("lists", "new.xlsx", "none/a.csv")] == [
        Path("lists"),
        Path("new.xlsx"),
        Path("none/a.csv"),
    ]
    assert completed("Desktop/ro", (".csv",)) == "Desktop/roster.csv"


def test_a_folder_is_picked_and_a_file_beside_it_only_where_one_is_taken_too(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    for name in ("a.hdpack", "b.csv"):
        (tmp_path / name).touch()
    shown = [[place.shown for place in inside(tmp_path, endings, folders=True)] for endings in ((), (".hdpack",))]
    assert shown == [["packs"], ["packs", "a.hdpack"]]


@in_the_soak
async def test_another_laptop_of_a_team_is_made_from_the_kit_and_not_by_itself(tmp_path: Path) -> None:
    """The first start asks which it is. Esc leads back step by step, and the path that was typed is there again."""
    with init_store(tmp_path / "first", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as first:
        register_walk_in(first, "张伟", "七1班")
        make_kit(first, tmp_path / "team.hdkit")
        key = KeyFolder(first.folder.keys).team_public()
    async with opened(tmp_path / "second") as (app, pilot):
        await to_the_kit(pilot)
        put(pilot, kit=str(tmp_path / "team.hdkit"))
        await pilot.press("escape")
        await stands(pilot, WhichStep)
        await pilot.press("escape")
        await to_the_kit(pilot)
        assert app.screen.query_one("#kit", Input).value == str(tmp_path / "team.hdkit")
        await pilot.press("ctrl+s")
        await without_protection(pilot)
        await until(pilot, lambda: app.desk.identity is not None)
        # Nothing is brought in here: a scanner may type at once.
        assert app.takes_scans
    with open_store(tmp_path / "second", SYSTEM_CLOCK) as second:
        assert (second.identity.first, KeyFolder(second.folder.keys).team_public()) == (False, key)
