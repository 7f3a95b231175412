"""From a name that was typed to the way of every minute, and the sheet for parents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from textual.widgets import Input, OptionList

from checkin.texts import use_language
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, opened, scanner, until
from tests.tui.making.working import fill
from tui.screens.dialog import Text
from tui.screens.explanation import ExplanationDialog
from tui.screens.find import FindDialog
from tui.screens.making.made import MadeDialog

WAYS = [("en", (80, 24)), ("en", (100, 30)), ("zh", (100, 30)), ("zh", (80, 24))]


@pytest.fixture
def spoken_in(language: str) -> Iterator[None]:
    use_language(language)
    yield
    use_language("en")


@in_the_soak
@pytest.mark.usefixtures("spoken_in")
@pytest.mark.parametrize(("language", "size"), share(WAYS, 1, 4))
async def test_by_name_to_the_minutes_and_onto_paper(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    made = make_desk(tmp_path / "desk")

    async with opened(made.path, size) as (app, pilot):
        scanner(app, made.badges["cq8/0003"])
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FindDialog))
        await by_button(app, pilot, "explain")
        assert isinstance(app.screen, FindDialog), "nobody is chosen"
        app.screen.type("张")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count > 1)
        await by_button(app, pilot, "explain")
        said = {"en": "press the key again", "zh": "再按一次刚才的键"}[language]
        await until(pilot, lambda: said in app.screen.trouble.render().plain)
        app.screen.query_one(Input).value = ""
        app.screen.type("王芳")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await by_button(app, pilot, "explain")
        await until(pilot, lambda: isinstance(app.screen, ExplanationDialog))
        await until(pilot, lambda: "River bank" in app.screen.query_one("#told", Text).render().plain)
        scanner(app, made.badges["cq8/0001"])
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 2)
        assert isinstance(app.screen, ExplanationDialog), "a scan goes on meanwhile"
        told = app.screen.query_one("#told", Text)
        await pilot.press("d")
        await fill(app, pilot, first="2020-01-01", last="2020-01-31", activity="cq8/qd1")
        await until(
            pilot, lambda: isinstance(app.screen, ExplanationDialog) and "River bank" not in told.render().plain
        )
        assert "River bank qd1 · 2020-01-01 – 2020-01-31" in app.screen.query_one("#totals", Text).render().plain
        await pilot.press("d")
        await fill(app, pilot, first="", last="")
        await until(pilot, lambda: isinstance(app.screen, ExplanationDialog) and "River bank" in told.render().plain)
        await pilot.press("i")
        out = made.path / "sheets" / "hours-0003.pdf"
        await until(pilot, out.is_file)
        (page,) = pypdfium2.PdfDocument(out)
        text = page.get_textpage().get_text_range()
        assert "王芳" in text and "张伟" not in text
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, FindDialog))
