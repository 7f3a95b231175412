"""Dialogs above dialogs: each gives its own answer, once, whatever is pressed meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual import events, work
from textual.app import App
from textual.message_pump import active_message_pump
from textual.pilot import Pilot
from textual.screen import Screen

from checkin.rules.problems import N_, refuse
from tests.portions import in_the_soak
from tests.tui.driving import leave, until
from tui.model.themes import THEMES
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog

Save = Callable[[dict[str, str]], Awaitable[str]]


class Bench(App[int]):
    """An empty app that opens dialogs, and keeps what each answered in the order of the answers."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.answers: list[tuple[str, object]] = []

    def open(self, name: str, dialog: Screen[object]) -> None:
        """Show a dialog; nobody waits."""
        self.push_screen(dialog, lambda answer: self.answers.append((name, answer)))

    @work
    async def wait_for(self, name: str, dialog: Screen[object]) -> None:
        """Show a dialog and wait for it in a worker, as the commands do."""
        self.answers.append((name, await self.push_screen_wait(dialog)))


def form(title: str, save: Save) -> FormDialog[str]:
    return FormDialog(title, [Field("text", "text")], save)


async def keep(values: dict[str, str]) -> str:
    return values["text"]


def box(pilot: Pilot[int]) -> str:
    """The title of the dialog on top; empty where there is none."""
    screen = pilot.app.screen
    return str(screen.query_one("#box").border_title) if isinstance(screen, Dialog) else ""


def all_at_once(app: Bench, *keys: str) -> None:
    """Keys that come faster than the screen follows."""
    active_message_pump.set(app)
    for key in keys:
        app.post_message(events.Key(key, "\r" if key == "enter" else None))


async def on_top(pilot: Pilot[int], title: str) -> None:
    await until(pilot, lambda: box(pilot) == title and pilot.app.screen.is_mounted)
    await pilot.pause(0.05)


async def test_who_waits_for_a_form_finds_it_begun() -> None:
    """On a busy computer a form comes long before it begins: what a test puts into it in between stood there from the start."""

    class LateForm(FormDialog[str]):
        def begin(self) -> None:
            """Not yet."""

        def is_on_top(self) -> bool:
            """It begins a moment after a test has seen it."""
            self.set_timer(0.01, super().begin)
            return self.app.screen is self

    app = Bench()
    async with app.run_test() as pilot:
        late = LateForm("Form", [Field("text", "text")], keep)
        app.open("form", late)
        await until(pilot, late.is_on_top)
        late.row("text").text = "typed"
        await until(pilot, lambda: late._begun != {})
        assert late.is_typed and late.focused is late.row("text").editor


async def test_what_is_told_out_of_a_save_is_read_before_the_form_goes() -> None:
    """The clerk's way to trust a team: the save ends while its own words still stand above the form."""
    app = Bench()

    async def save(values: dict[str, str]) -> str:
        app.open("told", MessageDialog("told", ["the key is trusted"]))
        return values["text"]

    async with app.run_test() as pilot:
        app.wait_for("form", form("form", save))
        await on_top(pilot, "form")
        await pilot.press("a", "enter")
        await on_top(pilot, "told")
        assert app.answers == []
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert app.answers == [("told", None), ("form", "a")]


