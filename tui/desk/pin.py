"""The supervisor's PIN at the desk: set, changed, taken away, set anew with the recovery sheet. The code is shown once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _
from storage.disk.folder import DataFolder
from tui.desk.desk import Desk
from tui.words.laptop.protection import KEEP_PIN_CODE, pin_off_text

if TYPE_CHECKING:
    from tui.screens.supervisor.new_pin import NewPinDialog

_CHANGE, _OFF, _RESET = "change", "off", "reset"


async def set_first_pin(desk: Desk) -> bool:
    """Ask for a PIN where none is set; whether one is set now. The desk is open; call it in a worker."""
    from tui.screens.supervisor.new_pin import NewPinDialog

    explanation = _("No PIN is set: everybody here is a supervisor. With one, corrections ask for it.")
    return await _set(desk, NewPinDialog(DataFolder(desk.writer.path), explanation))


async def need_pin(desk: Desk) -> bool:
    """Whether a PIN is set; where none is, one can be set now, for without it there is no way out of what comes next."""
    from storage.disk.pins.pin import has_pin
    from tui.screens.supervisor.new_pin import NewPinDialog

    folder = DataFolder(desk.writer.path)
    explanation = _("First set the supervisor's PIN: it is the only way out again.")
    return has_pin(folder) or await _set(desk, NewPinDialog(folder, explanation))


async def manage_pin(desk: Desk) -> None:
    """Set the first PIN, or do with the present one what is chosen; call it in a worker."""
    from storage.disk.pins.pin import has_pin
    from tui.screens.choose import ChooseDialog

    if not has_pin(DataFolder(desk.writer.path)):
        await set_first_pin(desk)
        return
    choices = [
        (_CHANGE, _("another PIN")),
        (_RESET, _("the PIN is forgotten: a new one with the recovery sheet")),
        (_OFF, _("take the PIN away: everybody at the desk is a supervisor again")),
    ]
    match await desk.app.push_screen_wait(ChooseDialog(_("The supervisor's PIN"), choices)):
        case "change":
            await _change(desk)
        case "reset":
            await _reset(desk)
        case "off":
            await _take_away(desk)


async def _change(desk: Desk) -> None:
    from tui.screens.supervisor.new_pin import NewPinDialog

    if await _asked_anew(desk):
        explanation = _("From now on corrections ask for the new one.")
        await _set(desk, NewPinDialog(DataFolder(desk.writer.path), explanation))


async def _reset(desk: Desk) -> None:
    from tui.screens.supervisor.reset_pin import reset_pin

    code = await reset_pin(desk.app, DataFolder(desk.writer.path), desk.clock)
    if code is not None:
        await _tell_code(desk, code)


async def _take_away(desk: Desk) -> None:
    from storage.disk.pins.pin import remove_pin

    if await _asked_anew(desk):
        await asyncio.to_thread(remove_pin, DataFolder(desk.writer.path))
        desk.supervision.end()
        desk.app.notify(pin_off_text())


async def _asked_anew(desk: Desk) -> bool:
    """The PIN itself is asked for, though the supervisor may be signed in: who stands there now may be somebody else."""
    desk.supervision.end()
    return await desk.as_supervisor()


async def _set(desk: Desk, dialog: NewPinDialog) -> bool:
    code = await desk.app.push_screen_wait(dialog)
    if code is None:
        return False
    await _tell_code(desk, code)
    return True


async def _tell_code(desk: Desk, code: str) -> None:
    from tui.screens.protection.recovery_code import RecoveryCodeDialog

    lines = [_(KEEP_PIN_CODE)]
    await desk.app.push_screen_wait(
        RecoveryCodeDialog(_("The PIN is set"), code, lines, lambda: _write_sheet(desk, code))
    )


def _write_sheet(desk: Desk, code: str) -> Path:
    from checkin.rules.activities import zone
    from exports.printed.recovery_sheet.page import write_recovery_sheet
    from tui.model.sheets import sheet_file

    identity = desk.identity
    assert identity is not None
    out = sheet_file(DataFolder(desk.writer.path), "recovery")
    write_recovery_sheet(out, identity, code, desk.clock.today(zone(identity.timezone)))
    return out
