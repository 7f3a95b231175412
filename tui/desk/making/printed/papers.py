"""Lists on paper: sign-in sheets for a day without a laptop, and the publicity list for the wall."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.activities import Activity
from checkin.texts import _, ngettext, say
from storage.presence.board import read_board
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, pick_activity
from tui.desk.making.flow import File, make_file
from tui.screens.making.made import Made

_ALL, _CLASS, _HERE, _XLSX = "all", "class:", "here", ".xlsx"


async def make_sheets(desk: Desk) -> None:
    """A sign-in sheet of each class or of one, for the activity that scans go to, or one that is chosen."""
    title = _("Sign-in sheets")
    activity = desk.state.activity or await pick_activity(desk, title)
    if activity is None:
        return
    names = await desk.tried(lambda store: _classes(store, activity))
    if names is None:
        return
    lines = [(_ALL, _("one sheet for each class")), *((_CLASS + name, name) for name in names)]
    chosen = await choose(desk, title, lines, activity.name or activity.code)
    if chosen is None:
        return
    only = () if chosen == _ALL else (chosen.removeprefix(_CLASS),)

    def make(store: Store, out: Path) -> Made:
        from exports.printed.lists.sign_in_sheet import sheets_of, write_sign_in

        sheets = sheets_of(store, read_board(store, activity.key), only)
        printed = write_sign_in(out, store.identity.team_name, activity, sheets)
        text = ngettext("{count} page", "{count} pages", printed.pages).format(count=printed.pages)
        return Made(out, (text,), tuple(map(say, printed.notes)))

    stem = "-".join(["sign-in", activity.code, *only])
    await make_file(desk, title, File(stem), make)


async def make_publicity_list(desk: Desk) -> None:
    """The hours that everybody may look at before they are final, masked as the policy says."""
    title = _("Publicity list")
    activity = desk.state.activity
    lines = [(_ALL, _("of all activities")), (_XLSX, _("of all activities, as a workbook"))]
    if activity is not None:
        lines.insert(0, (_HERE, _("of {activity}").format(activity=activity.name or activity.code)))
    chosen = await choose(desk, title, lines)
    if chosen is None:
        return
    of = activity if chosen == _HERE else None

    def make(store: Store, out: Path) -> Made:
        from exports.printed.publicity.list_file import write_publicity
        from exports.printed.publicity.rows import publicity_rows
        from storage.team.profile import contact_line

        rows = publicity_rows(store, None if of is None else of.key)
        printed = write_publicity(out, store.identity.team_name, rows, contact_line(store.connection))
        text = ngettext("{count} row, shown until {day}", "{count} rows, shown until {day}", len(rows))
        until = max(row.until for row in rows).isoformat()
        return Made(out, (text.format(count=len(rows), day=until),), tuple(map(say, printed.notes)))

    stem = "publicity" if of is None else f"publicity-{of.code}"
    await make_file(desk, title, File(stem, _XLSX if chosen == _XLSX else ".pdf", chosen == _XLSX), make)


def _classes(store: Store, activity: Activity) -> list[str]:
    from storage.presence.class_lists import class_lists

    return [one.name for one in class_lists(store, read_board(store, activity.key)) if one.name]
