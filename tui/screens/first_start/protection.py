"""Whether a desk that is about to be made is protected, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.disk import sqlite
from tui.model.stay import Stay

if TYPE_CHECKING:
    from textual.app import App

    from storage.protected_start import ProtectedStart


class Made(NamedTuple):
    """A desk was made; `code` is its recovery code as it is printed, None where the desk is not protected."""

    code: str | None


async def ask_protection(app: App[Any], names: Sequence[str]) -> ProtectedStart | None:
    """The step that asks for a passphrase; None where it is left out, or where this laptop's SQLite can't encrypt.

    Raises Stay for Esc: nothing is made, and the form below stays. Call it in a worker.
    """
    if not sqlite.ENCRYPTS:
        return None
    from storage.protected_start import ProtectedStart
    from tui.screens.protection.new_passphrase import ProtectStep

    chosen = await app.push_screen_wait(ProtectStep(names))
    if chosen is None:
        raise Stay([])
    return ProtectedStart(chosen) if chosen else None
