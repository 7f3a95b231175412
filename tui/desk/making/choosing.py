"""What most of what is made asks first: which person, which of a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.people.person import Person
from tui.desk.desk import Desk
from tui.model.stay import NOTHING_WRITTEN, Stay
from tui.words.amounts import zone_of


async def pick_person(desk: Desk, title: str) -> Person | None:
    """The person whom somebody chose; None for Esc."""
    from tui.screens.pick_person import Picked, PickPersonDialog

    dialog = PickPersonDialog(desk.writer, title)
    picked = await desk.app.push_screen_wait(dialog)
    return dialog.person(picked.volunteer) if isinstance(picked, Picked) else None


async def choose(
    desk: Desk, title: str, lines: Sequence[tuple[str, str]], explanation: str = "", *, marked: str | None = None
) -> str | None:
    """The id of the line that somebody chose; None for Esc. `marked` is the id to begin at."""
    from tui.screens.choose import ChooseDialog

    return await desk.app.push_screen_wait(ChooseDialog(title, lines, marked, explanation))


async def pick_activity(desk: Desk, title: str) -> Activity | None:
    """One of the team's activities, beginning at the one that scans go to; None for Esc, and where there is none."""
    from storage.activities.activities import list_activities
    from tui.words.amounts import planned_text

    activities = await desk.tried(list_activities)
    if activities is not None and not activities:
        desk.app.notify(_("There is no activity yet: F6 makes one."))
    if not activities:
        return None
    lines = [(one.key, f"{planned_text(one):<26} {one.name}") for one in activities]
    here = desk.state.activity
    chosen = await choose(desk, title, lines, marked=None if here is None else here.key)
    return next((one for one in activities if one.key == chosen), None)


async def agreed(desk: Desk, title: str, lines: Sequence[str], agree: str) -> bool:
    """Whether somebody said yes to a question."""
    from tui.screens.ask import AskDialog

    answer: bool | None = await desk.app.push_screen_wait(AskDialog(title, lines, agree))
    return answer is True


async def need_agreed(desk: Desk, title: str, lines: Sequence[str], agree: str) -> None:
    """The same question within a form that saves, in any number of lines: for no the form stays with what was typed (Stay), and
    says that nothing was written."""
    from tui.screens.look_first import LookDialog

    if not await desk.app.push_screen_wait(LookDialog(title, lines, agree)):
        raise Stay([_(NOTHING_WRITTEN)])


def today_at(desk: Desk) -> date:
    """The present day in the team's time zone."""
    return desk.clock.today(zone_of(None, desk.identity, desk.clock))
