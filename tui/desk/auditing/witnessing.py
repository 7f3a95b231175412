"""Two desks witness each other: show this desk's code to the other one."""

from __future__ import annotations

from checkin.texts import _
from tui.desk.desk import Desk


async def show_code(desk: Desk) -> None:
    """The code of this desk's record as it is now, for the other desk's scanner or camera."""
    from storage.supervision.witnessing import own_code
    from tui.screens.witness import WitnessDialog

    activity = desk.state.activity
    if activity is None:
        desk.app.notify(_("Choose the activity first: F6."), timeout=8)
        return
    code = await desk.tried(lambda store: own_code(store, activity.key))
    if code is not None:
        await desk.app.push_screen_wait(WitnessDialog(code.text))
