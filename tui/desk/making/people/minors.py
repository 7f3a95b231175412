"""Minors at the desk: whose limit is near or passed in the activities of today, and which limits hold."""

from __future__ import annotations

from checkin.texts import _
from storage.presence.guarding import GuardedIn, guarded_today
from storage.standard.guard import guard_table
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import with_record
from tui.words.cells import aligned, plain
from tui.words.people.guard import limit_word, limits_words, under_word, when_text


async def show_minors(desk: Desk) -> None:
    """One list of today, and below it the limits in force."""
    from tui.screens.message import MessageDialog

    title = _("Minors")
    lines = await with_record(desk, title, _lines)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines, long=True))


def _lines(store: Store) -> list[str]:
    """Raises Refused for a table of limits that can't be read."""
    table, now = guard_table(store.folder), store.now()
    found = [_cells(one, now) for one in guarded_today(store)]
    head = [_("class"), _("number"), _("name"), _("limit"), _("when"), _("activity")]
    today = list(aligned([head, *found], frozenset())) if found else [_("Nobody is near a limit.")]
    limits = [[under_word(one.under), limits_words(one)] for one in table.classes]
    return [*today, "", *(aligned(limits, frozenset()) if limits else [_("There are no limits.")])]


def _cells(told: GuardedIn, now: int) -> list[str]:
    row, zone = told.one.row, told.activity.zone
    limit = (
        ""
        if row.limits is None
        else _("{age}: {limit}").format(age=under_word(row.limits.under), limit=limit_word(told.one.limit, row.limits))
    )
    return [
        plain(row.class_name) or "—", plain(row.number), plain(row.name), limit, when_text(told.one, now, zone),
        plain(told.activity.name or told.activity.code),
    ]  # fmt: skip
