"""What holds for everybody is changed: first whose hours change, before → after; then it is done (design §4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from checkin.texts import _
from storage.store import Store
from storage.supervision.consequences import Foreseen, do_foreseen, foresee
from tui.desk.desk import Desk
from tui.desk.making.flow import in_form, without_form

T = TypeVar("T")


async def change_as_shown(
    desk: Desk,
    title: str,
    work: Callable[[Store], T],
    before: Sequence[str] = (),
    agree: str = "",
) -> T | None:
    """As `change_in_form`, where nothing was typed that could be lost: what went wrong is said, and None comes back."""
    return await without_form(desk, title, change_in_form(desk, title, work, before, agree))


async def change_in_form(
    desk: Desk,
    title: str,
    work: Callable[[Store], T],
    before: Sequence[str] = (),
    agree: str = "",
    *,
    asks: bool = True,
) -> T:
    """Show what a work changes in people's hours, ask, and do it. Raises Refused or OSError where it can't be done, and Stay where
    somebody says no: a form that saves by it keeps what was typed.

    The looking runs beside the screen, the work itself in the writer's thread. `before` are lines above the change. Where not
    `asks`, nothing is asked as long as no session changes.
    """
    from tui.screens.form import Stay
    from tui.screens.look_first import LookDialog

    def look(store: Store) -> tuple[Foreseen[T], list[str]]:
        from tui.words.hours_change import change_lines

        foreseen = foresee(store, work)
        return foreseen, change_lines(store, foreseen.change)

    foreseen, told = await in_form(desk, title, look)
    lines = [*before, *([""] if before else []), *told]
    asks = asks or bool(foreseen.change.sessions)
    if asks and not await desk.app.push_screen_wait(LookDialog(title, lines, agree or _("do it"))):
        raise Stay([_("Nothing was changed.")])
    try:
        return await desk.writer.ask(lambda store: do_foreseen(store, work, foreseen))
    finally:
        await desk.read_board()
