"""From when another way of counting holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time
from typing import TypeVar

from checkin.rules.activities import zone
from checkin.rules.instants import instant
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, today_at
from tui.desk.making.flow import without_form

T = TypeVar("T")
_NOW, _TODAY, _DAY = "now", "today", "day"


async def ask_since(desk: Desk, told: str, use: Callable[[int | None], Awaitable[T]]) -> T | None:
    """What `use` gives of when a change holds from (milliseconds; None for now); `told` says which change. What it refuses is said,
    of a day that was typed in its form, which stays. None where it was not done."""
    from tui.screens.form import FormDialog

    if desk.identity is None:
        return None
    here, today = zone(desk.identity.timezone), today_at(desk)

    def begin(day: date) -> int:
        return instant(datetime.combine(day, time(), here))

    lines = [(_NOW, _("from now on")), (_TODAY, _("from the beginning of today")), (_DAY, _("from another day on …"))]
    chosen = await choose(desk, _("From when?"), lines, told)
    if chosen is None:
        return None
    if chosen != _DAY:
        return await without_form(desk, _("From when?"), use(None if chosen == _NOW else begin(today)))
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day

    async def keep(values: dict[str, str]) -> T:
        return await use(begin(parse_day(values["day"], _("day"))))

    field = Field("day", _("day"), today.isoformat(), kind=Day())
    return await desk.app.push_screen_wait(FormDialog(_("From when?"), [field], keep, told + "\n", does=_("go on")))
