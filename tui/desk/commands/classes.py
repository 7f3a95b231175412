"""Commands about whole classes: check them in or out when a teacher vouches, and show who is left. Scans go on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.events import Direction
from checkin.rules.problems import N_
from checkin.texts import _
from storage.presence.board import read_board
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_activity
from tui.model.command_groups import Group
from tui.words.people.roster import NOBODY_YET

if TYPE_CHECKING:
    from storage.presence.class_lists import ClassList


class Groups(DeskCommand):
    __doc__ = N_(
        "Check a whole class in or out: untick those who are not with it, and name the teacher who vouches for it."
    )
    name, keys, label = "groups", ("shift+f3", "alt+g"), N_("Class")
    also = N_("roll, teachers' word")
    group, what, cli = Group.PEOPLE, N_("Check a whole class in or out"), ("group",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Ask for direction, class and people, then check them in or out; at a post a class is first thought to come there."""
        from tui.desk.class_check import check_class
        from tui.screens.classes.which import WhichClassDialog

        direction = Direction.OUT if desk.state.post is None else Direction.IN
        class_name = None
        while (activity := desk.state.activity) is not None:
            post = desk.state.post
            lists = await _class_lists(desk, activity, post)
            if lists is None:
                return
            if not lists:
                desk.app.notify(_(NOBODY_YET))
                return
            there = "" if post is None else named_post(activity, post).name
            chosen = await desk.app.push_screen_wait(WhichClassDialog(lists, direction, class_name, there))
            if chosen is None:
                return
            direction, of = chosen
            class_name = of.name
            if await check_class(desk, activity, of, direction):
                return


class Left(DeskCommand):
    __doc__ = N_("Show by class who has not checked out yet, copy it as a sentence, or check a class out.")
    name, keys, label = "left", ("shift+f4", "alt+l"), N_("Who is left")
    also = N_("who is missing, count heads")
    group, what, cli = Group.PEOPLE, N_("Who has not checked out"), ("left",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """It is about one activity."""
        return needs_activity(desk)

    async def do(self, desk: Desk) -> None:
        """Show who has not checked out, by class; the person can check out a class from there."""
        from tui.desk.class_check import check_class
        from tui.screens.classes.left import LeftDialog

        while (board := desk.state.board) is not None:
            name = await desk.app.push_screen_wait(LeftDialog(board, desk.clock.now()))
            lists = None if name is None else await _class_lists(desk, board.activity)
            of = next((one for one in lists or () if one.name == name), None)
            if of is None:
                return
            await check_class(desk, board.activity, of, Direction.OUT)


async def _class_lists(desk: Desk, activity: Activity, post: str | None = None) -> list[ClassList] | None:
    from storage.presence.class_lists import class_lists

    return await desk.tried(lambda store: class_lists(store, read_board(store, activity.key), post))
