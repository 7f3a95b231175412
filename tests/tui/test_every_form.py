"""Every form behaves alike: what stands in a field is selected, Esc asks, Ctrl+S saves, nothing else is a key."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

import tui
from checkin.rules.problems import N_, refuse
from checkin.texts import use_language
from tests.portions import share
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import leave, opened, scanner, told, until
from tests.tui.every_form import FORMS
from tests.tui.first_steps import stands
from tui.desk.app import DeskApp
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.field import Field
from tui.screens.fields.editors import LineEditor, ListEditor, TickEditor, TicksEditor
from tui.screens.form import FormDialog
from tui.widgets.action_row import ActionButton
from tui.widgets.key_bar import KeyBar

Form = FormDialog[Any]
KEYS = frozenset({"ctrl+s", "enter", "escape", "up", "down"})
"""Keys that a form may bind; Tab is the program's, and a field has its editing keys, the space bar among them."""
WALKS = [
    ((60, 20), "zh", share(FORMS, 0, 24)),
    ((80, 24), "en", share(FORMS, 1, 24)),
    ((120, 40), "zh", share(FORMS, 4, 24)),
]
"""Size, language and forms: a few of them where there is least room, as many with more; others are left with Esc."""
ASKED = share(FORMS, 8, 12)
"""Forms that are left with Esc, one of secrets among them."""
EDITORS = (LineEditor, ListEditor, TicksEditor, TickEditor)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeDesk:
    monkeypatch.setenv("HOME", str(tmp_path))
    return make_desk(tmp_path / "desk")


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_every_form_of_the_program_is_walked() -> None:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    assert {one for one in below(FormDialog) if one.__module__.startswith("tui.")} | {FormDialog} == set(FORMS)


