"""`more`: everything that can be done, in groups, searched by typing. The verdict zone stays in sight above it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from textual import events, work
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.texts import _
from tui.model.command_groups import group_title
from tui.model.more_lines import MoreLine, best, found, with_sounds
from tui.model.verdicts import Verdict
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.search_field import SearchField
from tui.widgets.verdict_panel import VerdictPanel
from tui.words.cells import padded

_TITLE, _KEYS = 36, 20
"""Cells of the columns of titles and keys, where there is room for them."""
_WIDEST = 124
"""Cells of the box at most, as its style says."""
_FRAME = 2
"""Lines that a frame takes."""
_TINY = 7
"""Lines of the box with which its frame and the sentence about the marked line would leave no line of the list."""
_NARROW = 70
"""Below this many cells a line has its first key alone."""
_WIDE = 84
"""From this many cells on a line also says what it is called on the command line."""


class MoreDialog(Dialog[str | None]):
    """Gives the name of the command that was chosen. `zone` is what the verdict zone of the screen below
    shows, which stays in sight; None where it has none. `frame` is the word around it."""

    DEFAULT_CSS = """
    MoreDialog, MoreDialog.-scanned { align: center bottom; }
    MoreDialog > #box { width: 100%; max-width: 124; }
    MoreDialog.-zone > #above { display: block; }
    MoreDialog.-low > #above.-only { border: none; }
    MoreDialog #box > Input { margin-bottom: 0; }
    MoreDialog Options { height: 1fr; max-height: 100% !important; }
    MoreDialog #about { height: 2; color: $quiet; }
    MoreDialog.-tiny > #box { border: none; }
    MoreDialog.-tiny #about { display: none; }
    MoreDialog KeyBar { margin-top: 0; }
    """

    def __init__(self, lines: Sequence[MoreLine], zone: Verdict | None = None, frame: str = "") -> None:
        super().__init__(_("More"))
        self._lines = list(lines)
        self._shown: list[MoreLine] = []
        self._has_zone = zone is not None
        self.set_class(self._has_zone, "-zone")
        if zone is not None:
            self.above = VerdictPanel(zone, id="above")
            self.above.frame(frame)
        self._list = Options(compact=True)
        self._field = SearchField(_("type a word, pinyin or initials"), self._list)
        self._list.can_focus = False
        self._about = Text(id="about")

    def parts(self) -> Iterable[Widget]:
        """A field, the list below it, and a sentence about the marked line."""
        yield self._field
        yield self._list
        yield self._about

    def entries(self) -> list[Entry]:
        """Enter does what is marked."""
        return [("↑↓ Enter", _("do it"), "screen.choose")]

    def begin(self) -> None:
        """Show everything; what is heard in Chinese is found a moment later."""
        self._fit(self.size)
        self._show()
        # At once: a key that comes with the first one finds it.
        self.set_focus(self._field)
        self._load_sounds()

    def on_resize(self, event: events.Resize) -> None:
        """The box takes what the verdict zone leaves."""
        self._fit(event.size)
        if self._stands:
            self._show()

    def show_zone(self, verdict: Verdict, frame: str) -> None:
        """What the verdict zone shows now."""
        if verdict != self.above.verdict:
            self.above.show(verdict)
        self.above.frame(frame)

    def on_input_changed(self) -> None:
        """Look for what is in the field now."""
        self._show()

    def on_input_submitted(self) -> None:
        """Enter: do what is marked."""
        self.action_choose()

    def on_option_list_option_highlighted(self) -> None:
        """Say more about the marked line."""
        line = self._marked()
        self._about.say("" if line is None else line.why_not or line.help)
        self.trouble.say("")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a line does what it says."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """The marked line; where it does not fit now the reason is said, and the list stays."""
        line = self._marked()
        if line is None:
            return
        if line.why_not:
            self._about.say("")
            self.trouble.say(line.why_not)
        else:
            self.dismiss(line.command)

    @work(exclusive=True)
    async def _load_sounds(self) -> None:
        self._lines = await asyncio.to_thread(lambda: [with_sounds(line) for line in self._lines])
        if self._field.value:
            self._show()

    def _fit(self, size: Size) -> None:
        zone = max(1, min(14, size.height // 3)) if self._has_zone else 0
        self.above.styles.height = zone
        # A frame would leave no line for what is in it.
        self.set_class(zone <= _FRAME, "-low")
        box = self.query_one("#box")
        height = max(3, size.height - zone - (0 if self._has_zone else 4))
        self.set_class(height <= _TINY, "-tiny")
        box.styles.height = box.styles.max_height = height

    def _marked(self) -> MoreLine | None:
        option = self._list.highlighted_option
        return next((line for line in self._shown if option is not None and line.command == option.id), None)

    def _show(self) -> None:
        typed = self._field.value
        self._shown = found(self._lines, typed)
        # The box may not be laid out yet.
        room = self.query_one("#box").content_size.width or min(_WIDEST, self.size.width) - 4
        width, group = room - 2, None
        options = []
        for line in self._shown:
            if line.group is not group and (title := group_title(line.group)):
                options.append(Option(Content.styled(title, "bold $primary"), disabled=True))
            group = line.group
            options.append(Option(_drawn(line, width), id=line.command))
        self._list.clear_options()
        self._list.add_options(options)
        if self._shown:
            self._list.highlighted = self._list.get_option_index(self._shown[best(self._shown, typed)].command)
        self.trouble.say("" if self._shown else _("Nothing fits. Try another word or fewer letters."))
        if not self._shown:
            self._about.say("")


def _drawn(line: MoreLine, width: int) -> Content:
    """Title, keys, and what it is called on the command line or why it does not fit now."""
    narrow = width < _NARROW
    title, keys = (min(_TITLE, max(10, width * 6 // 10)), 12) if narrow else (_TITLE, _KEYS)
    look = ("$quiet", "$quiet") if line.why_not else ("", "$key")
    beside = line.why_not or "".join(line.cli[:1] if width >= _WIDE else ())
    if not line.keys and not beside:
        # Nothing stands behind it: a long title is not cut.
        return Content.assemble((" " + line.title, look[0])).truncate(width, ellipsis=True)
    return Content.assemble(
        (" " + padded(line.title, title), look[0]),
        (padded("  ".join(line.keys[:1] if narrow else line.keys), keys), look[1]),
        (beside, "$quiet"),
    ).truncate(width, ellipsis=True)
