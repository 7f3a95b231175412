"""The first start of a clerk: from an empty folder to a district with its schools and their packs."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import Clock
from checkin.texts import _
from tui.district.clerk import Clerk
from tui.district.commands.packs import ask_for_packs
from tui.district.commands.schools import ask_for_schools
from tui.district.protection.recovery_code import tell_code
from tui.screens.first_start.district import DistrictStep
from tui.screens.first_start.protection import Made


async def make_district(clerk: Clerk, path: Path, clock: Clock) -> Made | None:
    """The district is made in the folder; None where the clerk leaves. In a worker."""
    return await clerk.answer(DistrictStep(path, clock))


async def go_on(clerk: Clerk, made: Made) -> None:
    """What comes after the making, each of which can be left for later: the recovery code, the schools, their packs."""
    if made.code is not None:
        await tell_code(clerk, made.code)
    await ask_for_schools(clerk, _("2 of 3 · The schools"), is_first=True)
    await ask_for_packs(clerk, _("3 of 3 · Their packs"), is_first=True)
