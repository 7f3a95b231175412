"""Choose the activity that scans go to: make a new one, or take another one."""

from __future__ import annotations

from checkin.rules.activities import Activity
from storage.presence.board import Board, read_board
from storage.store import Store
from tui.desk.desk import Desk
from tui.model import jobs


async def make_activity(desk: Desk) -> None:
    """Ask for a new activity, and go to it."""
    from tui.screens.new_activity import NewActivityDialog

    if desk.identity is None:
        return
    dialog = NewActivityDialog(desk.writer, desk.identity.timezone)
    made: Activity | None = await desk.app.push_screen_wait(dialog)
    if made is not None:
        await go_to(desk, made.key)


async def go_to(desk: Desk, activity: str) -> None:
    """Scans go to the activity of this key from now on, also those that came before there was one."""

    def go(store: Store) -> Board:
        store.folder.change_settings({jobs.SETTING_ACTIVITY: activity})
        return read_board(store, activity)

    board = await desk.tried(go)
    if board is not None:
        desk.state.change_activity(board, desk.clock.now())
        desk.display.show_state()
        desk.taking.take_early()
