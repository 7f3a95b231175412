"""The first start: from an empty folder to something that people can check in to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.desk.activity_choice import make_activity
from tui.desk.desk import Desk

if TYPE_CHECKING:
    from tui.screens.first_start.protection import Made


async def begin_without_activity(desk: Desk, *, has_people: bool) -> None:
    """A desk with nothing to check in to: first somebody to check in, then something to check in to."""
    if not has_people and desk.identity is not None and desk.identity.first:
        from tui.desk.bringing_in import bring_in_first_list

        await bring_in_first_list(desk)
    await make_activity(desk)


async def begin_in_empty_folder(desk: Desk, opened: Callable[[], None]) -> None:
    """The clock, then the team; the roster and the activity follow as for any new desk. `opened`: the folder is a desk."""
    from tui.screens.first_start.clock import ClockStep

    app = desk.app
    app.takes_scans = False
    if not await app.push_screen_wait(ClockStep(desk.clock)) or (made := await _make_desk(desk)) is None:
        app.exit(0)
        return
    desk.writer.open()
    if made.code is not None:
        await _tell_code(desk, made.code)
    app.takes_scans = True
    opened()


async def _tell_code(desk: Desk, code: str) -> None:
    from tui.desk.protection.recovery_code import tell_recovery_code

    identity = await desk.tried(lambda store: store.identity)
    if identity is not None:
        await tell_recovery_code(desk, identity, code)


async def _make_desk(desk: Desk) -> Made | None:
    """The team's first desk, or another one from a kit; None where the person leaves."""
    from tui.screens.first_start.kit import KitStep
    from tui.screens.first_start.team import TeamStep

    while True:
        made = await desk.app.push_screen_wait(TeamStep(desk.writer.path, desk.clock))
        if not isinstance(made, bool):
            return made
        from_kit: Made | None = await desk.app.push_screen_wait(KitStep(desk.writer.path, desk.clock))
        if from_kit is not None:
            return from_kit
