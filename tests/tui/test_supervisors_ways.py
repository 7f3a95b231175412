"""With a PIN set, nothing on the screen that is a supervisor's is done without it, and no way is forgotten."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Coroutine, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import OptionList

import tui.desk
import tui.screens
import tui.words.exchange.foreign
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.signature import Signature
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.pins.pin import set_pin
from storage.recognition.commendations import CommendationDraft, commend
from storage.store import Store, open_store
from storage.supervision.corrections import add
from tests.standing_clock import StandingClock
from tests.storage.conftest import clock
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import by_button, from_more, opened, told, until
from tests.tui.supervisors_ways import (
    ANYBODYS_KEYS,
    OPERATORS_COMMANDS,
    SUPERVISORS_COMMANDS,
    SUPERVISORS_KEYS,
)
from tui.desk.app import DeskApp
from tui.desk.commands import COMMANDS
from tui.desk.commands.people import show_page
from tui.desk.foreign_pack import take_foreign
from tui.desk.linking import say_same_person
from tui.desk.removing import remove_activity
from tui.screens.answering import AnsweringScreen
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog
from tui.screens.find import FindDialog
from tui.screens.find_other import FindOtherDialog
from tui.screens.form import FormDialog
from tui.screens.review.deeds import DEEDS
from tui.screens.review.doing import ReviewDoing
from tui.screens.review.keys import all_actions
from tui.screens.review.screen import ReviewScreen
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.volunteer.keys import all_actions as page_actions
from tui.screens.volunteer.screen import VolunteerScreen

__all__ = ["clock"]
WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
SIGNED = Signature("teacher", "R")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk with a PIN; one volunteer came an hour ago and is still there, has 200 added hours, and a commendation."""
    made = make_desk(tmp_path / "desk")
    with open_store(made.path, SYSTEM_CLOCK) as store:
        at = store.now() - HOUR // 2
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", ACTIVITY, volunteer=WHO))
        add(store, WHO, ACTIVITY, 12_000, SIGNED, insist=True)
        commend(store, CommendationDraft("", WHO, "优秀志愿者", "团委", store.today()), SIGNED)
        with store.ledger.transaction():
            store.register.mark_left(["cq8/0004"], date(1999, 7, 1))
    set_pin(DataFolder(made.path), "246813")
    return made.path


def written(path: Path) -> tuple[object, ...]:
    """How far the log goes, and what the register says."""
    with open_store(path, SYSTEM_CLOCK) as store:
        return (*store.connection.execute("SELECT count(*), max(id) FROM log").fetchone(), *store.register.persons())


def screens() -> set[type[AnsweringScreen[Any]]]:
    for package in (tui.screens, tui.desk):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)

    def below(kind: type[Any]) -> Iterator[type[Any]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    return {one for one in below(AnsweringScreen) if one.__module__.startswith(("tui.screens", "tui.desk"))}


ASKS = frozenset(
    {"push_screen_wait", "choose", "agreed", "need_agreed", "pick_person"}
    | {f"ask_{what}" for what in ("text", "file", "list", "passphrase", "whose")}
)
GUARDS = frozenset({"as_supervisor", "need_supervisor", "need_supervisor_after"})
ASKS_FIRST = {"notes_on_people": "to read the notes on everybody is the supervisor's"}


def test_the_pin_is_the_last_question() -> None:
    """Once somebody was asked for it, a function asks nothing more; it may say what was done."""
    asked = set()
    for package in (tui.desk, tui.screens):
        for file in Path(package.__path__[0]).rglob("*.py"):
            if any(one in (text := file.read_text("utf-8")) for one in GUARDS):
                functions = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.AsyncFunctionDef)]
                asked |= {one.name for one in functions if _asks_after_the_pin(one)}
    assert asked == set(ASKS_FIRST)


