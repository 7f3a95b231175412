"""The marked session beside the list: its time as a bar, what is proposed, its events, the policy's steps."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.content import Content

from checkin.durations import hours_text
from checkin.rules.activities import Activity
from checkin.texts import _
from storage.supervision.review import ReviewRow
from tui.screens.dialog import Text
from tui.screens.review.keys import proposal_text
from tui.screens.review.lines import who_text, why_text
from tui.screens.review.telling import Told
from tui.screens.review.timeline import timeline
from tui.words.cells import cell_width, cut, plain
from tui.words.wrapping import wrapped

_INDENT = "  "


class DetailPane(VerticalScroll):
    """Draws what it is given. Until all of it is read, it shows what the list knows."""

    DEFAULT_CSS = """
    DetailPane { padding: 0 1; scrollbar-size-vertical: 1; background: $surface; }
    DetailPane:focus { background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._text = Text()
        self._shown: tuple[ReviewRow, Activity, Told | None] | None = None

    def compose(self) -> Iterator[Text]:
        """One text, which can be longer than the pane."""
        yield self._text

    def show(self, row: ReviewRow | None, activity: Activity, told: Told | None) -> None:
        """Another session, or more about the same."""
        before = self._shown[0].session.key if self._shown else None
        self._shown = None if row is None else (row, activity, told)
        # Where nothing is shown, Tab goes on to what there is.
        self.can_focus = row is not None
        if row is not None and row.session.key != before:
            self.scroll_home(animate=False)
        self.draw()

    def on_resize(self) -> None:
        """The bar takes the room that there is."""
        self.draw()

    def draw(self) -> None:
        """As wide as the pane is now."""
        width = max(10, self.size.width - 3)
        self._text.say("" if self._shown is None else Content("\n").join(detail_lines(*self._shown, width)))


def detail_lines(row: ReviewRow, activity: Activity, told: Told | None, width: int) -> Iterator[Content]:
    """All lines about one session, each at most `width` cells wide."""
    who = "  ".join(plain(part) for part in (who_text(row), row.class_name, row.number) if part)
    why = f"{hours_text(row.session.minutes)} · {why_text(row, wide=True)}"
    if cell_width(who) + cell_width(why) + 2 <= width:
        yield Content.assemble((who, "bold $primary"), "  ", why)
    else:
        yield Content.styled(cut(who, width), "bold $primary")
        yield from map(Content, wrapped(why, width))
    yield from timeline(row.session, activity, told.other_scans if told else (), width)
    if told is None or told.key != row.session.key:
        return
    if told.what is not None:
        yield Content.styled(_("Proposed: {key}").format(key=proposal_text(told.what)), "bold $key")
        for text in told.ahead:
            yield from _indented(text, width)
    yield Content.styled(_("How it came about"), "bold $primary")
    for text in told.events:
        yield from _indented(text, width)
    if told.steps:
        yield Content.styled(_("How its minutes are counted"), "bold $primary")
        for text in told.steps:
            yield from _indented(text, width)


def _indented(text: str, width: int) -> Iterator[Content]:
    for place, line in enumerate(wrapped(text, width - len(_INDENT))):
        yield Content((_INDENT if place else "· ") + line)
