"""Somebody who is in no list: name, class, kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from checkin.rules.policies import PERSON_KINDS
from checkin.texts import _
from storage.roster.person import Person
from storage.walk_in import register_walk_in
from tui.amounts import kind_text
from tui.faults import Trouble, sentences
from tui.link import Link
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry


class WalkInDialog(Dialog[Person | None]):
    """Gives back the person that is now registered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+k", "kind", show=False, priority=True),
        Binding("f3,ctrl+s", "save", show=False, priority=True),
    ]

    def __init__(self, link: Link) -> None:
        super().__init__(_("A new person"))
        self._link = link
        self._kind = PERSON_KINDS[0]
        self._saving = False

    def parts(self) -> Iterable[Widget]:
        """Two fields, and the kind."""
        yield Input(placeholder=_("name"), id="name")
        yield Input(placeholder=_("class (may stay empty)"), id="class")
        yield Text(self._kind_line(), id="kind")

    def entries(self) -> list[Entry]:
        """Keys."""
        return [("Enter", _("next, then register"), "screen.save"), ("F2", _("kind"), "screen.kind")]

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the class, then registers."""
        if event.input.id == "name":
            self.query_one("#class", Input).focus()
        else:
            self.action_save()

    def action_kind(self) -> None:
        """Student, teacher, parent in turn."""
        self._kind = PERSON_KINDS[(PERSON_KINDS.index(self._kind) + 1) % len(PERSON_KINDS)]
        self.query_one("#kind", Text).say(self._kind_line())

    def action_save(self) -> None:
        """Register once, however often Enter is pressed."""
        if not self._saving:
            self._saving = True
            self._save(self.query_one("#name", Input).value, self.query_one("#class", Input).value)

    @work
    async def _save(self, name: str, class_name: str) -> None:
        kind, operator = self._kind, self._link.operator
        try:
            person = await self._link.ask(lambda store: register_walk_in(store, name, class_name, kind, operator))
        except Trouble as error:
            self._saving = False
            self.trouble.say("\n".join(sentences(error)))
            return
        self.dismiss(person)

    def _kind_line(self) -> str:
        return " · ".join(f"[{kind_text(k)}]" if k == self._kind else kind_text(k) for k in PERSON_KINDS)
