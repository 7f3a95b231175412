"""Ask for two days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from checkin.rules.period import Period, checked_period
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import today_at

T = TypeVar("T")


async def ask_period(desk: Desk, title: str, use: Callable[[Period], Awaitable[T]]) -> T | None:
    """What `use` gives of the days from one to another, both within; an empty one is no bound. What it refuses is said in the form,
    and the days stay. None for Esc."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day
    from tui.screens.form import FormDialog

    today = today_at(desk)

    async def keep(values: dict[str, str]) -> T:
        return await use(period_of(values))

    fields = [
        Field(name, label, day.isoformat(), kind=Day())
        for (name, label), day in zip(day_labels(), (today.replace(month=1, day=1), today), strict=True)
    ]
    return await desk.app.push_screen_wait(FormDialog(title, fields, keep, does=_("go on")))


def period_of(values: Mapping[str, str]) -> Period:
    """The period of two fields of days. Raises Refused."""
    first, last = (parse_day(values[name], label) if values[name] else None for name, label in day_labels())
    return checked_period(first, last)


def day_labels() -> tuple[tuple[str, str], tuple[str, str]]:
    """The names of the two fields, with their labels."""
    return (("first", _("first day")), ("last", _("last day")))
