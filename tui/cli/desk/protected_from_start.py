"""`hourdesk init --protect`: nothing of the new desk is ever on the disk in the clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.texts import _
from storage.disk.identity import DeskIdentity
from storage.disk.protection.databases import need_engine
from storage.protected_start import ProtectedStart
from tui.cli.base.output import message
from tui.cli.base.passphrase import first_passphrase
from tui.cli.base.recovery_told import desk_sheet, tell_recovery_code
from tui.words.laptop.protection import BEFORE


def asked(names: tuple[str, ...]) -> ProtectedStart:
    """With a passphrase from the variable or a prompt; `names` are the team's, which are no passphrase."""
    need_engine("--protect")
    for line in BEFORE:
        message(_(line))
    return ProtectedStart(first_passphrase(names))


def code_told(
    start: ProtectedStart, sheet: Path | None, desk: DeskIdentity, today: date, data: Path, *, as_json: bool
) -> dict[str, str]:
    """Tell the recovery code, once the desk is made; returns what JSON says of it."""
    code = start.code()
    return tell_recovery_code(code, sheet, desk_sheet(desk, code, today), data, as_json=as_json)
