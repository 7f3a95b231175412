"""Which activity is reviewed."""

from __future__ import annotations

from typing import Any

from textual.app import App

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.activities.activities import list_activities
from tui.model.desk_services import DeskServices
from tui.screens.choose import ChooseDialog
from tui.words.amounts import planned_text


async def choose_activity(app: App[Any], desk: DeskServices, marked: Activity | None) -> Activity | None:
    """Choose among all of the team, `marked` first; None where there is none, or for Esc. In a worker."""
    activities = await desk.tried(list_activities)
    if not activities:
        return None
    lines = [(a.key, f"{planned_text(a):<26} {a.name}") for a in activities]
    dialog = ChooseDialog(_("Review which activity?"), lines, marked.key if marked else None)
    chosen = await app.push_screen_wait(dialog)
    return next((a for a in activities if a.key == chosen), None)
