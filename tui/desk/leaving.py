"""Leaving the desk: who is still there, and which scans no activity has, is said before (screens.md law 4)."""

from __future__ import annotations

from checkin.texts import _, ngettext
from storage.presence.held_scans import held_span
from tui.desk.desk import Desk


def has_reasons_to_stay(desk: Desk) -> bool:
    """Whether leaving asks first."""
    return bool(desk.taking.held_now) or _on_site(desk) > 0


async def ask_to_leave(desk: Desk) -> None:
    """The program ends only after a yes: held scans are in nobody's hours yet, and who is there can't check out; in a worker."""
    from tui.screens.ask import AskDialog

    lines: list[str] = []
    if count := _on_site(desk):
        text = ngettext(
            "{count} person is on site in {activity}, and can't check out while the desk is closed.",
            "{count} people are on site in {activity}, and can't check out while the desk is closed.",
            count,
        )
        lines += [text.format(count=count, activity=desk.state.title())]
    if desk.taking.held_now:
        held = await desk.tried(held_span)
        if held is not None:
            desk.display.show_held(held)
        lines += [
            *([""] if lines else []),
            desk.state.held_line(),
            "",
            ngettext(
                "It stays on this laptop, and the next start tells of it. To take it in now: Esc, then F6.",
                "They stay on this laptop, and the next start tells of them. To take them in now: Esc, then F6.",
                held.scans if held is not None else 0,
            ),
        ]
    title = _("Leave with people on site?") if count else _("Leave with scans held?")
    if await desk.app.push_screen_wait(AskDialog(title, lines, _("leave"))):
        desk.app.exit(0)


def _on_site(desk: Desk) -> int:
    """How many people could still check out here."""
    board = desk.state.board
    return 0 if board is None or board.activity.closed_at is not None else board.on_site
