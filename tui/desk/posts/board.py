"""The board of posts at the desk, and what is done from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from checkin.rules.activities import Activity, planned_days
from checkin.rules.instants import local_time
from checkin.rules.typed_times import parse_day, parse_time
from checkin.rules.wall_clock import typed_instant
from checkin.texts import _, say
from storage.store import Store, open_store
from tui.desk.desk import Desk
from tui.desk.making.choosing import pick_activity
from tui.desk.making.flow import File, make_file, with_record
from tui.desk.posts.bringing_in import bring_in_plan, bring_in_signups
from tui.desk.posts.editing import add_post, change_post
from tui.screens.making.made import Made
from tui.screens.posts.board import PostBoardDialog
from tui.screens.posts.deeds import Chosen, Deed
from tui.screens.posts.rows import Shown
from tui.words.faults import Trouble


async def posts_at_desk(desk: Desk) -> None:
    """The board of the activity that scans go to, or of one that is chosen; after each deed it is there again."""
    activity = desk.state.activity or await pick_activity(desk, _("Posts and shifts"))
    marked: tuple[str | None, int | None] | None = None
    at: int | None = None
    while activity is not None:
        shown = await with_record(desk, _("Posts and shifts"), _reader(activity.key, at))
        if shown is None:
            return
        again = partial(_read_beside, desk, activity.key, at)
        chosen = await desk.app.push_screen_wait(PostBoardDialog(shown, again, marked, follows=at is None))
        if chosen is None:
            return
        marked = chosen.post, chosen.start
        if chosen.deed is Deed.AT:
            at = await _ask_time(desk, shown.activity) if at is None else None
        else:
            await _do(desk, shown.activity, chosen)


async def _ask_time(desk: Desk, activity: Activity) -> int | None:
    """An instant (milliseconds) at which the board is to be looked at; None for Esc."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day
    from tui.screens.form import FormDialog

    days = planned_days(activity)
    first = desk.clock.today(activity.zone) if days is None else days[0]

    async def keep(values: dict[str, str]) -> int:
        day, time = parse_day(values["day"], "day"), parse_time(values["time"], _("time"))
        return typed_instant(day, time, activity.zone, _("time"))

    begins = "" if activity.start is None else f"{local_time(activity.start, activity.zone):%H:%M}"
    fields = [Field("day", _("date"), first.isoformat(), kind=Day()), Field("time", _("time"), begins, "08:20")]
    return await desk.app.push_screen_wait(FormDialog(_("The posts as they stood"), fields, keep, does=_("show them")))


async def _do(desk: Desk, activity: Activity, chosen: Chosen) -> None:
    match chosen.deed:
        case Deed.CHANGE:
            await change_post(desk, activity, chosen.post or "", chosen.start)
        case Deed.PLAN:
            await bring_in_plan(desk, activity)
        case Deed.SIGN_UP:
            await bring_in_signups(desk, activity)
        case Deed.ADD:
            await add_post(desk, activity)
        case Deed.PRINT:
            await make_file(desk, _("Posts and shifts"), File(f"posts-{activity.code}"), _printer(activity.key))
        case Deed.TEMPLATE:
            file = File(f"posts-{activity.code}", ".xlsx", for_all=True)
            await make_file(desk, _("List of posts"), file, _template(activity.key))


def _reader(key: str, at: int | None) -> Callable[[Store], Shown]:
    def read(store: Store) -> Shown:
        from storage.people.expected import expected_at, names_at
        from storage.posts.standing import minutes_of_shifts, read_post_board

        activity, now = store.ledger.facts().activity(key), store.now() if at is None else at
        expected, names, own = expected_at(store, activity), names_at(store, activity), store.identity.team
        board = read_post_board(store, activity, now, expected)
        # While people come and go the figures would be behind with each scan, and all sessions of theirs are folded for them.
        minutes = {} if activity.closed_at is None or at is not None else minutes_of_shifts(store, activity)
        return Shown(activity, board, names, own, now, minutes, tuple(map(say, expected.notes(names, own))))

    return read


async def _read_beside(desk: Desk, key: str, at: int | None) -> Shown | None:
    """Beside the writer, so that no scan waits for it; None where it can't be read now."""

    def opened() -> Shown:
        with open_store(desk.writer.path, desk.clock) as store:
            return _reader(key, at)(store)

    try:
        return await asyncio.to_thread(opened)
    except Trouble:
        return None


def _printer(key: str) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.printed.lists.post_list import write_post_list

        activity = store.ledger.facts().activity(key)
        return Made(out, (activity.name,), tuple(map(say, write_post_list(out, store, activity).notes)))

    return make


def _template(key: str) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.post_file import write_post_template
        from storage.people.names import names_by_any_number

        activity = store.ledger.facts().activity(key)
        write_post_template(out, activity, names_by_any_number(store), store.identity.team)
        return Made(out, (_("Fill it in with a spreadsheet program, save it, and bring in the plan."),))

    return make