def test_no_form_has_a_key_of_its_own() -> None:
    bound = {
        (kind.__name__, key)
        for kind in FORMS
        for of in kind.__mro__
        if of.__module__.startswith("tui.")
        for binding in of.__dict__.get("BINDINGS", [])
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    assert {key for _form, key in bound} == KEYS, bound


async def shown(app: DeskApp, pilot: Pilot[int], kind: type[Form]) -> Form:
    """A form of this kind, in front."""
    form = FORMS[kind](app)
    app.push_screen(form)
    await stands(pilot, kind)
    await pilot.pause(0.05)
    return form


def in_sight(form: Form, row: int) -> bool:
    """Whether the field of the row is seen whole."""
    editor = form.rows()[row].editor
    return editor.region.bottom <= form.query_one("#foot").region.y and editor.region.y > 0


@pytest.mark.parametrize(("size", "spoken", "kinds"), WALKS)
async def test_all_fields_are_reached_by_keys_and_a_scan_leaves_them(
    desk: MadeDesk, size: tuple[int, int], spoken: str, kinds: list[type[Form]]
) -> None:
    """Tab, the arrows and the mouse; what stands in a field is selected; a badge is a scan, whose verdict stays in sight."""
    use_language(spoken)
    async with opened(desk.path, size) as (app, pilot):
        for kind in kinds:
            form = await shown(app, pilot, kind)
            before = form.values()
            for place, row in enumerate(form.rows()):
                row.editor.focus()
                await until(pilot, lambda form=form, place=place: in_sight(form, place))
                assert in_sight(form, place), (kind, row.field.name, size)
                if isinstance(row.editor, Input) and row.text:
                    assert row.editor.selected_text == row.text, (kind, row.field.name)
            await reached(pilot, form, "tab")
            await reached(pilot, form, "down")
            scanner(app, desk.badges["cq8/0002"])
            await until(pilot, lambda form=form: form.has_class("-scanned"))
            assert form.values() == before, kind
            assert form.query_one("#box").region.y >= form.above.region.bottom, (kind, size)
            assert form.above.region.height >= 5
            form.dismiss(None)
            await until(pilot, lambda form=form: form not in app.screen_stack)


async def reached(pilot: Pilot[int], form: Form, key: str) -> None:
    """Every field has had the focus after at most as many presses of the key as there are fields, buttons and lines of lists."""
    rows = form.rows()
    rows[0].editor.focus()
    await pilot.pause()
    seen = {form.row_in_focus()}
    for _press in range(2 * len(rows) + 3):
        if seen >= set(rows):
            break
        if isinstance(form.focused, TicksEditor) and key == "down":
            await pilot.press("tab")
        else:
            await pilot.press(key)
        if form.row_in_focus() is None and not isinstance(form.focused, ActionButton):
            await pilot.press("escape")
        seen.add(form.row_in_focus())
    assert seen >= set(rows), (type(form), key)


async def test_esc_asks_where_something_was_typed_and_secrets_are_never_seen(desk: MadeDesk) -> None:
    """Nothing typed: it goes. Something typed: it asks, and Esc leads back to what was typed."""
    async with opened(desk.path, (80, 24)) as (app, pilot):
        for kind in ASKED:
            form = await shown(app, pilot, kind)
            typed = [row for row in form.rows() if isinstance(row.editor, LineEditor)]
            for row in typed:
                row.text = "zebra7"
            await pilot.pause()
            seen = "\n".join("".join(segment.text for segment in line) for line in pilot_lines(app))
            hidden = [row for row in typed if row.field.is_secret]
            assert seen.count("zebra7") <= len(typed) - len(hidden), kind
            if hidden and len(hidden) == len(typed):
                assert "zebra" not in seen
            for row in hidden:
                row.editor.focus()
                await pilot.press("ctrl+a", "ctrl+c")
                assert app.clipboard == ""
            if not form.keeps_typed:
                await pilot.press("escape")
                await stands(pilot, AskDialog)
                await pilot.press("escape")
                await until(pilot, lambda form=form: app.screen is form)
                assert all(row.text == "zebra7" for row in typed)
            await leave(pilot)


def pilot_lines(app: DeskApp) -> list[Any]:
    """The lines of the terminal, as they are drawn now."""
    return list(app.screen._compositor.render_strips())


async def test_ctrl_s_saves_from_any_field_and_enter_from_the_last(desk: MadeDesk) -> None:
    """A form of a field of each kind; a list opens below its field and is chosen from; a click ticks."""
    answers: list[Any] = []
    async with opened(desk.path, (80, 24)) as (app, pilot):
        for keys in (("ctrl+s",), ("enter",) * 12):
            form = FORMS[FormDialog](app)
            app.push_screen(form, answers.append)
            await stands(pilot, FormDialog)
            form.row("one").editor.focus()
            await pilot.press("space")
            await until(pilot, lambda form=form: form.all_entries()[-1][1] == "shut the list")
            await pilot.press("down", "enter")
            await pilot.click(form.row("tick").editor)
            words = form.row("words").editor
            words.focus()
            await pilot.press(*keys)
            await until(pilot, lambda form=form: app.screen is app.desk.screen and not form.query("Row"))
            await form._on_message(Input.Submitted(words, "late"))
    kept = {"one": "c", "tick": "yes", "words": "旧的", "some": "a\nc", "number": "3"}
    assert [{name: answer[name] for name in kept} for answer in answers] == [kept, kept]


async def test_what_is_recorded_longer_is_shown_and_offers_no_keys(desk: MadeDesk) -> None:
    """Esc waits for the answer and says so; once it is refused the keys are there again, and another text takes the refusal away."""
    answer = asyncio.Event()

    async def save(_values: dict[str, str]) -> None:
        await answer.wait()
        raise refuse("no", "", N_("change one of the fields"))

    async with opened(desk.path, (80, 24)) as (app, pilot):
        form = FormDialog("form", [Field("words", "words", "old")], save)
        app.push_screen(form)
        await stands(pilot, FormDialog)
        await until(pilot, lambda: form.focused is not None)
        keys = form.all_entries()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: form.query_one(KeyBar).entries == [("…", "wait a moment", "")])
        await pilot.press("ctrl+s", "enter", "escape")
        assert app.screen is form and "wait a moment" in told(app)
        answer.set()
        await until(pilot, lambda: form.query_one(KeyBar).entries == keys)
        assert "change one of the fields" in told(app)
        await pilot.press("x")
        await until(pilot, lambda: not told(app))


async def test_what_can_t_be_read_is_said_beside_its_field_at_once(desk: MadeDesk) -> None:
    async with opened(desk.path, (80, 24)) as (app, pilot):
        form = await shown(app, pilot, FormDialog)
        form.row("number").editor.focus()
        await pilot.press("x", "tab")
        await until(pilot, lambda: "no whole number" in form.row("number").wrong)
        assert not form.row("day").wrong and app.state.verdict.tone is Tone.READY
        await pilot.press("shift+tab", "7")
        await until(pilot, lambda: not form.row("number").wrong)