def _asks_after_the_pin(function: ast.AST) -> bool:
    calls = [one for one in _within(function) if isinstance(one, ast.Call)]
    guards = [one.lineno for one in calls if _called(one) in GUARDS]
    says = ("MessageDialog", "MadeDialog")
    after = [one for one in calls if guards and _called(one) in ASKS and one.lineno > min(guards)]
    return any(not any(word in ast.unparse(one) for word in says) for one in after)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    for one in ast.iter_child_nodes(node):
        if not isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield one
            yield from _within(one)


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def test_every_command_of_the_desk_is_somebodys() -> None:
    assert {command.name for command in COMMANDS} == SUPERVISORS_COMMANDS | OPERATORS_COMMANDS
    assert not SUPERVISORS_COMMANDS & OPERATORS_COMMANDS


def test_every_key_of_every_screen_is_somebodys() -> None:
    bound = {
        (screen.__name__, binding.action.partition("(")[0])
        for screen in screens()
        if screen.__name__ != "FirstScreen"
        for binding in screen.__dict__.get("BINDINGS", [])
        if isinstance(binding, Binding)
    }
    for screen in screens():
        # What has no key in a dialog has a button there.
        if "ways" in screen.__dict__:
            actions = re.findall(r'"screen\.(\w+)', inspect.getsource(screen.__dict__["ways"]))
            bound |= {(screen.__name__, action) for action in actions}
    bound |= {("ReviewScreen", action) for action in all_actions()}
    bound |= {("VolunteerScreen", action) for action in page_actions()}
    assert bound - {("DeskScreen", "")} == SUPERVISORS_KEYS | ANYBODYS_KEYS
    assert not SUPERVISORS_KEYS & ANYBODYS_KEYS


_PHRASE = "seven lamps over the harbour"
TYPED = {
    "title": "热心志愿者", "by": "团委", "minutes": "60", "for": "理发", "text": "植树", "time": "11:30", "reason": "误扫", "note": "R",
}  # fmt: skip
"""What is typed into fields that are empty."""


async def refused(app: DeskApp, pilot: Pilot[int], *, may_be_said: bool = False, **typed: str) -> bool:
    """All is looked at, agreed to and filled in; then the PIN is asked for, and without it the way ends. Where it `may_be_said`
    before that the thing can't be done: whether the PIN was asked for."""
    await until(pilot, lambda: isinstance(app.screen, Dialog))
    for look in range(60):
        if isinstance(dialog := app.screen, SignInDialog):
            break
        await until(pilot, lambda: (dialog.check_action("", ()) and app.screen is dialog) or app.screen is not dialog)
        if isinstance(dialog, FormDialog):
            for row in dialog.rows():
                if not row.text:
                    row.text = {**TYPED, **typed}.get(row.field.name, "")
            await pilot.press("ctrl+s")
            if may_be_said and look > 5 and app.screen is dialog and told(app).strip():
                break
        elif app.screen is dialog:
            await pilot.press("enter")
        await pilot.pause(0.1)
    asked = isinstance(app.screen, SignInDialog)
    assert asked or may_be_said, app.screen
    if asked:
        await until(pilot, lambda: app.screen.check_action("", ()))
    return asked


async def back(app: DeskApp, pilot: Pilot[int], screen: object) -> None:
    """Leave all dialogs above a screen."""
    while (top := app.screen) is not screen:
        top.dismiss(None)
        await until(pilot, lambda: app.screen is not top)
        await pilot.pause()


async def chosen(app: DeskApp, pilot: Pilot[int], place: int = 0) -> None:
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.check_action("", ()))
    options = app.screen.query_one(OptionList)
    options.highlighted = place
    options.action_select()


