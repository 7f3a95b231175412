"""The desk is put back from a backup while it stands on the screen: scans wait, and are recorded afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _, ngettext
from storage.disk.folder import DataFolder
from storage.disk.written.new_backup import ENDING
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_file, ask_passphrase
from tui.desk.making.choosing import agreed, choose
from tui.desk.making.flow import sticks_of
from tui.model.stay import NOTHING_CHANGED
from tui.words.amounts import day_and_clock_text, zone_of
from tui.words.faults import Trouble
from tui.words.laptop.protection import left_in_the_clear
from tui.words.laptop.restored import becomes_of_the_record, set_aside_lines, whose_backup

if TYPE_CHECKING:
    from storage.backup import Restored

_OTHER, _MOST = "other", 20
_STAYS, _COMES_BACK = "stays", "back"


async def restore_at_desk(desk: Desk) -> None:
    """Choose a backup, say what becomes of the record of now, and exchange it."""
    source = await _choose_backup(desk)
    if source is None or not await _unlocked(desk, source):
        return
    whose = await _looked_at(desk, source)
    if whose is None:
        return
    lines = [
        str(source),
        whose,
        "",
        *becomes_of_the_record(scans=True),
    ]
    if not await agreed(desk, _("Put this backup back?"), lines, _("put it back")):
        desk.app.notify(_(NOTHING_CHANGED), timeout=8)
        return
    comes_back = await _ask_about_purged(desk)
    if comes_back is None or not await desk.as_supervisor():
        desk.app.notify(_(NOTHING_CHANGED), timeout=8)
        return
    restored = await _exchanged(desk, source, with_purged=comes_back)
    if restored is not None:
        await _say(desk, restored, comes_back=comes_back)


async def _looked_at(desk: Desk, source: Path) -> str | None:
    """Whose backup it is, in words, before anybody is asked; None where it is none, which is said."""
    try:
        return await asyncio.to_thread(_whose, source)
    except Trouble as error:
        await desk.say_wrong(error)
        return None


def _whose(source: Path) -> str:
    from storage.backup import identity_in_backup

    return whose_backup(identity_in_backup(source))


async def _ask_about_purged(desk: Desk) -> bool | None:
    """Whether what was purged here comes back with the backup, where it has it; None for Esc. Asked where something was purged."""
    count = 0 if desk.identity is None else await asyncio.to_thread(_purged_here, desk.writer.path, desk.identity.team)
    if not count:
        return False
    text = ngettext(
        "{count} person was purged here. The backup may hold what was purged since it was made.",
        "{count} persons were purged here. The backup may hold what was purged since it was made.",
        count,
    )
    lines = [(_STAYS, _("it stays purged")), (_COMES_BACK, _("let it come back with the backup"))]
    chosen = await choose(desk, _("What was purged"), lines, text.format(count=count))
    return None if chosen is None else chosen == _COMES_BACK


def _purged_here(path: Path, team: str) -> int:
    """Of how many persons the record in the folder purged something; 0 where it can't be read."""
    from storage.purging.after_restore import purged_there

    there = purged_there(DataFolder(path), team)
    return 0 if there is None else len(there.fields)


async def _exchanged(desk: Desk, source: Path, *, with_purged: bool) -> Restored | None:
    from tui.desk.protection.exchanging import with_folder_closed

    path, clock = desk.writer.path, desk.clock

    def restore() -> Restored:
        from storage.backup import restore

        return restore(source, path, clock, with_purged=with_purged)

    try:
        with desk.app.saying(_("The backup is being put back; scans wait meanwhile.")):
            return await with_folder_closed(desk, restore)
    except Trouble as error:
        await desk.say_wrong(error)
        return None


async def _say(desk: Desk, restored: Restored, *, comes_back: bool) -> None:
    from tui.screens.message import MessageDialog
    from tui.words.people.purging import restored_lines

    lines = [
        _("The record of {team} is restored. This desk is now {desk}; {old} is finished.").format(
            team=restored.identity.team, desk=restored.identity.desk, old=restored.finished_desk
        )
    ]
    lines += [] if comes_back else restored_lines(restored.purged)
    lines += set_aside_lines(restored)

    def left(_store: object) -> str | None:
        from storage.protecting import is_desk_protected, not_encrypted

        path = desk.writer.path
        return left_in_the_clear(not_encrypted(path)) if is_desk_protected(path) else None

    if told := await desk.tried(left):
        lines.append(told)
    desk.other_record()
    await desk.app.push_screen_wait(MessageDialog(_("Restored"), lines))


async def _unlocked(desk: Desk, source: Path) -> bool:
    """Whether the backup can be read: one that is encrypted asks for its passphrase."""
    from storage.disk.backup_file import backup_needs_passphrase, unlock_backup_file

    try:
        if not await asyncio.to_thread(backup_needs_passphrase, source):
            return True
    except Trouble as error:
        await desk.say_wrong(error)
        return False

    async def unlock(passphrase: str) -> bool:
        await asyncio.to_thread(unlock_backup_file, source, passphrase)
        return True

    explanation = _("This backup is encrypted. Type the passphrase that the desk had then, or its recovery code.")
    return bool(await ask_passphrase(desk, _("Put a backup back"), explanation, unlock))


def backups_near(folder: Path, sticks: Sequence[Path]) -> list[tuple[Path, int]]:
    """The backups of the data folder and of sticks, each with when it was written (milliseconds), the newest first."""
    found: dict[Path, int] = {}
    for place, pattern in [(folder, "*.db"), *((one, f"*{ENDING}") for one in (folder, *sticks))]:
        with suppress(OSError):
            for file in place.glob(pattern):
                found[file] = file.stat().st_mtime_ns // 1_000_000
    return sorted(found.items(), key=lambda one: (-one[1], str(one[0])))


async def _choose_backup(desk: Desk) -> Path | None:
    from storage.disk.backup_file import backup_needs_passphrase

    zone = zone_of(None, desk.identity, desk.clock)
    found = await asyncio.to_thread(lambda: backups_near(DataFolder(desk.writer.path).backups, sticks_of(desk)))
    lines = [(str(file), f"{day_and_clock_text(at, zone)}  {file.name}  ({file.parent})") for file, at in found[:_MOST]]
    title = _("Put a backup back")
    chosen = await choose(desk, title, [*lines, (_OTHER, _("another file …"))])
    if chosen != _OTHER:
        return None if chosen is None else Path(chosen)

    def look(file: Path) -> Path:
        # Of one that is encrypted no more is known before its passphrase.
        if not backup_needs_passphrase(file):
            _whose(file)
        return file

    async def read(file: Path) -> Path:
        return await asyncio.to_thread(look, file)

    return await ask_file(desk, title, _("A backup that Hourdesk wrote: it ends in .hdbackup."), (ENDING, ".db"), read)
