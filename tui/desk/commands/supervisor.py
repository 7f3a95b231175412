"""Commands about the supervisor: signed in and out, and the first PIN."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group
from tui.words.faults import Trouble, sentences

if TYPE_CHECKING:
    from storage.disk.identity import DeskIdentity


class Supervisor(DeskCommand):
    __doc__ = N_("Sign in as the supervisor, who may correct the record, or out again.")
    name, keys, label = "supervisor", ("shift+f10", "alt+s"), N_("Supervisor")
    group, what, cli = Group.LAPTOP, N_("Supervisor: sign in or out, first PIN"), ("pin set",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Sign the supervisor in or out. If no PIN is set, set one."""
        from storage.disk.folder import DataFolder
        from storage.disk.pin import has_pin

        identity = desk.identity
        if identity is None:
            return  # the folder is not open yet
        if desk.supervision.is_active:
            desk.supervision.end()
            desk.app.notify(_("The supervisor is signed out."))
        elif has_pin(DataFolder(desk.writer.path)):
            await desk.as_supervisor()
        else:
            await _set_pin(desk, identity)


class PurgeRegister(DeskCommand):
    __doc__ = N_("Purge personal data of people who left, by the rules; numbers and hours stay.")
    name, label = "purge", N_("Purge")
    group, what, cli = Group.PEOPLE, N_("Purge people who left"), ("purge",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Only a supervisor may."""
        from tui.desk.purging import purge_at_desk

        await purge_at_desk(desk)


async def _set_pin(desk: Desk, identity: DeskIdentity) -> None:
    from storage.disk.folder import DataFolder
    from tui.screens.ask import AskDialog
    from tui.screens.supervisor.new_pin import NewPinDialog

    code = await desk.app.push_screen_wait(NewPinDialog(DataFolder(desk.writer.path)))
    if code is None:
        return
    lines = [
        _("Recovery code: {code}").format(code=code),
        "",
        _(
            "It is shown only now. With it you can set a new PIN if you forget the old one: write it down and lock it away."
        ),
    ]
    question = AskDialog(_("The PIN is set"), lines, _("write the sheet to print"))
    if await desk.app.push_screen_wait(question):
        await _write_recovery_sheet(desk, identity, code)


async def _write_recovery_sheet(desk: Desk, identity: DeskIdentity, code: str) -> None:
    path, clock = desk.writer.path, desk.clock

    def write() -> Path:
        from checkin.rules.activities import zone
        from exports.printed.recovery_sheet.page import write_recovery_sheet
        from storage.disk.folder import DataFolder
        from tui.model.sheets import sheet_file

        out = sheet_file(DataFolder(path), "recovery")
        write_recovery_sheet(out, identity, code, clock.today(zone(identity.timezone)))
        return out

    try:
        # Not in the writer's thread: looking for fonts takes a second, and scans do not wait for it.
        out = await asyncio.to_thread(write)
    except Trouble as error:
        # The code stands nowhere else.
        text = "\n".join([code, *sentences(error)])
        desk.app.notify(text, severity="error", timeout=600, markup=False)
        return
    text = _("The recovery sheet is in {file}: print it, lock it away, and delete the file.")
    desk.app.notify(text.format(file=out), timeout=60, markup=False)
