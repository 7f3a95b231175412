"""The recovery code of a protected folder is told once: on the sheet, or in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _
from storage.disk.atomic_file import try_place
from storage.disk.identity import DeskIdentity
from storage.disk.protection.lying import need_outside
from storage.disk.protection.renewing import code_was_told
from tui.cli.base.output import result, tell
from tui.words.laptop.protection import KEEP_CODE, code_text, sheet_text

if TYPE_CHECKING:
    from exports.printed.printed import Printed


def check_sheet(sheet: Path | None, data: Path) -> None:
    """Raises Refused where the sheet can't be written, or would lie in the data folder; before anything is done."""
    if sheet is None:
        return
    need_outside(sheet, data)
    try_place(sheet, private=True)


def tell_recovery_code(
    code: str, sheet: Path | None, write: Callable[[Path], Printed], data: Path, *, as_json: bool
) -> dict[str, str]:
    """Write the code of the folder `data` to the sheet (by `write`), or print it; returns what JSON says of it, where nothing else
    is printed.

    If the sheet can't be written, the code is printed: it is kept nowhere else.
    """
    if sheet is None:
        if not as_json:
            result(code_text(code))
            result(_(KEEP_CODE))
        code_was_told(data)
        return {"recovery_code": code}
    try:
        tell(write(sheet).notes)
    except BaseException:
        result(code_text(code))
        raise
    finally:
        code_was_told(data)
    if not as_json:
        result(sheet_text(sheet))
    return {"sheet": str(sheet)}


def desk_sheet(desk: DeskIdentity, code: str, today: date) -> Callable[[Path], Printed]:
    """What writes the sheet of a desk."""

    def write(sheet: Path) -> Printed:
        from exports.printed.recovery_sheet.page import write_passphrase_sheet

        return write_passphrase_sheet(sheet, desk, code, today)

    return write