@in_the_soak
async def test_a_form_opened_out_of_the_save_of_a_form_gets_its_own_answer() -> None:
    """Nobody waits for the inner one: the outer one still does not take its place."""
    app = Bench()

    async def save(values: dict[str, str]) -> str:
        app.open("inner", form("inner", keep))
        return values["text"]

    async with app.run_test() as pilot:
        app.wait_for("outer", form("outer", save))
        await on_top(pilot, "outer")
        await pilot.press("a", "enter")
        await on_top(pilot, "inner")
        await pilot.press("b", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert app.answers == [("inner", "b"), ("outer", "a")]


async def test_a_question_out_of_a_save_is_waited_for() -> None:
    """Yes lets the save go on; no keeps the form with what was typed."""
    app = Bench()

    async def save(values: dict[str, str]) -> str:
        if not await app.push_screen_wait(AskDialog("sure?", ["it can't be undone"], "yes")):
            raise refuse("left", "", N_("change one of the fields"))
        return values["text"]

    async with app.run_test() as pilot:
        app.wait_for("form", form("form", save))
        await on_top(pilot, "form")
        await pilot.press("a", "enter")
        await on_top(pilot, "sure?")
        await pilot.press("escape")
        await on_top(pilot, "form")
        assert "change one of the fields" in shown_trouble(pilot) and app.answers == []
        await pilot.press("enter")
        await on_top(pilot, "sure?")
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert app.answers == [("form", "a")]


async def test_enter_answers_a_question_and_the_button_of_the_other_way_only_where_somebody_went_there() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        for kind, keys in ((AskDialog, ["enter"]), (AskDialog, ["tab", "enter"]), (LookDialog, ["enter"])):
            app.open("asked", kind("sure?", ["all of them"], "yes", "only some …"))
            await on_top(pilot, "sure?")
            await pilot.press(*keys)
            await until(pilot, lambda: len(app.screen_stack) == 1)
    assert [answer for _name, answer in app.answers] == [True, False, True]


async def test_keys_hammered_during_a_save_do_nothing_twice() -> None:
    """Enter and Esc a dozen times while the disk is slow: one save, one answer, and what stands below stays."""
    app, disk, saves = Bench(), asyncio.Event(), []

    async def save(values: dict[str, str]) -> str:
        saves.append(values["text"])
        await disk.wait()
        return values["text"]

    async with app.run_test() as pilot:
        app.open("below", MessageDialog("below", ["stays"]))
        await on_top(pilot, "below")
        app.wait_for("form", form("form", save))
        await on_top(pilot, "form")
        await pilot.press("a", *["enter", "escape", "ctrl+s"] * 6)
        assert box(pilot) == "form" and "wait a moment" in shown_trouble(pilot)
        disk.set()
        await on_top(pilot, "below")
    assert saves == ["a"] and app.answers == [("form", "a")]


async def test_a_save_that_fails_can_be_left_after_it() -> None:
    """Esc waits for the save; once that failed the form can be left."""
    app, disk = Bench(), asyncio.Event()

    async def save(values: dict[str, str]) -> str:
        await disk.wait()
        raise OSError("no room")

    async with app.run_test() as pilot:
        app.wait_for("form", form("form", save))
        await on_top(pilot, "form")
        await pilot.press("a", "enter", "escape")
        disk.set()
        await until(pilot, lambda: "no room" in shown_trouble(pilot))
        await leave(pilot)
    assert app.answers == [("form", None)]


async def test_two_enters_at_once_close_one_dialog() -> None:
    """The second Enter reaches a list, or a field, whose dialog is gone already: it takes nothing else away."""
    app = Bench()
    async with app.run_test() as pilot:
        app.open("below", Dialog("below"))
        await on_top(pilot, "below")
        for above in (ChooseDialog("above", [("a", "one"), ("b", "two")]), form("above", keep)):
            app.answers.clear()
            app.open("above", above)
            await on_top(pilot, "above")
            await pilot.press("a")
            all_at_once(app, "enter", "enter", "enter")
            await until(pilot, lambda: bool(app.answers))
            await pilot.pause(0.1)
            assert box(pilot) == "below" and app.answers == [("above", "a")]


def shown_trouble(pilot: Pilot[int]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, Dialog)
    return screen.trouble.render().plain


async def test_what_was_typed_just_before_the_key_that_saves_is_saved() -> None:
    """The app takes Ctrl+S before the field has taken the letters that came before it."""
    app = Bench()
    async with app.run_test() as pilot:
        app.open("form", form("Form", keep))
        await until(pilot, lambda: box(pilot) == "Form")
        for key in ("1", "5", "ctrl+s"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: bool(app.answers))
        assert app.answers == [("form", "15")]
