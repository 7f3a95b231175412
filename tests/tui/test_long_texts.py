"""Texts that are longer than their place: a form tells while they are typed and does not try them; a screen cuts none in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from storage.disk.folder import DataFolder
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import opened, told, until
from tui.model.verdicts import Tone, Verdict
from tui.screens.form import FormDialog
from tui.screens.new_activity import NewActivityDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.walk_in import WalkInDialog
from tui.widgets.action_row import ActionButton, ActionRow
from tui.widgets.text import Text
from tui.widgets.verdict_panel import LARGEST, LEAST, VerdictPanel
from tui.words.cells import cell_width


@pytest.mark.parametrize(
    ("command", "field", "count", "most"),
    share([("walk_in", "name", 201, 200), ("walk_in", "class", 300, 200), ("new_activity", "place", 4001, 4000)], 0, 3),
)
async def test_a_text_that_no_field_takes_is_told_early(
    tmp_path: Path, command: str, field: str, count: int, most: int
) -> None:
    desk = make_desk(tmp_path / "desk", activities=("qd1",))
    async with opened(desk.path) as (app, pilot):
        if command == "walk_in":
            await pilot.press("f5")
            await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        else:
            app.push_screen(NewActivityDialog(app.desk.writer, "Asia/Shanghai"))
            await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        form = app.screen
        assert isinstance(form, FormDialog)
        await until(pilot, lambda: bool(form.query(Input)))
        for one in form.query(Input):
            one.value = one.value or "张"
        said = f"{count} characters are too many: write at most {most}"
        form.query_one(f"#{field}", Input).value = "字" * count
        await until(pilot, lambda: said in told(app))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form and said in told(app)
        form.query_one(f"#{field}", Input).value = "字" * most
        await until(pilot, lambda: said not in told(app))


async def test_the_name_of_a_supervisor_is_not_cut_in_silence(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, operator=None) as (app, pilot):
        folder = DataFolder(desk.path)
        app.push_screen(SignInDialog(folder, "", SYSTEM_CLOCK, asks_pin=False, asks_name=True))
        await until(pilot, lambda: isinstance(app.screen, SignInDialog) and bool(app.screen.query(Input)))
        app.screen.query_one("#name", Input).value = "陈" * 41
        await until(pilot, lambda: "at most 40" in told(app))


class _Plain(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"bad": "red", "key": "white"}


class _Sentence(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Text("七(1)班")


@in_the_soak
async def test_what_is_said_again_lays_nothing_out_anew() -> None:
    """Forms say what is wrong at every key, mostly nothing."""
    app = _Plain()
    async with app.run_test() as pilot:
        await app.push_screen(_Sentence())
        await pilot.pause()
        sentence = app.screen.query_one(Text)
        sentence.say("七(1)班")
        assert not app.screen._layout_required and not sentence._layout_required
        sentence.say(Content.styled("七(1)班", "bold"))
        assert sentence._layout_required


LONG = "Wolfeschlegelsteinhausenbergerdorff-Smit"


class _Panel(VerdictPanel):
    """As where no font is loaded."""

    _picture = None


@pytest.mark.parametrize("name", [LONG, "欧阳" * 10])
@pytest.mark.parametrize("size", [(36, 8), (56, 12), (36, 3), (18, 3)])
def test_a_verdict_is_whole_or_says_that_it_is_not(name: str, size: tuple[int, int]) -> None:
    """A long name goes on in the next line where there is room; what there is no room for ends in “…”."""
    verdict = Verdict(
        Tone.ATTENTION, "⚠", "TOO SOON", name, "7(1)", "14:20", advice="Really leaving? Press F7 to check out."
    )
    lines = [line for line, _bold in _Panel(verdict)._lay_out(*size)]
    shown = lines[: size[1]]
    assert all(cell_width(line) <= size[0] for line in shown)
    whole = "".join(shown).replace(" ", "")
    assert all(part in whole or "…" in whole for part in (name[-4:], "checkout."))
    if size == (36, 8):
        assert all(part in whole for part in ("TOOSOON", name, "checkout."))


@pytest.mark.parametrize(
    "name", ["Alexandra Wilhelmina Montgomery-Featherstonehaugh-Smith", "阿卜杜热西提·买买提依明·" * 2]
)
@pytest.mark.parametrize("size", [(40, 18), (56, 16)])
def test_a_long_name_at_a_check_out_takes_nothing_from_the_minutes(name: str, size: tuple[int, int]) -> None:
    """The last line of the large minutes gave way to it, and its own end was cut."""
    panel = _Panel(Verdict(Tone.OUT, "←", "OUT", name, "7(1)", "14:20", amount="21 min"))
    lines = [line.rstrip() for line, _bold in panel._lay_out(*size)]
    assert name.replace(" ", "") in "".join(lines).replace(" ", "")
    drawn = (panel._big("21 min", size[0], rows) or ["not drawn"] for rows in range(LEAST, LARGEST + 1))
    assert any({line.rstrip() for line in large} <= set(lines) for large in drawn), lines


class _Buttons(Screen[None]):
    HELD = "take back: " + "a long thing " * 5

    def compose(self) -> ComposeResult:
        yield ActionRow([("give", "give"), (self.HELD, "back"), ("print", "print")])


async def test_a_button_that_is_longer_than_a_line_takes_several() -> None:
    """The ones before and behind it stand in lines of their own."""
    app = _Plain()
    async with app.run_test(size=(40, 12)) as pilot:
        await app.push_screen(_Buttons())
        await pilot.pause()
        give, back, end = (button.region for button in app.screen.query(ActionButton))
        assert (give.height, back.height, end.height) == (1, 2, 1)
        assert (give.y, back.y, end.y) == (give.y, give.bottom, back.bottom)
        lines = [line.text.strip() for line in app.screen.query(ActionButton)[1].render_lines(Region(0, 0, 40, 2))]
        assert " ".join(lines) == _Buttons.HELD.strip()
