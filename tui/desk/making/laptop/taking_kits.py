"""A file comes in: what it is decides who may take it and what is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_passphrase
from tui.desk.making.changing import taken_by_supervisor
from tui.desk.making.flow import with_record, without_form
from tui.desk.making.laptop.district_kits import take_district_kit
from tui.desk.making.laptop.takeable import kind_here
from tui.desk.making.laptop.taking_packs import take_pack_in
from tui.screens.message import MessageDialog
from tui.words.faults import Trouble

if TYPE_CHECKING:
    from exports.exchange.receiving import FileKind


async def take_file(desk: Desk, file: Path) -> None:
    """Take it as what it is. Who may: everybody a receipt and a pack of the own team, the supervisor a kit."""
    from exports.exchange.receiving import FileKind

    kind = await _kind(desk, file)
    if kind in (FileKind.PACK, FileKind.SOME_ZIP):
        take_pack_in(desk, file)
    elif kind is FileKind.RECEIPT:
        title = _("Receipt of the district")
        await _say(desk, title, await with_record(desk, title, partial(_receipt, file)))
    elif kind is FileKind.KIT and desk.identity is not None and desk.identity.first:
        text = _("{file}: this is the team's first desk: it makes kits and does not take them.")
        desk.app.notify(text.format(file=file.name), severity="error", timeout=20, markup=False)
    elif kind is FileKind.KIT:
        await _take_kit(desk, file)
    elif kind is FileKind.DISTRICT_KIT:
        await take_district_kit(desk, file)


async def show_receipt(desk: Desk) -> None:
    """What the district decided, from its last receipt."""

    def read(store: Store) -> list[str]:
        from storage.standard.standard import known_district
        from tui.words.exchange.receipt import receipt_lines

        district = known_district(store.connection)
        if district is None or district.receipt_at is None:
            message = N_(
                "no receipt of the district was taken yet: F10, “Bring in a receipt, a kit or a pack”, takes its file"
            )
            raise refuse("no_receipt", "", message)
        return list(receipt_lines(store, district))

    lines = await with_record(desk, _("Receipt of the district"), read)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(_("Receipt of the district"), lines, long=True))


async def _kind(desk: Desk, file: Path) -> FileKind | None:
    try:
        return await asyncio.to_thread(kind_here, file)
    except Trouble as error:
        await desk.say_wrong(error)
        return None


async def _say(desk: Desk, title: str, lines: list[str] | None) -> None:
    if lines is not None:
        await desk.read_board()
        await desk.app.push_screen_wait(MessageDialog(title, lines))


def _receipt(file: Path, store: Store) -> list[str]:
    from exports.exchange.brought import bring_receipt
    from tui.words.exchange.kits import new_district_lines, receipt_taken_lines

    brought = bring_receipt(store, file)
    return [*new_district_lines(brought.taken), *receipt_taken_lines(store, brought)]


async def _take_kit(desk: Desk, file: Path) -> None:
    from exports.exchange.kit.sealing import is_protected

    title = _("Kit of the team")

    async def take(passphrase: str | None) -> list[str]:
        return await taken_by_supervisor(desk, title, partial(_kit, passphrase, file))

    if await asyncio.to_thread(lambda: is_protected(file.read_bytes()[:100])):
        # A wrong passphrase is said in the form.
        await _say(desk, title, await ask_passphrase(desk, title, _("The kit is protected."), take))
    else:
        await _say(desk, title, await without_form(desk, title, take(None)))


def _kit(passphrase: str | None, file: Path, store: Store, agreed: Callable[[], object]) -> list[str]:
    from exports.exchange.brought import bring_kit
    from tui.words.exchange.kits import kit_lines

    return kit_lines(store, bring_kit(store, file, passphrase, agreed=agreed))
