"""The recovery code of this desk is told, and its sheet is written where people keep their documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _
from tui.desk.desk import Desk
from tui.words.laptop.protection import AFTERWARDS, KEEP_CODE

if TYPE_CHECKING:
    from storage.disk.identity import DeskIdentity


async def tell_recovery_code(desk: Desk, identity: DeskIdentity, code: str, *, was_open: bool = False) -> None:
    """Show the code once. `was_open`: the folder was in the clear before, so that older copies are."""
    from tui.screens.protection.recovery_code import RecoveryCodeDialog

    lines = [_(KEEP_CODE)]
    if was_open:
        lines += ["", *(_(line) for line in AFTERWARDS)]
    dialog = RecoveryCodeDialog(_("This laptop is protected"), code, lines, lambda: _write_sheet(desk, identity, code))
    await desk.app.push_screen_wait(dialog)


def _write_sheet(desk: Desk, identity: DeskIdentity, code: str) -> Path:
    from checkin.rules.activities import zone
    from exports.printed.recovery_sheet.page import write_passphrase_sheet
    from storage.disk.folder import DataFolder
    from tui.model.sheets import sheet_file

    out = sheet_file(DataFolder(desk.writer.path), f"recovery-{identity.team}-{identity.desk_name}")
    write_passphrase_sheet(out, identity, code, desk.clock.today(zone(identity.timezone)))
    return out
