"""The dialogs that exchange the passphrase or the recovery code of a protected folder, the desk's as the district's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from checkin.texts import _
from storage.disk.protection.renewing import told_next
from storage.protecting import check_opens
from tui.screens.protection.new_passphrase import NewPassphraseDialog
from tui.screens.protection.secret_form import CurrentPassphraseDialog


async def nobody_asks() -> None:
    """Whoever knows the passphrase may."""


def another_passphrase(
    path: Path,
    names: Sequence[str],
    explanation: str,
    renew: Callable[[Path, str], object],
    allow: Callable[[], Awaitable[None]] = nobody_asks,
) -> NewPassphraseDialog[bool]:
    """Asks for the old passphrase and a new one, which `renew` gives the folder. `allow` is awaited once the old one opens it, and
    raises where somebody may not."""

    async def change(current: str, passphrase: str) -> bool:
        await asyncio.to_thread(check_opens, path, current)
        await allow()
        await asyncio.to_thread(renew, path, passphrase)
        return True

    title, does = _("Change the passphrase"), _("change it")
    return NewPassphraseDialog(title, explanation, names, change, does, asks_current=True)


def another_code(
    path: Path,
    explanation: str,
    renew: Callable[[Path], str],
    allow: Callable[[], Awaitable[None]] = nobody_asks,
) -> CurrentPassphraseDialog[str]:
    """Asks for the passphrase, and gives the new recovery code that `renew` makes; `allow` as above."""

    async def change(current: str) -> str:
        await asyncio.to_thread(check_opens, path, current)
        await allow()
        return await asyncio.to_thread(lambda: told_next(path, renew(path)))

    return CurrentPassphraseDialog(_("Make a new recovery code"), explanation, change, _("make it"))
