"""The form that asks for one day."""

from __future__ import annotations

from datetime import date

from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.screens.field import Field
from tui.screens.fields.kinds import Day
from tui.screens.form import FormDialog


def day_form(title: str, label: str, day: date) -> FormDialog[date]:
    """Gives the day that somebody typed; `day` stands in the field first."""

    async def typed(values: dict[str, str]) -> date:
        return parse_day(values["day"], "day")

    field = Field("day", label, day.isoformat(), kind=Day())
    return FormDialog(title, [field], typed, does=_("go on"))
