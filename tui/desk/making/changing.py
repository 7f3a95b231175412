"""What holds for everybody is changed: first whose hours change, before → after; then the supervisor's PIN; then it is done
(design §4, §7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from storage.supervision.consequences import Foreseen, do_foreseen, foresee, try_out
from tui.desk.desk import Desk
from tui.desk.making.flow import in_form, without_form
from tui.model.stay import NOTHING_CHANGED, Stay, need_supervisor

T = TypeVar("T")


async def need_supervisor_after(desk: Desk, title: str, work: Callable[[Store], object]) -> None:
    """As `need_supervisor`, where nothing is shown before: the work is tried, so that nobody types the PIN for what is refused."""
    if desk.supervision.asks():
        await in_form(desk, title, lambda store: try_out(store, work))
    await need_supervisor(desk)


async def taken_by_supervisor(desk: Desk, title: str, take: Callable[[Store, Callable[[], object]], T]) -> T:
    """What `take` gives, which brings a file in: looked at first, so that nobody types the PIN for one that is refused. It calls
    what it is handed once the file can be taken, before anything is written."""

    def look(store: Store) -> None:
        with suppress(_CanBeTaken):
            take(store, _can_be_taken)

    if desk.supervision.asks():
        await in_form(desk, title, look)
    await need_supervisor(desk)
    return await in_form(desk, title, lambda store: take(store, lambda: None))


class _CanBeTaken(Exception):
    """Nothing speaks against it, and nothing is written yet."""


def _can_be_taken() -> None:
    raise _CanBeTaken


async def change_as_shown(
    desk: Desk,
    title: str,
    work: Callable[[Store, Signature], T],
    before: Sequence[str] = (),
    agree: str = "",
    *,
    anybodys: bool = False,
) -> T | None:
    """As `change_in_form`, where nothing was typed that could be lost: what went wrong is said, and None comes back."""
    return await without_form(desk, title, change_in_form(desk, title, work, before, agree, anybodys=anybodys))


async def change_in_form(
    desk: Desk,
    title: str,
    work: Callable[[Store, Signature], T],
    before: Sequence[str] = (),
    agree: str = "",
    *,
    asks: bool = True,
    anybodys: bool = False,
) -> T:
    """Show what a work changes in people's hours, ask, and do it as the supervisor, unless it is `anybodys` deed. Raises Refused or
    OSError where it can't be done, and Stay where somebody says no: a form that saves by it keeps what was typed.

    The looking runs beside the screen, the work itself in the writer's thread; it gets the signature of who does it, without a
    name while it is only looked at. `before` are lines above the change. Where not `asks`, nothing is asked, and nobody has to be
    a supervisor: no hours hang on it.
    """
    from tui.screens.look_first import LookDialog

    def look(store: Store) -> tuple[Foreseen[T], list[str]]:
        from tui.words.hours_change import change_lines

        foreseen = foresee(store, lambda at: work(at, Signature(desk.supervisor_name)))
        return foreseen, change_lines(store, foreseen.change)

    foreseen, told = await in_form(desk, title, look)
    lines = [*before, *([""] if before else []), *told]
    if asks and not await desk.app.push_screen_wait(LookDialog(title, lines, agree or _("do it"))):
        raise Stay([_(NOTHING_CHANGED)])
    if asks and not anybodys:
        await need_supervisor(desk, NOTHING_CHANGED)
    signed = Signature(desk.supervisor_name)
    try:
        return await desk.writer.ask(lambda store: do_foreseen(store, lambda at: work(at, signed), foreseen))
    finally:
        await desk.read_board()
