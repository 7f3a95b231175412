"""Which team this desk belongs to."""

from __future__ import annotations

import asyncio
from pathlib import Path

from checkin.clock import Clock
from checkin.texts import _
from storage.store import init_store
from tui.screens.field import Field
from tui.screens.form import FormDialog


class TeamStep(FormDialog[bool | None]):
    """Makes the desk in the folder; True once it is there."""

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(
            _("1 of 3 · The team"),
            [
                Field("name", _("name of the team"), example=_("e.g. No. 8 Middle School")),
                Field("code", _("short code"), example=_("e.g. cq8: letters and digits, never changed later")),
                Field("desk", _("name of this desk"), "1"),
            ],
            self.save,
            _("Everything is kept in {folder}.").format(folder=path) + "\n",
        )
        self._path = path
        self._clock = clock

    def leaving(self) -> str:
        """Without a team there is no desk."""
        return _("leave")

    async def save(self, values: dict[str, str]) -> bool:
        """Make keys and record."""

        def make() -> None:
            store = init_store(
                self._path,
                team=values["code"],
                team_name=values["name"],
                desk_name=values["desk"] or "1",
                clock=self._clock,
            )
            store.close()

        await asyncio.to_thread(make)
        return True
