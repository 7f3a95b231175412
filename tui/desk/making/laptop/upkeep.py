"""The record is kept safe: a backup, the desk put back from one, its health, and what the laptop lacks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from checkin.rules.activities import zone
from checkin.texts import _, ngettext
from storage.disk.folder import DataFolder
from storage.disk.written.new_backup import ENDING, new_backup_in
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed, today_at
from tui.desk.making.flow import File, make_file, sticks_of, with_record
from tui.screens.making.made import Made
from tui.screens.message import MessageDialog
from tui.words.faults import Trouble
from tui.words.laptop.here import nearly_full_text
from tui.words.laptop.protection import ENCRYPTED, left_in_the_clear
from tui.words.record.on_screen import said_here


async def make_backup(desk: Desk) -> None:
    """Everything in one file: on the stick where one is plugged in, else in the desk's own folder."""
    identity = desk.identity
    if identity is None:
        return
    sticks = await asyncio.to_thread(sticks_of, desk)
    within = sticks[0] if sticks else DataFolder(desk.writer.path).backups
    day = today_at(desk).isoformat()
    new = await asyncio.to_thread(new_backup_in, within, identity, day)

    def make(store: Store, out: Path) -> Made:
        from storage.backup import backup

        lines = (_("The whole record of this desk, as it is now."),)
        safe = _("It holds names and keys: keep it where nobody else gets at it.")
        here = _("No stick is plugged in: it lies on this laptop, and is lost with it. Copy it to another place.")
        return Made(backup(store, out), lines, (safe, *([] if sticks else [here])))

    await make_file(desk, _("Backup"), File(new.stem, ENDING, within=within), make)


async def check_record(desk: Desk) -> None:
    """Say in words whether the record is sound, and what is wrong with it."""

    def look(store: Store) -> list[str]:
        from exports.exchange.lying_files import faults_of_desk
        from storage.disk.free_space import scarce_megabytes
        from storage.disk.protection.renewing import notes_on_code
        from storage.protecting import is_desk_protected, not_encrypted

        path = store.folder.path
        problems = faults_of_desk(store)
        lines = [_("✓ The record is sound: every entry is there, in its place, and unchanged.")] if not problems else []
        lines += [f"✗ {said_here(problem)}" for problem in problems]
        if is_desk_protected(path):
            lines.append(left_in_the_clear(not_encrypted(path)) or f"✓ {_(ENCRYPTED)}")
            lines += _readable_elsewhere(store)
            lines += [f"⚠ {said_here(note)}" for note in notes_on_code(path)]
        free = scarce_megabytes(path)
        if free is not None:
            lines.append(f"⚠ {nearly_full_text(free)}")
        count = store.connection.execute("SELECT count(*) FROM log").fetchone()[0]
        lines.append(
            ngettext("{count} entry in the record", "{count} entries in the record", count).format(count=count)
        )
        return lines

    lines = await with_record(desk, _("Check the record"), look)
    if lines is None:
        return
    await desk.app.push_screen_wait(MessageDialog(_("Check the record"), lines, long=True))
    if desk.state.is_missing:
        await _accept_missing(desk)


async def _accept_missing(desk: Desk) -> None:
    """Events that can't come back need not be said for ever."""
    lines = [
        _("Events that were recorded are missing. A pack of this desk brings them back: Shift+F7."),
        _("Where there is none, the warning can be ended; what is missing stays missing."),
    ]
    if not await agreed(desk, _("End the warning?"), lines, _("it can't come back")):
        return

    def accept(store: Store) -> bool:
        from storage.missing_events import accept_missing

        accept_missing(store.connection, store.folder, store.identity.desk)
        return True

    if await desk.tried(accept):
        desk.state.is_missing = False
        desk.display.show_notice()


async def check_laptop(desk: Desk) -> None:
    """What the doctor finds: one line each, what is missing first."""
    from tui.doctor.findings import laptop_findings

    path = desk.writer.path
    try:
        found = await asyncio.to_thread(lambda: list(laptop_findings(path, desk.clock)))
    except Trouble as error:
        await desk.say_wrong(error)
        return
    lines = [f"{'✓' if one.ok else '⚠'} {one.text}" for one in sorted(found, key=lambda one: one.ok)]
    await desk.app.push_screen_wait(MessageDialog(_("Is this laptop ready?"), lines, long=True))


def _readable_elsewhere(store: Store) -> list[str]:
    """What everybody can read of a protected desk outside its folder."""
    from exports.exchange.plain_files import plain_files_in_reach
    from tui.words.laptop.plain_files import plain_file_lines

    found = plain_files_in_reach(store.folder, store.identity.team)
    return plain_file_lines(found, zone(store.identity.timezone))
