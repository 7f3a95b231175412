"""The service diary as a workbook: of everybody, or of one person."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, pick_person
from tui.desk.making.flow import File, make_file
from tui.screens.making.made import Made

_ALL, _ONE = "all", "one"


async def make_diary_file(desk: Desk) -> None:
    """Ask whose, and write it; what stands in the diary stays on this laptop otherwise."""
    title = _("Service diary")
    chosen = await choose(desk, title, [(_ALL, _("of everybody")), (_ONE, _("of one person …"))])
    if chosen is None:
        return
    one = await pick_person(desk, _("Whose diary?")) if chosen == _ONE else None
    if chosen == _ONE and one is None:
        return

    def make(store: Store, out: Path) -> Made:
        from exports.recognition.diary_file import write_diary
        from storage.recognition.diary import diary

        entries = diary(store, None if one is None else key_of(one))
        if not entries:
            raise refuse("no_entries", "", N_("the diary is empty: entries are written on a volunteer's page"))
        write_diary(store, entries, out)
        return Made(out, (ngettext("{count} entry", "{count} entries", len(entries)).format(count=len(entries)),))

    stem = "diary" if one is None else f"diary-{one.number}"
    await make_file(desk, title, File(stem, ".xlsx", True), make)
