"""Ask for two days."""

from __future__ import annotations

from checkin.rules.period import Period, checked_period
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import today_at


async def ask_period(desk: Desk, title: str) -> Period | None:
    """The days from one to another, both within; an empty one is no bound. None for Esc."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day
    from tui.screens.form import FormDialog

    today = today_at(desk)

    async def keep(values: dict[str, str]) -> Period:
        first, last = (parse_day(values[name], label) if values[name] else None for name, label in _labels())
        return checked_period(first, last)

    fields = [
        Field(name, label, day.isoformat(), kind=Day())
        for (name, label), day in zip(_labels(), (today.replace(month=1, day=1), today), strict=True)
    ]
    return await desk.app.push_screen_wait(FormDialog(title, fields, keep, does=_("go on")))


def _labels() -> tuple[tuple[str, str], tuple[str, str]]:
    return (("first", _("first day")), ("last", _("last day")))
