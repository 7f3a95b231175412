"""Somebody who is in no list: name, class, kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from checkin.rules.policies import PERSON_KINDS
from checkin.rules.signature import Signature
from checkin.texts import _
from checkin.words import person_kind_word
from storage.people.person import Person
from storage.people.walk_in import register_walk_in
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Text
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.widgets.key_bar import Entry


class WalkInDialog(FormDialog[Person | None]):
    """Gives back the person that is now registered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2,ctrl+l", "kind", show=False, priority=True)]

    def __init__(self, writer: WriterHandle) -> None:
        super().__init__(
            _("A new person"),
            [Field("name", _("name")), Field("class", _("class"), example=_("may stay empty"))],
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
        """Register them, with a number and a badge of this desk."""
        kind, operator = self._kind, self._writer.operator
        return await self._writer.ask(
            lambda store: register_walk_in(store, values["name"], values["class"], kind, Signature(operator))
        )

    def _kind_line(self) -> str:
        kinds = " · ".join(f"[{person_kind_word(k)}]" if k == self._kind else person_kind_word(k) for k in PERSON_KINDS)
        return _("kind: {kinds}").format(kinds=kinds)
