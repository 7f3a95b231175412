"""Packs, kits, copies and backups of before the protection that everybody can still read: named on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.activities import zone
from checkin.texts import _
from storage.store import open_store
from tui.desk.desk import Desk
from tui.words.faults import Trouble, sentences


async def tell_what_stays_readable(desk: Desk, also: Sequence[Path] = ()) -> None:
    """Say which files in reach everybody can read, also in the folders `also`; nothing where there is none. Copies on sticks are
    written anew before, sealed. It reads sticks, so it has a thread and a connection of its own, and no scan waits for it."""
    from tui.screens.message import MessageDialog

    lines = await asyncio.to_thread(_sealed_and_left, desk.writer.path, desk.clock, also)
    if lines:
        await desk.app.push_screen_wait(MessageDialog(_("Still readable to all"), lines, long=True))


async def first_readable(desk: Desk) -> str:
    """In one sentence that files in reach can be read by everybody; empty where none can, and where nobody can look now."""
    return await asyncio.to_thread(_first, desk.writer.path, desk.clock)


def _sealed_and_left(path: Path, clock: Clock, also: Sequence[Path]) -> list[str]:
    from exports.exchange.pack.copies import copy_to
    from exports.exchange.plain_files import plain_files_in_reach
    from storage.disk.copies.copy_folders import copy_folders
    from tui.words.laptop.plain_files import plain_file_lines

    try:
        with open_store(path, clock) as store:
            for place in copy_folders(store.folder):
                copy_to(store, place)  # What goes wrong is said by the light of the copies.
            left = plain_files_in_reach(store.folder, store.identity.team, also)
            return plain_file_lines(left, zone(store.identity.timezone))
    except Trouble as error:
        return sentences(error)


def _first(path: Path, clock: Clock) -> str:
    from exports.exchange.plain_files import plain_files_in_reach
    from tui.words.laptop.plain_files import first_plain_file

    try:
        with open_store(path, clock) as store:
            return first_plain_file(plain_files_in_reach(store.folder, store.identity.team))
    except Trouble:
        return ""
