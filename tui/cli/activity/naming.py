"""The activity to which a command records something."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.activities.activities import find_activity
from storage.store import Store
from tui.cli.base.output import message


def recorded_in(store: Store, code: str) -> Activity:
    """The activity of a code, to record something there; of a hidden one it is said. Raises Refused where there is none."""
    found = find_activity(store, code)
    if found.hidden:
        text = _("{activity} is hidden: what is recorded there counts, but nobody sees it in the lists.")
        message(text.format(activity=found.code))
    return found
