"""Minors at the desk: whose limit is near or passed in the activities of today, and which limits hold."""

from __future__ import annotations

from checkin.texts import _
from storage.presence.guarding import GuardedIn, guarded_today
from storage.standard.guard import guard_table
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import with_record
from tui.words.cells import aligned, plain
from tui.words.people.guard import NO_LIMITS, NOBODY_NEAR, limit_word, limits_words, under_word, when_text


async def show_minors(desk: Desk) -> None:
    """One list of today, and below it the limits in force; Enter leads on to those."""
    from tui.screens.look_first import LookDialog

    title = _("Minors")
    lines = await with_record(desk, title, _lines)
    if lines is None:
        return
    if await desk.app.push_screen_wait(LookDialog(title, lines, _("change the limits …"))):
        from tui.desk.making.people.limits import edit_limits

        await edit_limits(desk)


def _lines(store: Store) -> list[str]:
    """Raises Refused for a table of limits that can't be read."""
    table, now = guard_table(store.folder), store.now()
    found: dict[str, list[list[str]]] = {}
    for one in guarded_today(store):
        found.setdefault(_limit_text(one), []).append(_cells(one, now))
    today = _by_limit(found) if found else [_(NOBODY_NEAR)]
    limits = [[under_word(one.under), limits_words(one)] for one in table.classes]
    return [*today, "", *(aligned(limits, frozenset()) if limits else [_(NO_LIMITS)])]


def _by_limit(found: dict[str, list[list[str]]]) -> list[str]:
    """Each limit above those whom it concerns: beside them it would fill every line. All columns are of one width."""
    head = [_("class"), _("number"), _("name"), _("when"), _("activity")]
    first, *rows = aligned([head, *(row for rows in found.values() for row in rows)], frozenset())
    lines = [f"  {first}"]
    for limit, of_it in found.items():
        lines += [limit, *(f"  {row}" for row in rows[: len(of_it)])]
        rows = rows[len(of_it) :]
    return lines


def _limit_text(told: GuardedIn) -> str:
    limits = told.one.row.limits
    if limits is None:
        return "—"
    return _("{age}: {limit}").format(age=under_word(limits.under), limit=limit_word(told.one.limit, limits))


def _cells(told: GuardedIn, now: int) -> list[str]:
    row, zone = told.one.row, told.activity.zone
    return [
        plain(row.class_name) or "—", plain(row.number), plain(row.name), when_text(told.one, now, zone),
        plain(told.activity.name or told.activity.code),
    ]  # fmt: skip
