"""A desk that is at work is protected: asked, closed, encrypted, opened again."""

from __future__ import annotations

from checkin.texts import _
from storage.disk.protection.databases import need_engine
from storage.disk.protection.renewing import told_next
from storage.protecting import protect
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.protection.exchanging import Progress, with_folder_closed
from tui.desk.protection.lying_files import ask_about_lying_files
from tui.desk.protection.recovery_code import tell_recovery_code
from tui.desk.protection.still_readable import tell_what_stays_readable
from tui.model.stay import NOTHING_CHANGED, need_supervisor
from tui.screens.protection.new_passphrase import PROTECT_NOW, NewPassphraseDialog
from tui.words.laptop.protection import BEFORE_ON_SCREEN


async def protect_desk(desk: Desk) -> None:
    """Ask for a passphrase, encrypt the folder with it, tell the recovery code and what stays readable; in a worker. Esc before that changes nothing."""
    identity, path = desk.identity, desk.writer.path
    if identity is None or not await desk.tried(_can_encrypt):
        return
    lying = await ask_about_lying_files(desk)
    if lying is None:
        return

    async def encrypt(_current: str, passphrase: str) -> str:
        await need_supervisor(desk, NOTHING_CHANGED)
        return await with_folder_closed(desk, lambda: told_next(path, protect(path, passphrase, lying)))

    dialog = NewPassphraseDialog(
        _(PROTECT_NOW),
        "\n".join(_(line) for line in BEFORE_ON_SCREEN),
        (identity.team, identity.team_name),
        encrypt,
        _("protect"),
        Progress(path, desk.clock),
    )
    code = await desk.app.push_screen_wait(dialog)
    if code is not None:
        await desk.read_board()
        await tell_recovery_code(desk, identity, code, was_open=True)
        await tell_what_stays_readable(desk, () if lying.to is None else (lying.to,))


def _can_encrypt(store: Store) -> bool:
    need_engine(str(store.folder.path))
    return True
