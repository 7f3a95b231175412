"""Ask for a day, or for two."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from checkin.rules.period import Period
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import today_at

if TYPE_CHECKING:
    from tui.screens.field import Field

T = TypeVar("T")


async def ask_day(desk: Desk, title: str, label: str, day: date | None) -> date | None:
    """The day that somebody typed, `day` standing in the field first, else today; None for Esc."""
    from tui.screens.making.day_form import day_form

    return await desk.app.push_screen_wait(day_form(title, label, day or today_at(desk)))


async def ask_period(
    desk: Desk, title: str, use: Callable[[Period, Mapping[str, str]], Awaitable[T]], more: Sequence[Field] = ()
) -> T | None:
    """What `use` gives of the days from one to another, both within, and of all that stands in the form, in `more` fields too; an
    empty day is no bound. What it refuses is said in the form, and the days stay. None for Esc."""
    from tui.screens.fields.two_days import day_fields, period_of
    from tui.screens.form import FormDialog

    today = today_at(desk)

    async def keep(values: dict[str, str]) -> T:
        return await use(period_of(values), values)

    fields = [*day_fields(Period(today.replace(month=1, day=1), today)), *more]
    return await desk.app.push_screen_wait(FormDialog(title, fields, keep, does=_("go on")))
