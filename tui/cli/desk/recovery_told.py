"""The recovery code of a protected desk is told once: on the sheet, or in the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.texts import _
from storage.disk.identity import DeskIdentity
from tui.cli.base.output import result, tell


def tell_recovery_code(
    code: str, sheet: Path | None, desk: DeskIdentity, today: date, *, as_json: bool
) -> dict[str, str]:
    """Write the code to the sheet, or print it; returns what JSON says of it, where nothing else is printed.

    If the sheet can't be written, the code is printed: it is kept nowhere else.
    """
    if sheet is None:
        if not as_json:
            result(_("Recovery code: {code}").format(code=code))
            result(
                _(
                    "Write it down and lock it away, not with the laptop. It is shown only now; it opens the desk if the passphrase "
                    "is forgotten."
                )
            )
        return {"recovery_code": code}
    from exports.printed.recovery_sheet.page import write_passphrase_sheet

    try:
        tell(write_passphrase_sheet(sheet, desk, code, today).notes)
    except BaseException:
        result(_("Recovery code: {code}").format(code=code))
        raise
    if not as_json:
        result(_("The recovery sheet is in {file}: print it, lock it away, and delete the file.").format(file=sheet))
    return {"sheet": str(sheet)}
