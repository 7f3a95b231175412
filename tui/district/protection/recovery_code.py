"""The recovery code of a protected district is told, and its sheet is written among the clerk's documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.texts import _
from exports.district.district import District
from tui.district.clerk import Clerk
from tui.model.sheets import outside
from tui.screens.protection.recovery_code import RecoveryCodeDialog
from tui.words.laptop.protection import AFTER_DISTRICT, KEEP_CODE


async def tell_code(clerk: Clerk, code: str, *, was_open: bool = False) -> None:
    """Show the code once. `was_open`: the folder was in the clear before, so that older copies are. In a worker."""
    named = await clerk.work.tried(_names)
    if named is None:
        return
    (team, name), today = named
    lines = [_(KEEP_CODE)]
    if was_open:
        lines += ["", *(_(line) for line in AFTER_DISTRICT)]

    def write() -> Path:
        from exports.printed.recovery_sheet.page import write_district_sheet

        out = outside(f"recovery-{team}", ".pdf")
        write_district_sheet(out, name, code, today)
        return out

    await clerk.answer(RecoveryCodeDialog(_("The district is protected"), code, lines, write))


def _names(district: District) -> tuple[tuple[str, str], date]:
    return (district.identity.code, district.identity.name), district.today()
