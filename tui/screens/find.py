"""Find a person: one character is enough; class and number tell namesakes apart; a person is picked, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from checkin.rules.events import Direction
from checkin.texts import _
from checkin.words import person_kind_word
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.board import Board, PresenceState
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Dialog
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.words.cells import cell_width
from tui.words.faults import Trouble, sentences
from tui.words.people.linking import linked_text

_NAME, _WIDEST_NAME = 16, 28
"""Cells of the column of names; more than the widest would push the last column off a terminal of 80."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A person that somebody chose, and what to do."""

    volunteer: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class ShowPage:
    """A person whose page somebody wants to see."""

    volunteer: str


@dataclass(frozen=True, slots=True)
class SamePerson:
    """A person of whom somebody says that another number is theirs too."""

    volunteer: str


class FindDialog(Dialog[Picked | ShowPage | SamePerson | None]):
    """Type, choose with the arrows, press Enter: in or out by itself. Buttons: only in, only out, the page, how the hours came
    about, and that another number is the same person."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, board: Board | None, text: str = "") -> None:
        super().__init__(_("Find a person"))
        self._writer = writer
        self._states = {row.volunteer: row.state for row in board.rows} if board else {}
        self._begin_with = text
        self._found: dict[str, Person] = {}
        self._looked_for = ""
        self._linked: dict[str, str] = {}
        self._waiting: Callable[[], None] | None = None
        self._field = Input(placeholder=_("name, pinyin, initials, class or number"), select_on_focus=False)
        self._list = Options(compact=True)
        self._list.can_focus = False

    def parts(self) -> Iterable[Widget]:
        """A field and the list below it."""
        self._field.value = self._begin_with
        yield self._field
        yield self._list

    def entries(self) -> list[Entry]:
        """What is mostly done with the person who is marked."""
        return [("↑↓ Enter", _("in or out"), "screen.pick('auto')")]

    def ways(self) -> list[Way]:
        """What else can be done with the person who is marked."""
        return [
            (_("only in"), "screen.pick('in')"),
            (_("only out"), "screen.pick('out')"),
            (_("page"), "screen.page"),
            (_("explain"), "screen.explain"),
            (_("same person as …"), "screen.same"),
        ]

    def begin(self) -> None:
        """With letters that were typed at the desk, look at once."""
        field = self._field
        field.cursor_position = len(field.value)
        field.focus()

    def on_key(self, event: events.Key) -> None:
        """Letters that came before the field had the focus belong into it."""
        if event.is_printable and event.character and self.focused is None:
            self.type(event.character)

    def type(self, text: str) -> None:
        """Put letters into the field."""
        if self._field.is_mounted:
            self._field.insert_text_at_cursor(text)
        else:
            self._begin_with += text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is in the field now."""
        self._look(event.value)

    def on_input_submitted(self) -> None:
        """Enter: check the marked person in or out."""
        self.action_pick("auto")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a person marks it; Enter acts."""
        event.stop()

    def action_move(self, by: int) -> None:
        """Another person of the list."""
        found = self._list
        if found.option_count:
            before = found.highlighted
            first = 0 if by > 0 else found.option_count - 1
            found.highlighted = first if before is None else (before + by) % found.option_count
            self.trouble.say("")

    def action_explain(self) -> None:
        """How the hours of the marked person came about."""
        from tui.screens.explanation import ExplanationDialog

        if self._is_late(self.action_explain):
            return
        volunteer = self._marked()
        if volunteer is not None:
            self.app.push_screen(ExplanationDialog(self._writer, volunteer, self._found[volunteer].name))

    def action_pick(self, direction: str) -> None:
        """The marked person is checked in or out."""
        if self._is_late(lambda: self.action_pick(direction)):
            return
        volunteer = self._marked()
        if volunteer is not None:
            self.dismiss(Picked(volunteer, Direction(direction)))

    def action_page(self) -> None:
        """The marked person's page."""
        if self._is_late(self.action_page):
            return
        volunteer = self._marked()
        if volunteer is not None:
            self.dismiss(ShowPage(volunteer))

    def action_same(self) -> None:
        """Another number is the same person as the marked one."""
        if self._is_late(self.action_same):
            return
        volunteer = self._marked()
        if volunteer is not None:
            self.dismiss(SamePerson(volunteer))

    def _is_late(self, again: Callable[[], None]) -> bool:
        """Whether the list is still that of older letters. Then the key must wait until the new letters were looked for."""
        if self._field.value == self._looked_for:
            return False
        self._waiting = again
        return True

    def _marked(self) -> str | None:
        """The marked person. If several people fit and none is marked, say so and give None."""
        found = self._list
        if found.highlighted is not None and found.option_count:
            return found.get_option_at_index(found.highlighted).id
        if found.option_count:
            self.trouble.say(_("Several people fit: choose one with ↓ (↑: the last one), then press the key again."))
        return None

    @work(exclusive=True)
    async def _look(self, text: str) -> None:
        try:
            persons, self._linked = await self._writer.ask(lambda store: self._searched(store, text))
        except Trouble as error:
            self._waiting = None
            self.trouble.say("\n".join(sentences(error)))
            return
        self._looked_for = text
        found = self._list
        self._found = {key_of(person): person for person in persons}
        found.clear_options()
        # One long name moves the columns of all, so that they stay below each other.
        width = min(_WIDEST_NAME, max([_NAME, *(cell_width(person.name) + 1 for person in persons)]))
        found.add_options([Option(self._line(person, width), id=key_of(person)) for person in persons])
        found.highlighted = self.preferred(persons)
        self.trouble.say(self.nobody_text() if text.strip() and not persons else "")
        if self._waiting is not None:
            again, self._waiting = self._waiting, None
            again()

    def _searched(self, store: Store, text: str) -> tuple[list[Person], dict[str, str]]:
        """The people who fit, and beside each key its other numbers where there are any."""
        persons, facts, own = self.search(store, text), store.ledger.facts(), store.identity.team
        linked = {key: linked_text(facts, key, own) for key in map(key_of, persons)} if facts.same else {}
        return persons, linked

    def search(self, store: Store, text: str) -> list[Person]:
        """The job that finds the people who fit the text."""
        return find_people(store, text)

    def preferred(self, persons: list[Person]) -> int | None:
        """The row to mark at once. None if several people fit: a person is picked, never guessed."""
        return 0 if len(persons) == 1 else None

    def nobody_text(self) -> str:
        """The text for a search that finds nobody."""
        return _("Nobody fits. Try fewer letters, or add the person with F5.")

    def _line(self, person: Person, name_width: int) -> Content:
        state = self._states.get(key_of(person))
        here = {
            PresenceState.ON_SITE: ("● " + _("on site"), "$good"),
            PresenceState.LEFT: ("○ " + _("left"), "$primary"),
        }
        note, style = here.get(state, ("", "")) if state else ("", "")
        columns = (
            (person.name, name_width, "bold"),
            (person.class_name, 14, ""),
            (f"{person.number} {self._linked.get(key_of(person), '')}".rstrip(), 14, ""),
            (person_kind_word(person.kind), 9, "$quiet"),
        )
        parts = [(text + " " * max(1, width - cell_width(text)), look) for text, width, look in columns]
        return Content.assemble(*parts, (note, style))


class FindPageDialog(FindDialog):
    """The same, where Enter shows the page."""

    def entries(self) -> list[Entry]:
        """One thing to do."""
        return [("↑↓ Enter", _("page"), "screen.page")]

    def ways(self) -> list[Way]:
        """Nothing else."""
        return []

    def action_pick(self, direction: str) -> None:
        """Whatever is pressed, nobody is checked in or out here."""
        self.action_page()
