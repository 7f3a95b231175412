"""The muster list: who is on site right now, on paper as fast as it can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checkin.rules.instants import local_time
from checkin.texts import _, say
from exports.included_desks import DesksLine
from storage.presence.board import Board, PresenceState
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import File, make_file
from tui.screens.making.made import Made
from tui.words.counts import on_site_text
from tui.words.laptop.here import NOT_PRINTED


async def make_muster(desk: Desk, board: Board) -> None:
    """Write the list of the board as it is now, and print it at once where there is a printer."""
    at = desk.clock.now()
    stem = f"muster-{board.activity.code}-{local_time(at, board.activity.zone):%Y%m%d-%H%M}"
    await make_file(desk, _("Muster list"), File(stem), _maker(board, at, desk.state.desks))


def _maker(board: Board, at: int, desks: DesksLine | None) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.printed.lists.muster import emergency_notes, write_muster
        from tui.devices.printer import send_to_printer

        printed = write_muster(out, board, at, desks, emergency_notes(store))
        text = on_site_text(len(board.state(PresenceState.ON_SITE)))
        warns = tuple(map(say, printed.notes))
        printer = send_to_printer(out)
        if printer is None:
            warns += (_(NOT_PRINTED),)
        return Made(out, (text,), warns, printer)

    return make
