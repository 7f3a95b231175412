"""The form that asks for one day."""

from __future__ import annotations

from datetime import date

from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.screens.field import Field
from tui.screens.fields.kinds import Day
from tui.screens.form import FormDialog


class DayForm(FormDialog[date]):
    """Gives the day that somebody typed; `day` stands in the field first."""

    def __init__(self, title: str, label: str, day: date, explanation: str = "") -> None:
        field = Field("day", label, day.isoformat(), kind=Day())
        super().__init__(title, [field], self.typed, explanation, does=_("go on"))

    async def typed(self, values: dict[str, str]) -> date:
        """Raises Refused for what is no day."""
        return parse_day(values["day"], "day")
