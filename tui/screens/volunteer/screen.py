"""The volunteer's page on the screen: charts, tables one Tab away, and what a supervisor may give."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from checkin.durations import hours_text
from checkin.texts import _
from checkin.words import person_kind_word
from tui.model.desk_services import DeskServices
from tui.model.letters import letter_of
from tui.model.once import start_once
from tui.model.verdicts import NOTHING, Verdict
from tui.screens.answering import AnsweringScreen
from tui.screens.dialog import Text
from tui.screens.search_line import SearchBar, SearchLine
from tui.screens.volunteer.giving import Giving
from tui.screens.volunteer.hours_pane import HoursPane
from tui.screens.volunteer.keys import key_entries, letter_action
from tui.screens.volunteer.pages import HOURS, TABLES
from tui.screens.volunteer.table_pane import TablePane
from tui.widgets.key_bar import KeyBar
from tui.widgets.verdict_panel import VerdictPanel
from tui.words.cells import cell_width, cut, plain
from tui.words.volunteer_page import VolunteerData, star_text, volunteer_data


class VolunteerScreen(AnsweringScreen[None]):
    """Tab, left and right turn the pages. Scans go on; their verdict appears above for a while."""

    DEFAULT_CSS = """
    VolunteerScreen { layout: vertical; overflow: hidden; }
    VolunteerScreen > #above { dock: top; height: 8; display: none; }
    VolunteerScreen.-scanned > #above { display: block; }
    VolunteerScreen #who { text-wrap: nowrap; height: 1; padding: 0 1; background: $panel; }
    VolunteerScreen #note { height: auto; max-height: 4; padding: 0 1; }
    VolunteerScreen #tabs { height: auto; max-height: 2; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("right,tab", "turn(1)", show=False, priority=True),
        Binding("left,shift+tab", "turn(-1)", show=False, priority=True),
        Binding("f1,alt+h", "app.command('help')", show=False),
        Binding("f11,alt+c", "app.command('theme')", show=False),
    ]

    def __init__(self, data: VolunteerData, desk: DeskServices) -> None:
        super().__init__()
        self._data, self._desk = data, desk
        self._page = 0
        self.above = VerdictPanel(NOTHING, id="above")
        self._hours = HoursPane()
        self._table = TablePane()
        self._search = SearchLine(self._table.table)
        self._who, self._tabs = Text(id="who"), Text(id="tabs")
        self._note = Text(id="note")
        self._keys = KeyBar()

    def own_keys(self) -> tuple[str, list[tuple[str, str]]]:
        """What F1 says first: a heading, then each key of the page with a sentence."""
        from tui.screens.volunteer.key_help import key_sentences

        return _("Keys of this page"), key_sentences()

    def compose(self) -> ComposeResult:
        """Who it is, the pages' titles, one page, the keys."""
        yield self.above
        yield self._who
        yield self._note
        yield self._tabs
        yield SearchBar(self._search)
        yield self._hours
        yield self._table
        yield self._keys

    def on_mount(self) -> None:
        """Show the first page and set the focus on it."""
        self._draw()

    def on_resize(self) -> None:
        """Charts and tables fill the room that they have."""
        self._draw()

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned meanwhile."""
        self.above.show(verdict)
        self.add_class("-scanned")

    async def on_key(self, event: events.Key) -> None:
        """A letter that a hand typed."""
        letter = letter_of(event)
        if letter is not None:
            event.stop()
            if self.focused is self._search:
                # It was on its way to the page when the search began.
                self._search.insert_text_at_cursor(letter)
            else:
                await self._letter(letter)

    async def on_paste(self, event: events.Paste) -> None:
        """A letter that an input method committed."""
        letter = letter_of(event)
        if letter is not None:
            event.stop()
            await self._letter(letter)

    async def _letter(self, letter: str) -> None:
        action = letter_action(letter)
        if action is not None:
            await self.run_action(action)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something else is looked for."""
        event.stop()
        self._draw()

    def on_input_submitted(self) -> None:
        """On from the search to the table."""
        self._table.take_focus()

    def on_search_line_ended(self) -> None:
        """The whole table again."""
        self._draw()

    def action_leave(self) -> None:
        """Take the search away; without one, back to the desk."""
        if self._search.is_begun:
            self._search.end()
            self._draw()
        else:
            self.dismiss(None)

    def action_turn(self, by: int) -> None:
        """Go `by` pages on, from the last one to the first."""
        if self.focused is self._search:
            self._search.cursor_position += by
            return
        self._search.end()
        self._page = (self._page + by) % (len(TABLES) + 1)
        self._hours.scroll_home(animate=False)
        self._draw()

    def action_search(self) -> None:
        """Look for something in the table."""
        if self._page:
            self._search.begin()

    def action_sort(self, column: int) -> None:
        """By another column; the same one once more turns the order around."""
        if self._page:
            self._table.sort(column)

    def action_explain(self) -> None:
        """How the hours came about."""
        from tui.screens.explanation import ExplanationDialog

        record = self._data.record
        self.app.push_screen(ExplanationDialog(self._desk.writer, record.key, record.person.name))

    def action_certify(self) -> None:
        """A certificate of the confirmed hours."""
        self._start(Giving.certify)

    def action_award(self) -> None:
        """The next star, where the volunteer is eligible."""
        self._start(Giving.award)

    def action_commend(self) -> None:
        """A commendation or honorary title."""
        self._start(Giving.commend)

    def action_evaluate(self) -> None:
        """How well somebody served."""
        self._start(Giving.evaluate)

    def action_redeem(self) -> None:
        """Hours for a service."""
        self._start(Giving.redeem)

    def action_write(self) -> None:
        """An entry of the diary."""
        self._start(Giving.write_diary)

    def action_note(self) -> None:
        """What the desk must know of the person."""
        self._start(Giving.note)

    def action_things(self) -> None:
        """Things that were handed out: give, or take back."""
        from tui.screens.things.hands import hands_of

        who, desk = self._data.record.key, self._desk
        start_once(self.app, "volunteer deed", lambda: hands_of(self.app, desk, who, desk.activity))

    def action_strike(self) -> None:
        """Take back something that was given, or an entry of the diary."""
        self._start(Giving.strike)

    def action_print(self) -> None:
        """All of it on paper."""
        self._start(Giving.print)

    def _start(self, do: Callable[[Giving], Awaitable[None]]) -> None:
        giving = Giving(self.app, self._desk, lambda: self._data, self._read)

        async def work() -> None:
            await do(giving)

        start_once(self.app, "volunteer deed", work)

    async def _read(self) -> None:
        """What is there now."""
        volunteer = self._data.record.key
        data = await self._desk.tried(lambda store: volunteer_data(store, volunteer))
        if data is not None:
            self._data = data
            self._draw()

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        is_table = bool(self._page)
        self._draw_title()
        self._hours.display, self._table.display = not is_table, is_table
        self._keys.show(key_entries(is_table=is_table))
        if is_table:
            self._table.show(TABLES[self._page - 1][1](self._data), self._search.value.strip())
        else:
            self._hours.show(self._data)
        if self.focused is not self._search:
            self._table.take_focus() if is_table else self._hours.focus()

    def _draw_title(self) -> None:
        record = self._data.record
        person = record.person
        words = (
            f"{person.number} {self._data.linked}".rstrip(),
            plain(person.name),
            plain(person.class_name),
            person_kind_word(person.kind),
        )
        sums = hours_text(record.minutes) + f"  {star_text(record.awarded)}"
        # A very long name leaves room for the sums.
        room = max(20, self.size.width - 3)
        who = cut("  ".join(word for word in words if word), room - cell_width(sums) - 2)
        self._who.say(Content.assemble((who, "bold"), f"  {sums}"))
        self._note.display = bool(self._data.notes)
        self._note.say(Content("\n").join(Content(f"※ {plain(note.text)}") for note in self._data.notes))
        titles = [HOURS, *(title for title, _table in TABLES)]
        shown = [
            Content.styled(_(title), "bold reverse" if place == self._page else "$quiet")
            for place, title in enumerate(titles)
        ]
        self._tabs.say(Content("  ").join(shown))
