"""What is signed and taken away: the pack for the district, copies at once, the roster, the team's key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _, ngettext, say
from storage.store import Store, open_store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_text
from tui.desk.making.choosing import choose, today_at
from tui.desk.making.flow import File, made_in_form, make_file, say_made, sticks_of
from tui.desk.making.taken_out.copies import choose_folders
from tui.screens.making.made import Made
from tui.words.faults import Trouble

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from exports.exchange.pack.copies import Copied

_SEALED, _PLAIN, _KEY = "sealed", "plain", "key"


async def make_pack(desk: Desk) -> None:
    """The desk's whole log as a pack, sealed to the district by its kit, or by its key, or to nobody."""
    identity, title = desk.identity, _("Pack for the district, other desks")
    recipient = await desk.tried(_recipient)
    if identity is None or recipient is None:
        return
    lines = [(_SEALED, _("sealed: only the district can open it"))] if recipient else []
    lines += [(_PLAIN, _("not sealed: everybody can read it")), (_KEY, _("sealed to a key that the district gave …"))]
    chosen = await choose(desk, title, lines)
    if chosen is None:
        return
    sticks = await asyncio.to_thread(sticks_of, desk)
    stem = f"{identity.team}-{identity.desk_name}-{today_at(desk).isoformat()}"
    file = _within(File(stem, ".hdpack", True), sticks[0] if sticks else None)
    if chosen != _KEY:
        await make_file(desk, title, file, _packer(recipient if chosen == _SEALED else None))
        return

    async def seal(key: str) -> Made:
        from exports.exchange.pack.sealing import read_recipient
        from tui.screens.fields.paths import path_of

        to = await asyncio.to_thread(read_recipient, key if key.startswith("age1") else str(path_of(key)))
        return await made_in_form(desk, title, file, _packer(to))

    made = await ask_text(
        desk, title, _("key"), example=_("age1… or the file with it"), needed=N_("write the key, or choose its file"),
        endings=(".txt", ".key", ".pub"), use=seal,
    )  # fmt: skip
    if made is not None:
        await say_made(desk, title, made)


def _packer(to: str | None) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.exchange.pack.writing import write_pack

        events = write_pack(store, out, to)
        text = ngettext("{count} entry of the record", "{count} entries of the record", events).format(count=events)
        warns = (
            ()
            if to
            else (_("It holds names and classes for everybody to read: hand it over, and delete it from sticks."),)
        )
        return Made(out, (text,), warns)

    return make


async def copy_at_once(desk: Desk) -> None:
    """Write a new pack to the folders for copies now; where none is set, say how to set one."""
    folders = desk.copies.folders
    if not folders:
        await choose_folders(desk)
        folders = desk.copies.folders
    if not folders:
        return

    def write() -> list[Copied]:
        from exports.exchange.pack.copies import copy_to

        with open_store(desk.writer.path, desk.clock) as store:
            return [copy_to(store, place) for place in folders]

    try:
        done = await asyncio.to_thread(write)
    except Trouble as error:
        await desk.say_wrong(error)
        return
    from tui.words.exchange.copied import copied_line

    desk.copies.made(done)
    lines = [copied_line(one) if one.problem is None else say(one.problem) for one in done]
    severity: SeverityLevel = "information" if all(one.problem is None for one in done) else "warning"
    desk.app.notify("\n".join(lines), severity=severity, timeout=15, markup=False)


async def make_roster_file(desk: Desk) -> None:
    """The roster as a workbook, or an empty one to fill in."""
    title = _("Roster as a workbook")
    lines = [("all", _("everybody of the roster, with badge numbers")), ("empty", _("an empty one, to fill in"))]
    chosen = await choose(desk, title, lines)
    if chosen is None:
        return

    def make(store: Store, out: Path) -> Made:
        from exports.roster_file import write_roster, write_template
        from storage.people.named import everybody_here
        from storage.people.names import badge_in_force

        if chosen == "empty":
            write_template(out)
            return Made(out, (_("Fill it in, then bring it in as a list."),))
        persons = [one for one in everybody_here(store) if one.team == store.identity.team]
        write_roster(out, [(one, badge_in_force(store, one)) for one in persons])
        return Made(out, (ngettext("{count} person", "{count} persons", len(persons)).format(count=len(persons)),))

    await make_file(desk, title, File("roster" if chosen == "all" else "empty-roster", ".xlsx", True), make)


async def make_team_key(desk: Desk) -> None:
    """The team's public key, for a district that has no pack of the team yet."""

    def make(store: Store, out: Path) -> Made:
        from exports.exchange.key_file import write_team_key

        fingerprint = write_team_key(store, out)
        return Made(out, (_("Tell the district this fingerprint by telephone:"), fingerprint))

    if desk.identity is not None:
        await make_file(desk, _("The team's key"), File(desk.identity.team, ".hdkey", True), make)


def _recipient(store: Store) -> str:
    """The district's key for sealing; empty where no kit of a district is here, or it has none."""
    from storage.standard.standard import known_district

    district = known_district(store.connection)
    return "" if district is None else district.standard.sealing_key or ""


def _within(file: File, folder: Path | None) -> File:
    return file if folder is None else file._replace(within=folder)
