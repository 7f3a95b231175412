"""The first start: from an empty folder to something that people can check in to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from checkin.texts import _
from tui.desk.activity_choice import make_activity
from tui.desk.desk import Desk
from tui.screens.message import MessageDialog
from tui.words.laptop.protection import unprotected_kit_lines
from tui.words.people.roster import PRINT_BADGES

if TYPE_CHECKING:
    from tui.screens.first_start.protection import Made


async def begin_without_activity(desk: Desk, *, has_people: bool) -> None:
    """A desk with nothing to check in to: first somebody to check in, then something to check in to; and back. At the end it says
    how those who came in get their badges."""
    came_in = False
    asks_people = not has_people and desk.identity is not None and desk.identity.first
    while True:
        if asks_people:
            from tui.desk.bringing_in import bring_in_first_list

            came_in |= await bring_in_first_list(desk)
        steps = (_("‹ back to the list of people"), _("3 of 3 · A new activity")) if asks_people else ("", "")
        if not await make_activity(desk, *steps):
            break
    if came_in:
        desk.app.notify(_(PRINT_BADGES), timeout=30)


async def begin_in_empty_folder(desk: Desk, opened: Callable[[], None]) -> None:
    """The clock, then the team; the roster and the activity follow as for any new desk. `opened`: the folder is a desk."""
    app = desk.app
    app.takes_scans = False
    made = await _make_desk(desk)
    if made is None:
        app.exit(0)
        return
    desk.writer.open()
    if made.code is not None:
        await _tell_code(desk, made.code)
    elif told := unprotected_kit_lines(desk.writer.path):
        await app.push_screen_wait(MessageDialog(_("Protection by a passphrase"), told))
    app.takes_scans = True
    opened()


async def _tell_code(desk: Desk, code: str) -> None:
    from tui.desk.protection.recovery_code import tell_recovery_code

    identity = await desk.tried(lambda store: store.identity)
    if identity is not None:
        await tell_recovery_code(desk, identity, code)


async def _make_desk(desk: Desk) -> Made | None:
    """The team's first desk, or another one from a kit; None where the person leaves. Esc leads to the step before, and what
    was typed is there again."""
    from tui.screens.first_start.clock import ClockStep
    from tui.screens.first_start.kit import KitStep
    from tui.screens.first_start.team import TeamStep
    from tui.screens.first_start.which import NEW, WhichStep

    push, path, clock = desk.app.push_screen_wait, desk.writer.path, desk.clock
    kept: dict[str, dict[str, str]] = {}
    way: str | None = NEW
    while await push(ClockStep(clock)):
        while (way := await push(WhichStep(path, way or NEW))) is not None:
            step = (TeamStep if way == NEW else KitStep)(path, clock, kept.get(way))
            made: Made | None = await push(step)
            if made is not None:
                return made
            kept[way] = step.kept
    return None
