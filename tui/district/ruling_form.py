"""A decision of the clerk: what it does to hours is shown first, before → after, and a second Enter writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkin.texts import _
from exports.district.district import District
from exports.district.says.foreseeing import foresee
from tui.district.clerk import Clerk
from tui.model.stay import Stay
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.words.ruled_hours import ruled_lines

Decide = Callable[[District, dict[str, str]], object]


class RulingForm(FormDialog[bool]):
    """`decide` writes what the fields say. Gives True once it was written."""

    def __init__(self, clerk: Clerk, title: str, fields: Sequence[Field], decide: Decide, explanation: str) -> None:
        super().__init__(title, fields, self.save, explanation)
        self._clerk, self._does = clerk, title
        self._decide = decide
        self._shown: dict[str, str] = {}

    async def save(self, values: dict[str, str]) -> bool:
        """First on trial. Raises Stay with what would change, and Refused for what can't be decided so."""

        def decide(district: District) -> object:
            return self._decide(district, values)

        if values != self._shown:
            seen = await self._clerk.work.made(self._does, lambda district: foresee(district, decide))
            self._shown = values
            raise Stay([*ruled_lines(seen), _("Press Enter again to decide so.")])
        await self._clerk.work.made(self._does, decide)
        return True
