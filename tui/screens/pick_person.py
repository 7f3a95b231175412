"""Pick a person: one character is enough; class and number tell namesakes apart; a person is picked, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from checkin.rules.events import Direction
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.person_line import name_width, person_line
from tui.widgets.search_field import SearchField
from tui.words.faults import Trouble, sentences
from tui.words.people.linking import linked_text

T = TypeVar("T")

NOBODY_FITS = N_("Nobody fits. Try fewer letters.")


@dataclass(frozen=True, slots=True)
class Picked:
    """A person that somebody chose (a key), and what to do."""

    volunteer: str
    direction: Direction = Direction.AUTO


class PersonSearch(Dialog[T]):
    """A field, and below it the people who fit. `text` is what was typed before; what Enter does says `take`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, title: str, text: str = "") -> None:
        super().__init__(title)
        self._writer = writer
        self._begin_with = text
        self._found: dict[str, Person] = {}
        self._looked_for = ""
        self._linked: dict[str, str] = {}
        self._waiting: Callable[[], None] | None = None
        self._list = Options(compact=True)
        self._field = SearchField(_("name, pinyin, initials, class or number"), self._list)
        self._list.can_focus = False

    def parts(self) -> Iterable[Widget]:
        """A field and the list below it."""
        self._field.value = self._begin_with
        yield self._field
        yield self._list

    def entries(self) -> list[Entry]:
        """The key that takes the marked person."""
        return [("↑↓ Enter", _("this one"), "screen.take")]

    def begin(self) -> None:
        """With letters that were typed before, look at once."""
        field = self._field
        field.cursor_position = len(field.value)
        field.focus()

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
        """Enter takes the marked person."""
        self.action_take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a person marks it; Enter acts."""
        event.stop()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Somebody is marked, by whatever key or click: that several fit is no trouble any more."""
        self.trouble.say("")

    def action_take(self) -> None:
        """The marked person is the one."""
        self.with_marked(self.take)

    def take(self, volunteer: str) -> None:
        """This person (a key) was chosen."""
        raise NotImplementedError

    def with_marked(self, do: Callable[[str], object]) -> None:
        """Do it with the marked person (a key). While the list is still that of older letters it waits for the list of the new
        ones; where nobody is marked, what to do is said."""
        if self._field.value != self._looked_for:
            self._waiting = lambda: self.with_marked(do)
            return
        found = self._list
        if found.highlighted is not None and found.option_count:
            volunteer = found.get_option_at_index(found.highlighted).id
            assert volunteer is not None
            do(volunteer)
        elif found.option_count:
            self.trouble.say(_("Several people fit: choose one with ↓ (↑: the last one), then press the key again."))
        elif self._field.value.strip() or self.says_nobody:
            self.trouble.say(self.nobody_text())
        else:
            self.trouble.say(_("Type a part of the name or the number first."))

    def action_move(self, by: int) -> None:
        """Another person of the list."""
        found = self._list
        if found.option_count:
            before = found.highlighted
            first = 0 if by > 0 else found.option_count - 1
            found.highlighted = first if before is None else (before + by) % found.option_count

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
        width = name_width(persons)
        for key, person in self._found.items():
            line = person_line(person, width, self._linked.get(key, ""), self.note(person))
            found.add_option(Option(line, id=key))
        found.highlighted = self.preferred(persons)
        self.trouble.say("" if persons or not (text.strip() or self.says_nobody) else self.nobody_text())
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

    @property
    def says_nobody(self) -> bool:
        """Whether an empty list is explained before a letter is typed."""
        return False

    def nobody_text(self) -> str:
        """The text for a search that finds nobody."""
        return _(NOBODY_FITS)

    def note(self, person: Person) -> tuple[str, str]:
        """A word about the person and its style, at the end of the line."""
        return ("", "")


class PickPersonDialog(PersonSearch[Picked | None]):
    """Gives the person who was chosen as `Picked`, for something that is done for them alone. `title` says what for."""

    def take(self, volunteer: str) -> None:
        """Close with the person who was chosen, by key."""
        self.dismiss(Picked(volunteer))

    def person(self, volunteer: str) -> Person:
        """The person of a key that was chosen here."""
        return self._found[volunteer]
