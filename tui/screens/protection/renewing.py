"""The dialogs that exchange the passphrase or the recovery code of a protected folder, the desk's as the district's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from checkin.texts import _
from storage.disk.protection.renewing import told_next
from storage.protecting import check_opens
from tui.screens.protection.new_passphrase import NewPassphraseDialog
from tui.screens.protection.secret_form import CurrentPassphraseDialog


def another_passphrase(
    path: Path, names: Sequence[str], explanation: str, renew: Callable[[Path, str], object]
) -> NewPassphraseDialog[bool]:
    """Asks for the old passphrase and a new one, which `renew` gives the folder."""

    def change(current: str, passphrase: str) -> bool:
        check_opens(path, current)
        renew(path, passphrase)
        return True

    return NewPassphraseDialog(
        _("Change the passphrase"),
        explanation,
        names,
        lambda current, passphrase: asyncio.to_thread(change, current, passphrase),
        asks_current=True,
    )


def another_code(path: Path, explanation: str, renew: Callable[[Path], str]) -> CurrentPassphraseDialog[str]:
    """Asks for the passphrase, and gives the new recovery code that `renew` makes."""

    def change(current: str) -> str:
        check_opens(path, current)
        return told_next(path, renew(path))

    return CurrentPassphraseDialog(
        _("Make a new recovery code"), explanation, lambda current: asyncio.to_thread(change, current)
    )
