"""Somebody who is in no list: name, class, kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _
from checkin.words import person_kind_word
from storage.people.person import Person
from storage.people.walk_in import LONGEST_NAME, known_alike, register_walk_in
from tui.model.writer_handle import WriterHandle
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.widgets.key_bar import Entry

_ANOTHER = "another"


class WalkInDialog(FormDialog[Person | None]):
    """Gives back the person that is now registered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2,ctrl+l", "kind", show=False, priority=True)]

    def __init__(self, writer: WriterHandle) -> None:
        super().__init__(
            _("A new person"),
            [
                Field("name", _("name"), most=LONGEST_NAME),
                Field("class", _("class"), example=_("may stay empty"), most=LONGEST_NAME),
            ],
            self.save,
        )
        self._writer = writer
        self._kind = PERSON_KINDS[0]

    def parts(self) -> Iterable[Widget]:
        """Two fields, and the kind."""
        yield from super().parts()
        yield Text(self._kind_line(), id="kind")

    def entries(self) -> list[Entry]:
        """The keys to save and to change the kind."""
        return [*super().entries(), ("F2", _("student, teacher or parent"), "screen.kind")]

    def action_kind(self) -> None:
        """Student, teacher, parent in turn."""
        self._kind = PERSON_KINDS[(PERSON_KINDS.index(self._kind) + 1) % len(PERSON_KINDS)]
        self.query_one("#kind", Text).say(self._kind_line())

    async def save(self, values: dict[str, str]) -> Person:
        """Register them, with a number and a badge of this desk; or give the person of this name who is known already."""
        kind, operator = self._kind, self._writer.operator
        alike = await self._writer.ask(lambda store: known_alike(store, values["name"], values["class"]))
        if alike and (person := await self._which(alike)) is not None:
            return person
        return await self._writer.ask(
            lambda store: register_walk_in(store, values["name"], values["class"], kind, Signature(operator))
        )

    async def _which(self, alike: Sequence[Person]) -> Person | None:
        """Which of the known people is meant; None for another one of this name. Esc leads back to the form."""
        lines = [(p.number, f"{p.number}  {p.name}  {p.class_name}".rstrip()) for p in alike]
        lines.append((_ANOTHER, _("another person of this name")))
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Known already: is it this person?"), lines))
        if chosen is None:
            raise refuse("known_person", "name", N_("nothing was registered: correct the name or the class"))
        return next((person for person in alike if person.number == chosen), None)

    def _kind_line(self) -> str:
        kinds = " · ".join(f"[{person_kind_word(k)}]" if k == self._kind else person_kind_word(k) for k in PERSON_KINDS)
        return _("kind: {kinds}").format(kinds=kinds)
