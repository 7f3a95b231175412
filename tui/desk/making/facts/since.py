"""From when another way of counting holds."""

from __future__ import annotations

from datetime import datetime, time
from typing import NamedTuple

from checkin.rules.activities import zone
from checkin.rules.instants import instant
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, today_at

_NOW, _TODAY, _DAY = "now", "today", "day"


class Since(NamedTuple):
    """From when a version holds (milliseconds); None for now."""

    at: int | None


async def ask_since(desk: Desk, told: str) -> Since | None:
    """From when a change holds; `told` says which. None for Esc."""
    if desk.identity is None:
        return None
    here, today = zone(desk.identity.timezone), today_at(desk)
    lines = [(_NOW, _("from now on")), (_TODAY, _("from the beginning of today")), (_DAY, _("from another day on …"))]
    chosen = await choose(desk, _("From when?"), lines, told)
    if chosen == _NOW:
        return Since(None)
    if chosen == _TODAY:
        return Since(instant(datetime.combine(today, time(), here)))
    if chosen is None:
        return None
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> Since:
        return Since(instant(datetime.combine(parse_day(values["day"], _("day")), time(), here)))

    field = Field("day", _("day"), today.isoformat(), kind=Day())
    return await desk.app.push_screen_wait(FormDialog(_("From when?"), [field], keep, told + "\n", does=_("go on")))
