"""What the random driver found, each as a short story: keys that come too early, too often or too late, and bad texts."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import events
from textual.content import Content
from textual.message_pump import active_message_pump
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tests.tui.random_driver.seeing import not_seen
from tui.desk.app import DeskApp
from tui.district.clerk_app import ClerkApp
from tui.screens.ask import AskDialog
from tui.screens.find import FindDialog
from tui.screens.form import FormDialog
from tui.screens.message import MessageDialog
from tui.screens.more import MoreDialog
from tui.screens.walk_in import WalkInDialog


def at_once(app: DeskApp | ClerkApp, *keys: str) -> None:
    """Keys that come faster than the screen follows."""
    active_message_pump.set(app)
    for key in keys:
        app.post_message(events.Key(key, {"enter": "\r"}.get(key, key if len(key) == 1 else None)))


@in_the_soak
async def test_a_command_out_of_more_does_not_end_the_one_below(tmp_path: Path) -> None:
    """A new person is being typed in; undo comes out of `more` and is left. The new person is checked in all the same."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.word == "IN")
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        app.screen.query_one("#name", Input).value = "李雷"
        await app.action_command("undo")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.verdict.name == "李雷")
        assert len(app.screen_stack) == 1


async def test_a_command_is_not_begun_twice(tmp_path: Path) -> None:
    """The same command again while its form stands open, as from `more`: one form, and one Esc leads back."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        for _press in range(3):
            await app.action_command("walk_in")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.pause(0.1)
        assert len(app.screen_stack) == 1


async def test_keys_that_come_before_a_form_stands_save_nothing(tmp_path: Path) -> None:
    """Supervisor, then save in the same moment: the form opens, and nothing ends the program."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        for opens, save in (("shift+f10", "enter"), ("f5", "enter"), ("f2", "f3")):
            at_once(app, opens, save, save)
            await until(pilot, lambda: len(app.screen_stack) == 2)
            await pilot.pause(0.1)
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


@in_the_soak
async def test_the_desk_is_left_while_a_dialog_opens(tmp_path: Path) -> None:
    """Find, and quit in the same moment."""
    desk = make_desk(tmp_path / "desk")
    for opens in ("f2", "shift+f10", "f6", "f1"):
        async with opened(desk.path) as (app, pilot):
            at_once(app, opens)
            app.exit(0)
            await pilot.pause(0.1)
        assert not (desk.path / "fault.txt").exists()


async def test_letters_that_are_held_back_when_the_desk_is_left_end_nothing(tmp_path: Path) -> None:
    """A letter might be the first of a burst and waits; leaving comes before it is known."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await pilot.pause()
        at_once(app, "a")
        app.exit(0)
        await pilot.pause(0.2)
    assert not (desk.path / "fault.txt").exists()


async def test_keys_that_come_behind_the_one_that_leaves_end_nothing(tmp_path: Path) -> None:
    """Quit, and whatever was hammered with it; keys that a widget handed back up find no screen any more."""
    desk = make_desk(tmp_path / "desk")
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    for _time in range(5):
        async with opened(desk.path) as (app, pilot):
            await app.action_command("leave")
            await app.on_event(events.Key("up", None))
            at_once(app, "alt+w", "up", "pagedown", "a")
            await pilot.pause(0.05)
        await app.on_event(events.Key("up", None))
        assert not (desk.path / "fault.txt").exists()
    clerk = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with clerk.run_test() as pilot:
        await until(pilot, lambda: clerk.settled)
        at_once(clerk, "q", "up", "m", "f1", "enter")
        await pilot.pause(0.05)
    await clerk.on_event(events.Key("up", None))
    assert clerk.return_code == 0


async def test_markup_in_the_title_of_a_dialog_is_text(tmp_path: Path) -> None:
    """A class called [/] and a link that would quit: the titles show them as they are."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        for title in ("[/]", "[@click=app.quit]x[/]", "[b]7[/b]"):
            dialog = MessageDialog(title, [title])
            app.push_screen(dialog)
            await until(pilot, lambda: bool(app.screen.query("#box")))
            box = app.screen.query_one("#box")
            assert Content.from_markup(str(box.border_title)).plain == title
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


@in_the_soak
async def test_a_search_is_left_before_it_is_answered(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        for _time in range(5):
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, FindDialog))
            app.screen.query_one(Input).value = "wei"
            at_once(app, "escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_more_gives_way_to_a_scan(tmp_path: Path) -> None:
    """The verdict stands above it, and above what opens within the next seconds."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, MoreDialog))
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        await until(pilot, lambda: not not_seen(app, app.desk.screen, app.state.verdict))
        await pilot.press("escape", "f8")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await until(pilot, lambda: not not_seen(app, app.desk.screen, app.state.verdict))


async def test_a_screen_that_takes_long_to_open_tears_no_burst(tmp_path: Path) -> None:
    """The first character is held back when the desk is busy for a while; the others wait already: one scan, whole."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        active_message_pump.set(app)
        keys = [events.Key(char, char) for char in desk.badges["cq8/0003"]] + [events.Key("enter", "\r")]
        for place, key in enumerate(keys):
            key.time = keys[0].time
            app.post_message(key)
            if place == 0:
                app.call_later(asyncio.sleep, 0.1)
        await until(pilot, lambda: bool(app.state.scans))
        assert [verdict.name for verdict in app.state.scans] == ["王芳"] and len(app.screen_stack) == 1


async def test_the_verdict_is_seen_in_every_size(tmp_path: Path) -> None:
    """From 20×5 on; the lists give their room to the verdict on small terminals."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        for size in ((20, 5), (40, 12), (60, 20), (80, 24), (200, 60)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: not not_seen(app, app.desk.screen, app.state.verdict))
            panel = app.desk.screen.verdict
            assert panel.size.width >= size[0] // 2 and panel.size.height >= 3


async def test_control_characters_of_a_paste_reach_no_name(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        app.screen.query_one("#name", Input).value = "李\x00雷\x1b"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.verdict.name == "李雷")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert [person.name for person in store.register.find("李雷")] == ["李雷"]


@in_the_soak
async def test_the_clerk_clicks_a_heading_before_the_first_page(tmp_path: Path) -> None:
    """The heading of a list without columns, and a path that no computer takes."""
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.settled)
        app.query_one("RowTable").clear(columns=True)
        await pilot.pause()
        await pilot.click(offset=(2, 1))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one(Input).value = "a\x00b"
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query(Input) and len(app.screen_stack) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_a_notice_is_text_whoever_gave_the_names_in_it(tmp_path: Path) -> None:
    """Markup of a reason or a name, and what a terminal takes for a command, at the desk and at the district."""
    desk = make_desk(tmp_path / "desk")
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    clerk = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    text = "[/] [b]7[/b] [@click=app.quit]x[/] \x1b[31mred\x9b31m\u202e"
    shown = "[/] [b]7[/b] [@click=app.quit]x[/] �[31mred�31m�"
    async with opened(desk.path) as (app, pilot):
        app.screen.notify(text, markup=True)
        await pilot.pause(0.1)
        assert [(notice.message, notice.markup) for notice in app._notifications] == [(shown, False)]
    async with clerk.run_test() as clerk_pilot:
        await until(clerk_pilot, lambda: clerk.settled)
        clerk.notify(text)
        await clerk_pilot.pause(0.1)
        assert [(notice.message, notice.markup) for notice in clerk._notifications] == [(shown, False)]
