"""What can be done at a desk that is protected: another passphrase, another recovery code, the rest encrypted, all decrypted."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from checkin.texts import _
from storage.protecting import (
    change_passphrase,
    check_opens,
    not_encrypted,
    protect_the_rest,
    renew_recovery_code,
    unprotect,
)
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.protection.exchanging import Progress, with_folder_closed
from tui.desk.protection.lying_files import ask_about_lying_files
from tui.desk.protection.recovery_code import tell_recovery_code
from tui.desk.protection.still_readable import first_readable
from tui.model.stay import NOTHING_CHANGED, need_supervisor
from tui.screens.choose import ChooseDialog
from tui.screens.protection.renewing import another_code, another_passphrase
from tui.screens.protection.secret_form import CurrentPassphraseDialog
from tui.words.laptop.protection import PASSPHRASE_CHANGED, Way, put_away_text, unprotected_text, ways_of_protection


async def change_protection(desk: Desk) -> None:
    """Ask what is to be done, and do it; in a worker."""
    left = await desk.tried(_left)
    ways = ways_of_protection(len(left or ()), _("decrypt the record: who takes the laptop reads all names"))
    dialog = ChooseDialog(_("This laptop is protected"), ways, explanation=await first_readable(desk))
    chosen = await desk.app.push_screen_wait(dialog)
    if chosen is not None:
        do = {Way.CHANGE: _change, Way.CODE: make_new_code, Way.REST: _put_away, Way.UNPROTECT: _unprotect}
        await do[Way(chosen)](desk)


def _left(store: Store) -> list[Path]:
    return not_encrypted(store.folder.path)


async def _change(desk: Desk) -> None:
    identity, path = desk.identity, desk.writer.path
    if identity is None:
        return

    explanation = _("Backups made before still open with the old one; the recovery code stays the same.")
    names = (identity.team, identity.team_name)
    dialog = another_passphrase(path, names, explanation, change_passphrase, partial(_allow, desk))
    if await desk.app.push_screen_wait(dialog):
        desk.app.notify(_(PASSPHRASE_CHANGED), timeout=12)


async def make_new_code(desk: Desk) -> None:
    """Another recovery code, after the passphrase; told with its sheet. In a worker."""
    identity, path = desk.identity, desk.writer.path
    if identity is None:
        return

    explanation = _("The code on the old sheet no longer opens the desk; backups made before still open with it.")
    dialog = another_code(path, explanation, renew_recovery_code, partial(_allow, desk))
    code = await desk.app.push_screen_wait(dialog)
    if code is not None:
        await tell_recovery_code(desk, identity, code)


async def _allow(desk: Desk) -> None:
    await need_supervisor(desk, NOTHING_CHANGED)


async def _put_away(desk: Desk) -> None:
    lying = await ask_about_lying_files(desk)
    if lying is None or not await desk.as_supervisor():
        return
    done = await desk.tried(lambda store: protect_the_rest(store.folder.path, lying))
    if done is not None:
        desk.app.notify(put_away_text(len(done)), timeout=12)


async def _unprotect(desk: Desk) -> None:
    path = desk.writer.path

    async def decrypt(current: str) -> bool:
        await asyncio.to_thread(check_opens, path, current)
        await _allow(desk)
        await with_folder_closed(desk, lambda: unprotect(path))
        return True

    dialog = CurrentPassphraseDialog(
        _("Decrypt the record?"),
        _("Afterwards everybody who takes the laptop reads it. Its backups stay encrypted."),
        decrypt,
        _("decrypt"),
        Progress(path, desk.clock),
    )
    if await desk.app.push_screen_wait(dialog):
        await desk.read_board()
        desk.app.notify(unprotected_text(), severity="warning", timeout=20)
