"""A decision of the clerk: what it does to hours is shown first, before → after, and a second Enter writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkin.durations import h_mm
from checkin.texts import _
from exports.district.district import District
from exports.district.says.foreseeing import Foreseen, foresee
from tui.district.clerk import Clerk
from tui.model.stay import Stay
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.words.amounts import change_text
from tui.words.cells import plain
from tui.words.hours_change import NO_CHANGE
from tui.words.lists import more_persons_text

MOST_PEOPLE = 6
"""People who are named; the rest is counted."""
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
            raise Stay([*change_lines(seen), _("Press Enter again to decide so.")])
        await self._clerk.work.made(self._does, decide)
        return True


def change_lines(seen: Foreseen) -> list[str]:
    """Whose hours change and how, and how many sessions wait for review no longer, or now."""
    lines = [
        change_text(f"{plain(one.name)} {one.person}".strip(), h_mm(one.before), h_mm(one.after))
        for one in seen.persons[:MOST_PEOPLE]
    ]
    more = len(seen.persons) - MOST_PEOPLE
    if more > 0:
        lines.append(more_persons_text(more))
    if seen.waiting_before != seen.waiting_after:
        text = _("sessions that wait for review: {before} → {after}")
        lines.append(text.format(before=seen.waiting_before, after=seen.waiting_after))
    return lines or [_(NO_CHANGE)]
