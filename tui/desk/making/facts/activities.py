"""An activity is changed or copied at the desk, in one form each, with before → after where hours change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.store import Store
from tui.desk.activity_choice import go_to
from tui.desk.desk import Desk
from tui.desk.making.choosing import pick_activity, today_at
from tui.desk.making.facts.activity_changes import changes_in_form, gone_lines
from tui.model.stay import NOTHING_CHANGED
from tui.words.calendar import copies_lines


async def edit_activity(desk: Desk) -> None:
    """Choose an activity, then change in one form what is to change. The supervisor's where it has scans."""
    from storage.standard.categories import read_categories
    from tui.screens.making.edited_activity import EditActivityForm

    activity = await pick_activity(desk, _("Change which activity?"))
    categories = None if activity is None else await desk.tried(read_categories)
    now = None if activity is None or categories is None else await desk.tried(_again(activity.key))
    if now is None:
        return

    async def write(changes: dict[str, Any]) -> None:
        if changes.get("leader"):
            changes["leader"] = await desk.writer.ask(_leader(changes["leader"]))
        if changes:
            await changes_in_form(desk, now, changes, now.name or now.code)
        else:
            desk.app.notify(_(NOTHING_CHANGED), timeout=8)

    await desk.app.push_screen_wait(EditActivityForm(now, write, categories or (), today_at(desk)))


async def copy_activity(desk: Desk) -> None:
    """The same once more at another time, or every week: everything else is taken over, and scans go to a single new one after a
    question."""
    from tui.screens.making.copied_activity import CopiedActivityForm

    activity = await pick_activity(desk, _("Copy which activity?"))
    day = None if activity is None else await desk.tried(partial(_proposed, activity))
    if activity is None or day is None:
        return
    made = await desk.app.push_screen_wait(CopiedActivityForm(desk.writer, activity, day))
    if made is None:
        return
    # Each of a series has the same list; in the last one most have left.
    gone = [line for one in made.made[-1:] for line in await gone_lines(desk, one)]
    desk.app.notify("\n".join([*copies_lines(activity, made), *gone]), timeout=12, markup=False)
    if len(made.made) == 1 and not made.there:
        await go_to(desk, made.made[0].key)


def _proposed(activity: Activity, store: Store) -> date:
    from storage.activities.copying import proposed_day

    return proposed_day(store, activity)


def _leader(number: str) -> Callable[[Store], str]:
    def find(store: Store) -> str:
        from storage.people.known import named_person
        from storage.people.register import key_of

        return key_of(named_person(store, number, "leader"))

    return find


def _again(key: str) -> Callable[[Store], Activity]:
    return lambda store: store.ledger.facts().activity(key)
