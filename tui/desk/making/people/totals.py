"""Everybody's hours by source at the desk: of all sessions, or of an activity and of some days."""

from __future__ import annotations

from functools import partial

from checkin.durations import h_mm
from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.identity import within
from checkin.rules.service import Part
from checkin.texts import _
from checkin.words import part_word
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import with_record
from tui.words.cells import fitted, plain

_ROOM = 70
"""Cells of a line in the dialog at 80 columns."""


async def show_totals(desk: Desk) -> None:
    """Show them; Enter asks which sessions, and they are shown again until Esc."""
    from tui.screens.look_first import LookDialog

    title, asked = _("Everybody's hours by source"), ALL_SESSIONS
    while (lines := await with_record(desk, title, partial(_lines, asked))) is not None:
        if not await desk.app.push_screen_wait(LookDialog(title, lines, _("which sessions …"))):
            return
        asked = await _ask(desk, asked) or asked


async def _ask(desk: Desk, asked: AskedSessions) -> AskedSessions | None:
    from storage.activities.activities import list_activities
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Choice
    from tui.screens.fields.two_days import day_fields, period_of
    from tui.screens.form import FormDialog
    from tui.words.amounts import planned_text

    activities = await desk.tried(list_activities)
    if activities is None:
        return None

    async def keep(values: dict[str, str]) -> AskedSessions:
        return AskedSessions(values["activity"] or None, period_of(values))

    named = ((one.key, f"{planned_text(one)}  {plain(one.name)}") for one in activities)
    choice = Choice((("", _("all activities")), *named))
    fields = [Field("activity", _("activity"), asked.activity or "", kind=choice), *day_fields(asked.period)]
    return await desk.app.push_screen_wait(FormDialog(_("Which sessions?"), fields, keep, does=_("show them")))


def _lines(asked: AskedSessions, store: Store) -> list[str]:
    """A line a person under a line of headings; a column for each source of which anybody has minutes."""
    from exports.printed.explanation.everybody import totals_of_all

    rows, team = totals_of_all(store, asked), store.identity.team
    if not rows:
        return [_("No sessions.")]
    parts = [
        (place, part)
        for place, part in enumerate(Part)
        if part is Part.SCANNED or any(row.minutes[place] for row in rows)
    ]
    head = [
        _("number"),
        _("name"),
        _("class"),
        *(part_word(part) for _place, part in parts),
        _("together"),
        _("training"),
    ]
    table = [
        [
            within(row.volunteer, team),
            plain(row.name),
            plain(row.class_name),
            *(h_mm(row.minutes[place]) for place, _part in parts),
            h_mm(row.total),
            h_mm(row.training),
        ]
        for row in rows
    ]
    return fitted([head, *table], _ROOM, frozenset(range(3, len(head))))
