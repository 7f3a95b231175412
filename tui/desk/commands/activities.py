"""Commands about activities: another one, a new one, the end of one."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from storage.presence.board import Board
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_activity
from tui.model.command_groups import Group

_MOST_CELLS = 52
"""Of a line about a person in that question, which has a line for each in the smallest terminal too."""
_MOST_THINGS = 5
"""Lines about things that are still out, in the question about the close."""


class Activities(DeskCommand):
    __doc__ = N_("Change to another activity, or make a new one.")
    name, keys, label = "activities", ("f6", "alt+a"), N_("Activity")
    also = N_("start, begin, choose an activity")
    group, what, cli = (
        Group.ACTIVITY,
        N_("Another activity, or a new one"),
        ("activity add", "activity list", "activity hide", "activity hide --undo", "activity void"),
    )

    async def do(self, desk: Desk) -> None:
        """List them, and go to the one that was chosen."""
        from tui.desk.activity_choice import change_activity

        await change_activity(desk)


class ChoosePost(DeskCommand):
    __doc__ = N_("Choose the post at which this desk stands, or none at the gate.")
    name, label = "choose_post", N_("Post")
    also = N_("check-in at a post, post check-in")
    group, what = Group.ACTIVITY, N_("The post of this desk")
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.posts.here import choose_post

        await choose_post(desk)


class CloseActivity(DeskCommand):
    __doc__ = N_("Close the activity, after showing who has not checked out.")
    name, keys, label = "close_activity", ("f8", "alt+e"), N_("Close")
    also = N_("end of the activity, finish")
    group, what, cli = Group.ACTIVITY, N_("Close the activity, or open it again"), ("activity close", "activity reopen")

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Close the activity after a question; if it is closed already, offer to reopen it."""
        from tui.screens.ask import MOST_LINES, AskDialog

        board = desk.state.board
        if board is None:
            return
        if board.activity.closed_at is not None:
            await _open_again(desk, board.activity)
            return
        things = _first(await _things_out(desk, board.activity), _MOST_THINGS)
        lines = [*_first(_who_is_left(board), MOST_LINES - len(things)), *things]
        if await desk.app.push_screen_wait(AskDialog(_("Close the activity?"), lines, _("close it"))):
            await _close(desk, board.activity)


async def _open_again(desk: Desk, activity: Activity) -> None:
    from storage.activities.activities import reopen_activity
    from storage.supervision.consequences import Foreseen, do_foreseen, foresee
    from tui.screens.ask import AskDialog
    from tui.words.hours_change import change_lines

    operator = desk.writer.operator

    def reopen(store: Store) -> Activity:
        return reopen_activity(store, activity.code, Signature(operator))

    def look(store: Store) -> tuple[Foreseen[Activity], list[str]]:
        foreseen = foresee(store, reopen)
        return foreseen, change_lines(store, foreseen.change) if foreseen.change.sessions else []

    looked = await desk.tried(look)
    if looked is None:
        return
    foreseen, lines = looked
    question = AskDialog(_("This activity is closed"), [activity.name, *lines], _("open it again"))
    if await desk.app.push_screen_wait(question):
        await desk.tried(lambda store: do_foreseen(store, reopen, foreseen))
        await desk.read_board()


async def _close(desk: Desk, activity: Activity) -> None:
    from storage.activities.activities import close_activity
    from tui.desk.commands.review import offer_review

    operator = desk.writer.operator
    forgotten = await desk.tried(lambda store: close_activity(store, activity.code, Signature(operator)))
    if forgotten is not None:
        for closed in desk.on_activity_closed:
            closed()
    await desk.read_board()
    if forgotten is not None:
        await offer_review(desk)


async def _things_out(desk: Desk, activity: Activity) -> list[str]:
    from tui.words.people.things import out_lines

    def things_out(store: Store) -> list[str]:
        return out_lines(store, activity.key)

    return await desk.tried(things_out) or []


def _first(lines: list[str], most: int) -> list[str]:
    """The lines, or so many of them that there is room to say how many more there are."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"  … +{len(lines) - most + 1}"]


def _who_is_left(board: Board) -> list[str]:
    from storage.presence.board import PresenceState
    from tui.widgets.people import shown_name
    from tui.words.cells import fitted, plain

    here = board.state(PresenceState.ON_SITE, PresenceState.REVIEW)
    if not here:
        return [_("{activity}: everybody has checked out.").format(activity=board.activity.name)]
    text = ngettext(
        "One person has not checked out, and gets no hours until a supervisor decides:",
        "{count} people have not checked out, and get no hours until a supervisor decides:",
        len(here),
    )
    lines = [text.format(count=len(here))]
    people = fitted([(shown_name(row), plain(row.class_name), plain(row.number)) for row in here], _MOST_CELLS)
    return lines + [f"  {line}" for line in people]


class Calendars(DeskCommand):
    __doc__ = N_("Make activities of the events of a calendar (.ics), or write the activities for other calendars.")
    name, label = "calendars", N_("Calendar")
    also = N_("timetable, appointments")
    group, what, cli = (
        Group.ACTIVITY,
        N_("Calendar: activities in and out (.ics)"),
        ("activity import", "activity export"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.facts.calendars import calendars

        await calendars(desk)
