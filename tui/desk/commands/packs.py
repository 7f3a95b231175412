"""Commands about packs: where copies go, and another desk's pack taken in while scans go on."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from textual.worker import Worker

from checkin.rules.problems import N_, Refused
from checkin.rules.signature import Signature
from checkin.texts import _, enumerated, ngettext
from storage.store import open_store
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.desk.foreign_pack import own_fingerprint, take_foreign
from tui.model.command_groups import Group
from tui.screens.fields.paths import FILE_NEEDED
from tui.words.amounts import clock_text, zone_of
from tui.words.exchange.copied import with_the_laptop
from tui.words.faults import Trouble

_OTHER = "other"


class Copies(DeskCommand):
    __doc__ = N_("Choose the USB stick or folder to which this desk writes a new pack every minute.")
    name, keys, label = "copies", ("shift+f6", "alt+w"), N_("Copies")
    also = N_("USB stick")
    group, what, cli = Group.LAPTOP, N_("Copies on a stick, every minute"), ("copies",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Name the folder; kept in desk.toml."""
        from storage.disk.copies.copy_folders import set_copy_folders
        from tui.screens.field import Field
        from tui.screens.fields.kinds import Folder
        from tui.screens.form import FormDialog

        async def keep(values: dict[str, str]) -> bool:
            if values["folder"] == shown:
                return True
            folders = [Path(values["folder"])] if values["folder"] else []
            at_home = await desk.writer.ask(lambda store: set_copy_folders(store.folder, folders))
            desk.copies.use([folder.expanduser().resolve() for folder in folders])
            for folder in at_home:
                desk.app.notify(with_the_laptop(folder), severity="warning", timeout=15, markup=False)
            return True

        # Several of them are not typed in one line: as long as nothing is changed, all of them stay.
        shown = enumerated(map(str, desk.copies.folders))
        explanation = _(
            "A USB stick or a folder. A new pack is written to it every minute and at each close. Empty: none."
        )
        field = Field("folder", _("folder"), shown, kind=Folder())
        await desk.app.push_screen_wait(FormDialog(_("Copies"), [field], keep, explanation))


class TakePack(DeskCommand):
    __doc__ = N_("Take another desk's log into this one, from its pack on a USB stick.")
    name, keys, label = "take_pack", ("shift+f7", "alt+x"), N_("Take pack")
    also = N_("merge, sync, exchange")
    group, what, cli = Group.RECORD, N_("Take another desk's pack in"), ("take", "take --foreign", "verify")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Choose among those on sticks and in the copy folder, or name a file."""
        from exports.exchange.pack.finding import packs_near
        from tui.screens.choose import ChooseDialog

        zone = zone_of(desk.state.activity, desk.identity, desk.clock)
        found = packs_near(desk.copies.folders)
        lines = [(str(pack.file), f"{clock_text(pack.changed, zone)}  {pack.file.name}") for pack in found[:20]]
        chosen: str | None = _OTHER
        if lines:
            choices = [*lines, (_OTHER, _("another file …"))]
            chosen = await desk.app.push_screen_wait(ChooseDialog(_("Take another desk's pack in"), choices))
        if chosen == _OTHER:
            chosen = await _ask_for_file(desk)
        if chosen:
            take_pack_in(desk, Path(chosen).expanduser())


def take_pack_in(desk: Desk, file: Path) -> None:
    """Take a pack in beside the screen, and say what it brought."""
    _worker: Worker[None] = desk.app.run_worker(partial(_taken_in, desk, file), group="take", exit_on_error=False)


async def _taken_in(desk: Desk, file: Path) -> None:
    try:
        with desk.app.saying(_("Taking {file} in …").format(file=file.name)):
            await asyncio.to_thread(_take_in, desk, file)
    except Trouble as error:
        if isinstance(error, Refused) and error.problems[0].code in _FOREIGN:
            desk.start("take_foreign", lambda: take_foreign(desk, file))
        else:
            await desk.say_wrong(error)


async def _ask_for_file(desk: Desk) -> str:
    from tui.desk.making.asking import readable
    from tui.desk.making.laptop.takeable import need_takeable
    from tui.screens.field import Field
    from tui.screens.fields.kinds import File
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> str:
        return str(await need_takeable(readable(values["file"])))

    explanation = _(
        "The pack that the other desk wrote (F10 there, “Pack for the district, other desks”): it ends in .hdpack."
    )
    print_ = await desk.tried(own_fingerprint)
    if print_ is not None:
        explanation += "\n" + _("Fingerprint of this desk's own key: {fingerprint}").format(fingerprint=print_)
    field = Field("file", _("file"), kind=File((".hdpack",)), needed=FILE_NEEDED)
    dialog = FormDialog(_("Take another desk's pack in"), [field], keep, explanation)
    return await desk.app.push_screen_wait(dialog) or ""


_FOREIGN = frozenset({"another_signer", "joined_there"})
"""Codes of packs that may be of a laptop of this team that was set up by itself."""


def _take_in(desk: Desk, file: Path) -> None:
    """Take a pack in, in a thread with its own connection. The desk goes on scanning and reads its board again afterwards."""
    from exports.exchange.pack.taking import take_pack
    from storage.activities.clashes import code_clashes
    from storage.log.appended import last_place
    from storage.supervision.brought_deeds import brought_deeds
    from storage.supervision.brought_facts import changed_by_facts
    from storage.supervision.lost_desks import lost_here
    from tui.words import clashes as clash_words
    from tui.words.exchange.brought import mistakes_lines
    from tui.words.exchange.deeds import deeds_lines
    from tui.words.hours_change import brought_lines
    from tui.words.lost_desks import ON_SCREEN, lost_lines
    from tui.words.people.purging import later_erased_text, purged_too_lines, undone_lines
    from tui.words.set_aside import set_aside_lines

    with open_store(desk.writer.path, desk.clock) as store:
        place = last_place(store.connection)
        taken = take_pack(store, file, Signature(desk.writer.operator))
        brought = [
            *set_aside_lines(taken.set_aside),
            *deeds_lines(brought_deeds(store, place)),
            *brought_lines(store, changed_by_facts(store, place)),
            *mistakes_lines(store, place),
            *lost_lines(store, [one for one in lost_here(store) if one.waiting.events], ON_SCREEN),
            *([*purged_too_lines(taken.purged), later_erased_text()] if taken.purged else []),
            *undone_lines(store),
        ]
        clashes = clash_words.clash_lines(code_clashes(store), clash_words.ON_SCREEN)
    count = taken.new_events
    text = ngettext("“{desk}” is taken in: {count} new event.", "“{desk}” is taken in: {count} new events.", count)
    lines = [text.format(desk=taken.desk_name, count=count), *brought, *clashes]
    desk.app.call_from_thread(
        desk.app.notify, "\n".join(lines), severity="warning" if clashes else "information",
        timeout=60 if brought or clashes else 12, markup=False,
    )  # fmt: skip
