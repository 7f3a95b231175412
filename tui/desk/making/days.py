"""Ask for two days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from checkin.rules.period import Period
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import today_at

T = TypeVar("T")


async def ask_period(desk: Desk, title: str, use: Callable[[Period], Awaitable[T]]) -> T | None:
    """What `use` gives of the days from one to another, both within; an empty one is no bound. What it refuses is said in the form,
    and the days stay. None for Esc."""
    from tui.screens.fields.two_days import day_fields, period_of
    from tui.screens.form import FormDialog

    today = today_at(desk)

    async def keep(values: dict[str, str]) -> T:
        return await use(period_of(values))

    fields = day_fields(Period(today.replace(month=1, day=1), today))
    return await desk.app.push_screen_wait(FormDialog(title, fields, keep, does=_("go on")))
