"""The start of a protected desk: its passphrase is asked once, before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable

from checkin.texts import _
from tui.desk.desk import Desk


async def begin_locked(desk: Desk, opened: Callable[[], None]) -> None:
    """Ask for the passphrase until it is the right one or the person leaves. `opened`: the folder is open."""
    from tui.screens.passphrase import PassphraseDialog

    app = desk.app
    app.takes_scans = False
    explanation = _("This desk is protected. Type its passphrase, or the code on the recovery sheet.")
    if not await app.push_screen_wait(PassphraseDialog(desk.writer.path, _("Open the desk"), explanation)):
        app.exit(0)
        return
    app.takes_scans = True
    desk.writer.open()
    opened()
