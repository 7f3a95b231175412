"""A file comes in: what it is decides who may take it and what is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.durations import hours_text
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_passphrase
from tui.desk.making.flow import with_record
from tui.desk.making.laptop.district_kits import fingerprint_lines, take_district_kit
from tui.desk.making.laptop.takeable import kind_here
from tui.screens.message import MessageDialog
from tui.words.counts import persons_text
from tui.words.faults import Trouble

if TYPE_CHECKING:
    from exports.exchange.receiving import FileKind


async def take_file(desk: Desk, file: Path) -> None:
    """Take it as what it is. Who may: everybody a receipt and a pack of the own team, the supervisor a kit."""
    from exports.exchange.receiving import FileKind

    kind = await _kind(desk, file)
    if kind in (FileKind.PACK, FileKind.SOME_ZIP):
        from tui.desk.commands.packs import take_pack_in

        take_pack_in(desk, file)
    elif kind is FileKind.RECEIPT:
        await _say(desk, _("Receipt of the district"), file, _receipt)
    elif kind is FileKind.KIT and desk.identity is not None and desk.identity.first:
        text = _("{file}: this is the team's first desk: it makes kits and does not take them.")
        desk.app.notify(text.format(file=file.name), severity="error", timeout=20, markup=False)
    elif kind is FileKind.KIT and await desk.as_supervisor():
        await _take_kit(desk, file)
    elif kind is FileKind.DISTRICT_KIT and await desk.as_supervisor():
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


async def _say(desk: Desk, title: str, file: Path, take: Callable[[Path, Store], list[str]]) -> None:
    lines = await with_record(desk, title, partial(take, file))
    if lines is not None:
        await desk.read_board()
        await desk.app.push_screen_wait(MessageDialog(title, lines))


def _receipt(file: Path, store: Store) -> list[str]:
    from exports.exchange.receipt.taking import take_receipt
    from storage.log.appended import sent_by_the_district
    from storage.log.events import DISTRICT_EVENT
    from storage.log.judging import events_set_aside
    from storage.supervision.brought_facts import changed_by_the_district
    from tui.words.hours_change import brought_lines
    from tui.words.set_aside import set_aside_lines

    before = set(sent_by_the_district(store.connection))
    taken = take_receipt(store, file)
    if not taken.new:
        return [_("This receipt was here already; nothing changed.")]
    change = changed_by_the_district(store, before)
    lines = [] if not taken.first else fingerprint_lines(taken.district, taken.fingerprint)
    text = _("Receipt of “{district}” · rulings: {rulings} (new: {new}) · faults: {faults} · earned elsewhere: {hours}")
    counts: dict[str, Any] = {"rulings": taken.rulings, "new": taken.new_rulings, "faults": taken.faults}
    lines.append(text.format(district=taken.district, hours=hours_text(taken.minutes), **counts))
    apart = events_set_aside(store.connection, [DISTRICT_EVENT])
    return [*lines, *set_aside_lines(apart), *brought_lines(store, change, by_the_district=True)]


async def _take_kit(desk: Desk, file: Path) -> None:
    from exports.exchange.kit.sealing import is_protected

    title = _("Kit of the team")
    if await asyncio.to_thread(lambda: is_protected(file.read_bytes()[:100])):
        await _take_sealed_kit(desk, title, file)
    else:
        await _say(desk, title, file, partial(_kit, None))


async def _take_sealed_kit(desk: Desk, title: str, file: Path) -> None:
    """A wrong passphrase is said in the form."""

    async def take(passphrase: str) -> list[str]:
        return await desk.writer.ask(partial(_kit, passphrase, file))

    lines = await ask_passphrase(desk, title, _("The kit is protected."), take)
    if lines is not None:
        await desk.read_board()
        await desk.app.push_screen_wait(MessageDialog(title, lines))


def _kit(passphrase: str | None, file: Path, store: Store) -> list[str]:
    from exports.exchange.kit.taking import take_kit
    from storage.log.appended import brought_by_a_kit
    from storage.log.events import KIT_EVENT
    from storage.log.judging import events_set_aside
    from storage.supervision.brought_facts import changed_by_a_kit
    from tui.words.hours_change import brought_lines
    from tui.words.people.notes import brought_note_lines
    from tui.words.people.purging import stays_purged_lines
    from tui.words.protection import unprotected_kit_lines
    from tui.words.set_aside import set_aside_lines

    before = brought_by_a_kit(store.connection).keys()
    taken = take_kit(store, file, passphrase)
    if not taken.new:
        text = _("Version {version} of the kit was here already; nothing changed.")
        return [text.format(version=taken.version)]
    text = _("Version {version} of the kit is taken: {persons}.").format(
        version=taken.version, persons=persons_text(taken.persons)
    )
    change = changed_by_a_kit(store, before)
    apart = set_aside_lines(events_set_aside(store.connection, [KIT_EVENT]))
    lines = [text, *apart, *brought_lines(store, change)]
    lines += [*brought_note_lines(store, taken.notes), *stays_purged_lines(taken.kept_purged)]
    return [*lines, *unprotected_kit_lines(store.folder.path)]
