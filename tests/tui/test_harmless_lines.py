"""Names of other desks' posts and activities bring no command to the terminal and turn no line round, wherever they are drawn."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from checkin.clock import SYSTEM_CLOCK
from tui.model.themes import THEMES
from tui.model.verdicts import Tone, Verdict
from tui.widgets.notices_app import NoticesApp
from tui.widgets.verdict_panel import VerdictPanel

NAME = "gate\u202e\u0007\x1b[31m\u009bG\u2066 校\ue123门"
HARM = re.compile("[\x00-\x1f\x7f-\x9f\u202e\u2066]")


class _Drawn(NoticesApp):
    CSS = "VerdictPanel { height: 8; } Static { border: round; }"

    def __init__(self) -> None:
        super().__init__(SYSTEM_CLOCK)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name

    def compose(self) -> ComposeResult:
        yield VerdictPanel(Verdict(Tone.IN, "→", "IN", "Ana", NAME, NAME, advice=NAME, last=NAME))
        told = Static(Content.styled(NAME, "bold"))
        told.border_title = Content(NAME)
        yield told


async def test_no_widget_draws_what_a_terminal_obeys() -> None:
    app = _Drawn()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for kind in (VerdictPanel, Static):
            widget = app.query_one(kind)
            size = widget.outer_size
            strips = widget.render_lines(Region(0, 0, size.width, size.height))
            text = "\n".join(strip.text for strip in strips)
            assert not HARM.search(text.replace("\n", "")), kind
            assert "gate" in text and "\ue123" in text, "a rare character of a name stays"
            assert {strip.cell_length for strip in strips} == {size.width}
