"""Find a person at the desk: check them in or out, see their page, or say that two numbers are one person."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.events import Direction
from checkin.texts import _
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.board import Board, PresenceState
from tui.model.writer_handle import WriterHandle
from tui.screens.pick_person import PersonSearch, Picked
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry


@dataclass(frozen=True, slots=True)
class ShowPage:
    """A person whose page somebody wants to see."""

    volunteer: str


@dataclass(frozen=True, slots=True)
class SamePerson:
    """A person of whom somebody says that another number is theirs too."""

    volunteer: str


class FindDialog(PersonSearch[Picked | ShowPage | SamePerson | None]):
    """Type, choose with the arrows, press Enter: in or out by itself. Buttons: only in, only out, the page, how the hours came
    about, and that another number is the same person."""

    def __init__(self, writer: WriterHandle, board: Board | None, text: str = "") -> None:
        super().__init__(writer, _("Find a person"), text)
        self._states = {row.volunteer: row.state for row in board.rows} if board else {}

    def entries(self) -> list[Entry]:
        """What is mostly done with the person who is marked."""
        return [("↑↓ Enter", _("in or out"), "screen.take")]

    def ways(self) -> list[Way]:
        """What else can be done with the person who is marked."""
        return [
            (_("only in"), "screen.pick('in')"),
            (_("only out"), "screen.pick('out')"),
            (_("page"), "screen.page"),
            (_("explain"), "screen.explain"),
            (_("same person as …"), "screen.same"),
        ]

    def take(self, volunteer: str) -> None:
        """In or out by itself."""
        self.dismiss(Picked(volunteer))

    def action_explain(self) -> None:
        """How the hours of the marked person came about."""
        from tui.screens.explanation import ExplanationDialog

        self.with_marked(
            lambda volunteer: self.app.push_screen(
                ExplanationDialog(self._writer, volunteer, self._found[volunteer].name)
            )
        )

    def action_pick(self, direction: str) -> None:
        """The marked person is checked in or out."""
        self.with_marked(lambda volunteer: self.dismiss(Picked(volunteer, Direction(direction))))

    def action_page(self) -> None:
        """The marked person's page."""
        self.with_marked(lambda volunteer: self.dismiss(ShowPage(volunteer)))

    def action_same(self) -> None:
        """Another number is the same person as the marked one."""
        self.with_marked(lambda volunteer: self.dismiss(SamePerson(volunteer)))

    def nobody_text(self) -> str:
        """The text for a search that finds nobody."""
        return _("Nobody fits. Try fewer letters, or add the person with F5.")

    def note(self, person: Person) -> tuple[str, str]:
        """Whether the person is on site."""
        state = self._states.get(key_of(person))
        here = {
            PresenceState.ON_SITE: ("● " + _("on site"), "$good"),
            PresenceState.LEFT: ("○ " + _("left"), "$primary"),
        }
        return here.get(state, ("", "")) if state else ("", "")


class FindPageDialog(FindDialog):
    """The same, where Enter shows the page."""

    def entries(self) -> list[Entry]:
        """One thing to do."""
        return [("↑↓ Enter", _("page"), "screen.take")]

    def ways(self) -> list[Way]:
        """There is nothing else to do with a person here."""
        return []

    def take(self, volunteer: str) -> None:
        """Close with the wish to see that person's page."""
        self.dismiss(ShowPage(volunteer))
