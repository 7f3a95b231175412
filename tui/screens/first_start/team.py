"""Which team this desk belongs to."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from checkin.clock import Clock
from checkin.texts import _
from storage.store import check_team, init_store
from tui.screens.field import Field
from tui.screens.first_start.protection import Made, ask_protection
from tui.screens.form import FormDialog
from tui.widgets.key_bar import Entry


class TeamStep(FormDialog[Made | bool]):
    """Makes the team's first desk in the folder once its protection is asked for; False where the team has a desk already, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4,ctrl+d", "another", show=False, priority=True)]

    def __init__(self, path: Path, clock: Clock) -> None:
        kept = _("Everything is kept in {folder}.").format(folder=path)
        question = _("Is this the team's first laptop? If one was set up before: F4.")
        explanation = f"{kept}\n{question}\n"
        super().__init__(
            _("1 of 3 · The team"),
            [
                Field("name", _("name of the team"), example=_("e.g. No. 8 Middle School")),
                Field("code", _("short code"), example=_("e.g. cq8: letters and digits, never changed later")),
                Field("desk", _("name of this desk"), "1"),
            ],
            self.save,
            explanation,
        )
        self._path = path
        self._clock = clock

    def entries(self) -> list[Entry]:
        """Also the key for another desk of a team."""
        return [*super().entries(), ("F4", _("the team has a desk already"), "screen.another")]

    def action_another(self) -> None:
        """This is another desk of a team that has one: answer False."""
        if not self.is_answered:
            self.dismiss(False)

    def leaving(self) -> str:
        """Without a team there is no desk."""
        return _("leave")

    async def save(self, values: dict[str, str]) -> Made:
        """Ask whether the desk is protected, then make keys and record."""
        team, name = values["code"], values["name"]
        check_team(team, name)
        start = await ask_protection(self.app, (team, name))

        def make() -> Made:
            desk_name = values["desk"] or "1"
            init_store(
                self._path, team=team, team_name=name, desk_name=desk_name, clock=self._clock, prepare=start
            ).close()
            return Made(None if start is None else start.code())

        return await asyncio.to_thread(make)
