"""Choose the activity that scans go to: make a new one, or take another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from checkin.rules.activities import Activity
from checkin.rules.far_scans import is_far
from checkin.texts import _, ngettext
from storage.presence.board import Board, read_board
from storage.store import Store
from tui.desk.desk import Desk
from tui.model import jobs
from tui.words.amounts import countdown_text, day_text, planned_text

if TYPE_CHECKING:
    from storage.activities.entry_deadline import EntryDeadline


async def change_activity(desk: Desk, *, hidden: bool = False) -> None:
    """List the activities with the day by which their hours must be entered, and change to the chosen one. One that was made
    by mistake can be taken away here; with `hidden` those that were hidden or struck out are listed, and can be brought back.
    """
    from tui.desk.removing import bring_activity_back, remove_activity
    from tui.screens.activities import HIDDEN, NEW, ActivitiesDialog

    listed = await desk.tried(jobs.activities_with_deadlines)
    if listed is None:
        return
    marked = desk.state.activity.key if desk.state.activity else None
    dialog = ActivitiesDialog(_lines(*listed, hidden=hidden), marked)
    chosen = await desk.app.push_screen_wait(dialog)
    if chosen == NEW:
        await make_activity(desk)
    elif chosen == HIDDEN:
        await change_activity(desk, hidden=True)
    elif chosen is not None and chosen in {one.key for one in listed[2]}:
        await bring_activity_back(desk, next(one for one in listed[2] if one.key == chosen))
    elif chosen is not None and (dialog.removing or hidden):
        await remove_activity(desk, chosen)
    elif chosen is not None:
        await go_to(desk, chosen)


def _lines(
    activities: Sequence[Activity], due: Mapping[str, EntryDeadline], struck: Sequence[Activity], *, hidden: bool
) -> list[tuple[str, str]]:
    """The lines of the list, each with its id: the hidden activities and those that were struck out alone, or a new one, the others,
    and how many are hidden or struck out."""
    from tui.screens.activities import HIDDEN, NEW

    away = [a for a in activities if a.hidden]
    lines = [] if hidden else [(NEW, _("＋ a new activity"))]
    for a in away if hidden else [a for a in activities if not a.hidden]:
        line = f"{planned_text(a):<26} {a.name}" + (_("  (closed)") if a.closed_at else "")
        lines.append((a.key, f"{line}\n    {countdown_text(due[a.key])}" if a.key in due else line))
    if hidden:
        lines += [(a.key, f"{planned_text(a):<26} {a.name}" + _("  (struck out)")) for a in struck]
    elif count := len(away) + len(struck):
        text = ngettext("… {count} activity hidden or struck out", "… {count} activities hidden or struck out", count)
        lines.append((HIDDEN, text.format(count=count)))
    return lines


async def make_activity(desk: Desk, back: str = "", title: str = "") -> bool:
    """Ask for a new activity, and go to it. `back`: the word for the step before, where there is one; whether it was chosen.
    `title` stands above the form in place of its own."""
    from tui.screens.new_activity import NewActivityDialog, Proposal, read_proposal

    if desk.identity is None:
        return False
    proposal = await desk.tried(read_proposal) or Proposal()
    dialog = NewActivityDialog(desk.writer, desk.identity.timezone, proposal, title)
    dialog.back_word = back
    made: Activity | None = await desk.app.push_screen_wait(dialog)
    if made is not None:
        await go_to(desk, made.key)
    return dialog.went_back


async def ask_about_far_day(desk: Desk) -> None:
    """The desk was started with an activity that is planned for a far day: go on with it, or choose another one."""
    activity = desk.state.activity
    if activity is None or await _agrees_to_far_day(desk, activity):
        return
    await change_activity(desk)


async def _goes_on(desk: Desk, key: str) -> bool:
    found = await desk.tried(lambda store: store.ledger.facts().activity(key))
    return found is not None and await _agrees_to_far_day(desk, found)


async def _agrees_to_far_day(desk: Desk, activity: Activity) -> bool:
    """Whether scans shall go to the activity; asks only where today is far from the days for which it is planned."""
    now = desk.clock.now()
    if activity.closed_at is not None or not is_far(activity, now):
        return True
    from tui.screens.ask import AskDialog

    text = _("{activity} is planned for {planned}, and today is {today}.")
    lines = [
        text.format(activity=activity.name, planned=planned_text(activity), today=day_text(now, activity.zone)),
        _("Scans are recorded, but their hours wait for review. Is this the right activity, and the computer's date?"),
    ]
    title, agree = _("An activity of another day"), _("scan for it all the same")
    agreed: bool | None = await desk.app.push_screen_wait(AskDialog(title, lines, agree))
    return agreed is True


async def go_to(desk: Desk, activity: str) -> None:
    """Scans go to the activity of this key from now on, at the post that is chosen with it, and after a question those that
    are held."""
    from tui.desk.held import offer_held
    from tui.desk.posts.here import offer_post

    if not await _goes_on(desk, activity):
        return

    def go(store: Store) -> tuple[Board, str | None]:
        store.folder.change_settings({jobs.SETTING_ACTIVITY: activity})
        return read_board(store, activity), jobs.post_kept(store.folder.settings(), activity)

    gone = await desk.tried(go)
    if gone is not None:
        board, post = gone
        desk.state.change_activity(board, desk.clock.now(), post)
        desk.display.show_state()
        # Before the held scans: they were taken at the post that is chosen now.
        await offer_post(desk, board.activity)
        await offer_held(desk, board.activity)
