"""Commands about paper: the muster list goes onto it, and what was kept on a sheet comes from it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.instants import local_time
from checkin.rules.problems import N_
from checkin.texts import _, say
from storage.presence.board import PresenceState
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_activity
from tui.model.command_groups import Group
from tui.words.faults import Trouble, sentences

if TYPE_CHECKING:
    from exports.printed.printed import Printed

_SHEET = "\0sheet"
"""The key for the teacher who kept the last sheet, beside the keys of classes."""


class Muster(DeskCommand):
    __doc__ = N_("Print who is on site right now, by class, with boxes to tick.")
    name, keys, label = "muster", ("shift+f5", "alt+m"), N_("Muster list")
    group, what, cli = Group.PRINT, N_("Muster list: who is on site"), ("muster",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Write the list as it is now, and print it where there is a printer. The writer's thread is free for scans."""
        from tui.devices.printer import open_file, send_to_printer

        board, desks, at = desk.state.board, desk.state.desks, desk.clock.now()
        if board is None:
            return

        def prepared(store: Store) -> tuple[Path, list[str]]:
            from exports.printed.lists.muster import emergency_notes
            from tui.model.sheets import sheet_file

            local = local_time(at, board.activity.zone)
            return sheet_file(store.folder, f"muster-{board.activity.code}-{local:%Y%m%d-%H%M}"), emergency_notes(store)

        def written(file: Path, notes: list[str]) -> tuple[Printed, str | None, bool]:
            from exports.printed.lists.muster import write_muster

            printed = write_muster(file, board, at, desks, notes)
            printer = send_to_printer(file)
            return printed, printer, printer is None and open_file(file)

        try:
            file, notes = await desk.writer.ask(prepared)
            printed, printer, shown = await asyncio.to_thread(written, file, notes)
        except Trouble as error:
            desk.app.notify("\n".join(sentences(error)), severity="error", timeout=20, markup=False)
            return
        count = len(board.state(PresenceState.ON_SITE))
        text = _muster_text(printer, shown=shown).format(count=count, printer=printer, file=file)
        desk.app.notify("\n".join([text, *map(say, printed.notes)]), timeout=30, markup=False)


class Paper(DeskCommand):
    __doc__ = N_("Enter a sign-in sheet that was kept on paper, row by row.")
    name, keys, label = "paper", ("alt+p",), N_("Paper sheet")
    group, what, cli = Group.RECORD, N_("Enter a paper sign-in sheet"), ("paper enter",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Ask who kept the sheet, then take its rows."""
        from tui.screens.paper import PaperDialog

        activity = desk.state.activity
        if activity is None:
            return
        teacher = await desk.ask_voucher(_("Paper sheet: who kept it?"), _SHEET)
        if teacher is not None:
            await desk.app.push_screen_wait(PaperDialog(desk.writer, activity, teacher, desk.clock.now()))
            await desk.read_board()


def _muster_text(printer: str | None, *, shown: bool) -> str:
    """A sentence that says where the list went, with placeholders for count, printer and file."""
    if printer is not None:
        return _("Muster list, {count} on site: sent to the printer {printer}. It is also in {file}.")
    if shown:
        return _("Muster list, {count} on site: opened, print it from there. It is in {file}.")
    return _("Muster list, {count} on site: print {file}.")
