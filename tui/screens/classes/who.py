"""Who of a class is checked in or out: a list with ticks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.rules.events import Direction
from checkin.rules.instants import clock_or_day_text
from checkin.texts import _, ngettext
from storage.presence.board import Presence, PresenceState
from storage.presence.class_lists import ClassList
from tui.model.letters import letter_of
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.words.cells import padded
from tui.words.people.classes import class_word

_NUMBER, _NAME = 14, 24


class _Ticks(Options):
    """The list has the keys itself: so Enter never overtakes a space or an arrow that was pressed before it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.go", show=False),
        Binding("space", "screen.tick", show=False),
    ]


class WhoDialog(Dialog[list[str] | None]):
    """Gives back the keys that are ticked: all who are on site for out, all who are missing for in, unless somebody unticks
    them. `ticked` is what was ticked before; times of another day than `now`'s (milliseconds) carry their date. `posts` are the names of posts
    by code."""

    def __init__(
        self,
        of: ClassList,
        direction: Direction,
        zone: tzinfo,
        now: int,
        ticked: list[str] | None = None,
        posts: Mapping[str, str] | None = None,
    ) -> None:
        out = direction is Direction.OUT
        title = _("{class_name}: who leaves?") if out else _("{class_name}: who has come?")
        super().__init__(title.format(class_name=class_word(of.name)))
        self._rows = of.candidates(direction)
        self._ticked = {row.volunteer for row in of.due(direction)} if ticked is None else set(ticked)
        self._out, self._of, self._posts = out, of, posts or {}
        self._zone = zone
        self._now = now

    def parts(self) -> Iterable[Widget]:
        """How many are ticked, and everybody."""
        yield Text(self._count(), id="count")
        yield _Ticks(*[Option(self._line(row), id=row.volunteer) for row in self._rows], compact=True)

    def entries(self) -> list[Entry]:
        """The keys to tick people and to go on."""
        return [
            (_("Space"), _("tick or untick"), "screen.tick"),
            ("M", _("all or none"), "screen.tick_all"),
            ("Enter", _("go on"), "screen.go"),
        ]

    def begin(self) -> None:
        """Mark the first person."""
        found = self.query_one(OptionList)
        found.highlighted = 0 if self._rows else None
        found.focus()

    def on_key(self, event: events.Key) -> None:
        """The letter that ticks all, or none: M marks many, as in the review."""
        if letter_of(event) == "m":
            event.stop()
            self.action_tick_all()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A person was clicked: tick or untick them."""
        self._turn(event.option_index)

    def action_tick(self) -> None:
        """Tick or untick the marked person, and go to the next one."""
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            self._turn(found.highlighted)
            found.highlighted = min(found.highlighted + 1, len(self._rows) - 1)

    def action_tick_all(self) -> None:
        """Tick everybody; untick everybody if all are ticked."""
        everybody = {row.volunteer for row in self._rows}
        self._ticked = set() if self._ticked == everybody else everybody
        for place in range(len(self._rows)):
            self._draw(place)

    def action_go(self) -> None:
        """Answer with the keys of the ticked people."""
        if self._ticked:
            self.dismiss([row.volunteer for row in self._rows if row.volunteer in self._ticked])
        else:
            self.trouble.say(_("Nobody is ticked: tick somebody with the space bar, or go back with Esc."))

    def _turn(self, place: int) -> None:
        self._ticked ^= {self._rows[place].volunteer}
        self._draw(place)

    def _draw(self, place: int) -> None:
        self.query_one(OptionList).replace_option_prompt_at_index(place, self._line(self._rows[place]))
        self.query_one("#count", Text).say(self._count())
        self.trouble.say("")

    def _count(self) -> str:
        count = len(self._ticked)
        if self._out:
            text = ngettext("{count} of {all} is ticked and leaves", "{count} of {all} are ticked and leave", count)
        elif self._of.post is None:
            text = ngettext("{count} of {all} is ticked and comes in", "{count} of {all} are ticked and come in", count)
        else:
            text = ngettext(
                "{count} of {all} is ticked and comes to {post}",
                "{count} of {all} are ticked and come to {post}",
                count,
            )
            name = self._posts.get(self._of.post, self._of.post)
            return text.format(count=count, all=len(self._rows), post=name)
        return text.format(count=count, all=len(self._rows))

    def _line(self, row: Presence) -> Content:
        ticked = row.volunteer in self._ticked
        note = ""
        if row.since is not None:
            note = _("since {time}").format(time=clock_or_day_text(row.since, self._now, self._zone))
        if row.state is PresenceState.LEFT and row.until is not None:
            note = _("left at {time}").format(time=clock_or_day_text(row.until, self._now, self._zone))
        if row.at_post is not None:
            note += f" · {self._posts.get(row.at_post, row.at_post)}"
        return Content.assemble(
            ("[✓] ", "bold") if ticked else "[ ] ",
            padded(row.number, _NUMBER),
            (padded(row.name, _NAME), "bold" if ticked else ""),
            note,
        )
