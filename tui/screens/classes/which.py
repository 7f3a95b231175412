"""Which class is checked in or out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.rules.events import Direction
from checkin.texts import _
from storage.presence.board import PresenceState
from storage.presence.class_lists import ClassList
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.words.cells import cell_width, padded
from tui.words.people.classes import class_word

_NAME, _COUNT = 30, 12


class WhichClassDialog(Dialog[tuple[Direction, ClassList] | None]):
    """Gives back the way and the class; ← and → turn the way around. `post` is the name of the post to which they come."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,right", "turn", show=False, priority=True)]

    def __init__(
        self, lists: Sequence[ClassList], direction: Direction, class_name: str | None = None, post: str = ""
    ) -> None:
        super().__init__(_("A whole class"))
        self._lists = list(lists)
        self._direction = direction
        self._begin_at, self._post = class_name, post

    def parts(self) -> Iterable[Widget]:
        """The direction, and the classes with the number of people on site."""
        yield Text(self._what(), id="what")
        width = min(_NAME, max((cell_width(class_word(one.name)) for one in self._lists), default=0) + 4)
        yield Options(*[Option(_line(one, width)) for one in self._lists], compact=True)

    def entries(self) -> list[Entry]:
        """The keys to choose a class and to change the direction."""
        return [("↑↓ Enter", _("choose"), "screen.choose"), ("← →", _("in instead of out, and back"), "screen.turn")]

    def begin(self) -> None:
        """At the class that is in use, else the first one with somebody to check out."""
        found = self.query_one(OptionList)
        names = [one.name for one in self._lists]
        due = [place for place, one in enumerate(self._lists) if one.due(self._direction)]
        found.highlighted = names.index(self._begin_at) if self._begin_at in names else (due or [0])[0]
        found.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        self.dismiss((self._direction, self._lists[event.option_index]))

    def action_choose(self) -> None:
        """A click on the key bar."""
        self.query_one(OptionList).action_select()

    def action_turn(self) -> None:
        """Change the direction from in to out, or back."""
        self._direction = Direction.IN if self._direction is Direction.OUT else Direction.OUT
        self.query_one("#what", Text).say(self._what())

    def _what(self) -> Content:
        out = self._direction is Direction.OUT
        come = _("Bring a class to {post}").format(post=self._post) if self._post else _("Check a class IN")
        words = ((_("Check a class OUT"), out), (come, not out))
        parts = [Content.styled(f" {word} ", "reverse bold" if chosen else "$quiet") for word, chosen in words]
        return Content("  ").join(parts)


def _line(one: ClassList, name: int) -> Content:
    here, left = one.count(PresenceState.ON_SITE), one.count(PresenceState.LEFT)
    return Content.assemble(
        padded(class_word(one.name), name),
        (padded(_("on site {count}").format(count=here), _COUNT), "bold" if here else ""),
        (padded(_("missing {count}").format(count=one.missing), _COUNT), "bold" if one.missing else ""),
        _("left {count}").format(count=left),
    )
