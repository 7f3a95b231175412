"""Somebody who is in no list: name, class, kind."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _
from checkin.words import person_kind_word
from storage.people.person import Person
from storage.people.walk_in import LONGEST_NAME, known_alike, register_walk_in
from tui.model.writer_handle import WriterHandle
from tui.screens.choose import ChooseDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice, Words
from tui.screens.form import FormDialog

_ANOTHER = "another"


class WalkInDialog(FormDialog[Person | None]):
    """Gives back the person that is now registered. `classes` are offered, and `kind` is proposed."""

    def __init__(self, writer: WriterHandle, classes: tuple[str, ...] = (), kind: str = PERSON_KINDS[0]) -> None:
        kinds = tuple((one, person_kind_word(one)) for one in PERSON_KINDS)
        super().__init__(
            _("A new person"),
            [
                Field("name", _("name"), most=LONGEST_NAME, needed=N_("write the name")),
                Field("class", _("class"), example=_("may stay empty"), most=LONGEST_NAME, kind=Words(classes)),
                Field("kind", _("kind"), kind, kind=Choice(kinds)),
            ],
            self.save,
        )
        self._writer = writer

    async def save(self, values: dict[str, str]) -> Person:
        """Register them, with a number and a badge of this desk; or give the person of this name who is known already."""
        kind, operator = values.get("kind") or PERSON_KINDS[0], self._writer.operator
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