async def test_no_command_of_the_desk_gets_past_the_pin(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What can't be done at all is said without the PIN: a pack that is no pack, a laptop where there is no other.
    monkeypatch.setattr(tui.desk.foreign_pack, "_look", lambda _desk, _file: None)
    monkeypatch.setattr(
        tui.words.exchange.foreign, "foreign_lines", lambda _found, _team: ["it is a laptop of the team"]
    )
    roster = path.parent / "roster.csv"
    roster.write_text("number,name\n0101,张新\n", "utf-8")
    before = written(path)
    async with opened(path) as (app, pilot):
        for name in ("bring_in_list", "purge", "protection", "supervisor"):
            await from_more(app, pilot, name)
            await refused(app, pilot, file=str(roster), passphrase=_PHRASE, again=_PHRASE)
            await back(app, pilot, app.desk.screen)
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.check_action("", ()))
        app.screen.query_one(OptionList).highlighted = 1
        listed = app.screen
        await by_button(app, pilot, "remove")
        await until(pilot, lambda: app.screen is not listed)
        await refused(app, pilot)
        await back(app, pilot, app.desk.screen)
        for do in _ways_of_the_desk(app):
            app.run_worker(do())
            await refused(app, pilot)
            await back(app, pilot, app.desk.screen)
    assert written(path) == before


def _ways_of_the_desk(app: DeskApp) -> list[Callable[[], Coroutine[Any, Any, None]]]:
    return [
        partial(take_foreign, app.desk, Path("other.hdpack")),
        partial(remove_activity, app.desk, ACTIVITY),
    ]


async def test_two_numbers_become_one_person_only_with_the_pin(path: Path) -> None:
    before = written(path)
    async with opened(path) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FindDialog) and app.screen.check_action("", ()))
        await pilot.press("escape")
        app.run_worker(say_same_person(app.desk, WHO))
        await until(pilot, lambda: isinstance(app.screen, FindOtherDialog) and app.screen.check_action("", ()))
        for letter in "0001":
            await pilot.press(letter)
            await pilot.pause(0.12)
        await pilot.pause(0.5)
        await pilot.press("enter")
        await refused(app, pilot)
    assert written(path) == before


async def test_no_remedy_of_the_review_gets_past_the_pin(path: Path) -> None:
    before = written(path)
    async with opened(path) as (app, pilot):
        await pilot.press("alt+r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.review is not None)
        review = app.screen
        assert isinstance(review, ReviewScreen) and review.review is not None
        doing = ReviewDoing(app, app.desk, review.activity)
        asked = []
        for what in (*DEEDS, "time"):
            app.run_worker(doing.correct(review.review.rows, what))
            asked.append(await refused(app, pilot, may_be_said=True))
            await back(app, pilot, review)
        assert sum(asked) >= 3, "some of them have nothing to be refused for"
    assert written(path) == before


async def test_nothing_on_a_volunteers_page_gets_past_the_pin(path: Path) -> None:
    before = written(path)
    async with opened(path) as (app, pilot):
        app.run_worker(show_page(app.desk, WHO))
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        page = app.screen
        asked = []
        for key in ("r", "j", "e", "x", "y", "v"):
            await pilot.press(key)
            asked.append(await refused(app, pilot, may_be_said=True))
            await back(app, pilot, page)
        assert asked.count(True) >= 4, "there may be no hours to exchange"
    assert written(path) == before


@pytest.mark.parametrize("minutes", [1, 30])
async def test_the_last_scan_is_undone_by_the_operator_only_while_the_person_stands_there(
    tmp_path: Path, clock: StandingClock, minutes: int
) -> None:
    """Half an hour later it is a correction, and the supervisor's: else every scan of the day could go, one after the other."""
    made = make_desk(tmp_path / "desk", clock=clock.clock)
    with open_store(made.path, clock.clock) as store:
        Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), "", ACTIVITY, volunteer=WHO))
    set_pin(DataFolder(made.path), "246813")
    clock.advance(minutes * 60_000)
    async with opened(made.path, clock=clock.clock) as (app, pilot):
        await pilot.press("f4")
        if minutes > 5:
            await refused(app, pilot)
            await back(app, pilot, app.desk.screen)
        else:
            await until(pilot, lambda: app.screen is not app.desk.screen and app.screen.check_action("", ()))
            await pilot.press("enter")
            await until(pilot, lambda: "UNDONE" in str(app.state.verdict))
    with open_store(made.path, clock.clock) as store:
        assert _voids(store) == (minutes <= 5)


def _voids(store: Store) -> int:
    return int(store.connection.execute("SELECT count(*) FROM log WHERE kind = 'void'").fetchone()[0])
