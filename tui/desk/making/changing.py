"""What holds for everybody is changed: first whose hours change, before → after; then it is done (design §4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from checkin.texts import _
from storage.store import Store
from storage.supervision.consequences import Foreseen, do_foreseen, foresee
from tui.desk.desk import Desk
from tui.desk.making.flow import with_record

T = TypeVar("T")


async def change_as_shown(
    desk: Desk,
    title: str,
    work: Callable[[Store], T],
    before: Sequence[str] = (),
    agree: str = "",
    *,
    asks: bool = True,
) -> T | None:
    """Show what a work changes in people's hours, ask, and do it. None where it was not done.

    The looking runs beside the screen, the work itself in the writer's thread. `before` are lines above the change. Where not
    `asks`, nothing is asked as long as no session changes.
    """
    from tui.screens.look_first import LookDialog

    def look(store: Store) -> tuple[Foreseen[T], list[str]]:
        from tui.words.hours_change import change_lines

        foreseen = foresee(store, work)
        return foreseen, change_lines(store, foreseen.change)

    seen = await with_record(desk, title, look)
    if seen is None:
        return None
    foreseen, told = seen
    lines = [*before, *([""] if before else []), *told]
    asks = asks or bool(foreseen.change.sessions)
    if asks and not await desk.app.push_screen_wait(LookDialog(title, lines, agree or _("do it"))):
        desk.app.notify(_("Nothing was changed."), timeout=8)
        return None

    done = await desk.tried(lambda store: do_foreseen(store, work, foreseen))
    await desk.read_board()
    return done
