"""Commands about packs: where copies go, and another desk's pack taken in while scans go on."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.desk.foreign_pack import own_fingerprint
from tui.desk.making.laptop.taking_packs import take_pack_in
from tui.desk.making.taken_out.copies import choose_folders
from tui.model.command_groups import Group
from tui.screens.fields.paths import FILE_NEEDED
from tui.words.amounts import clock_text, zone_of

_OTHER = "other"


class Copies(DeskCommand):
    __doc__ = N_("Choose the USB stick or folder to which this desk writes a new pack every minute.")
    name, keys, label = "copies", ("shift+f6", "alt+w"), N_("Copies")
    also = N_("USB stick")
    group, what, cli = Group.LAPTOP, N_("Copies on a stick, every minute"), ("copies",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Name the folder; kept in desk.toml."""
        await choose_folders(desk)


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
    dialog = FormDialog(_("Take another desk's pack in"), [field], keep, explanation, does=_("go on"))
    return await desk.app.push_screen_wait(dialog) or ""
