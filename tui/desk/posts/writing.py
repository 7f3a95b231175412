"""A plan is written at the desk: the supervisor is asked where there are scans, and so is somebody where people stand."""

from __future__ import annotations

from collections.abc import Callable

from checkin.rules.activities import Activity
from checkin.rules.posts import Post
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from storage.posts.planning import PlanChange
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed


async def write_posts(desk: Desk, activity: Activity, posts: tuple[Post, ...], title: str) -> PlanChange | None:
    """Write the posts; None where it was not done."""
    looked = await desk.tried(_look(activity, posts))
    if looked is None:
        return None
    has_scans, change, names = looked
    if has_scans and not await desk.as_supervisor():
        return None
    if change.standing:
        count = len(change.standing)
        text = ngettext(
            "{count} person stands at a post that this takes away or moves:",
            "{count} persons stand at posts that this takes away or moves:",
            count,
        ).format(count=count)
        if not await agreed(desk, title, [text, *names], _("do it all the same")):
            desk.app.notify(_("Nothing was written."), timeout=8)
            return None
    done = await desk.tried(_write(activity, posts, Signature(desk.supervisor_name), insist=bool(change.standing)))
    if done is not None:
        await desk.read_board()
    return done


def _look(activity: Activity, posts: tuple[Post, ...]) -> Callable[[Store], tuple[bool, PlanChange, list[str]]]:
    def look(store: Store) -> tuple[bool, PlanChange, list[str]]:
        from storage.activities.activities import has_scans
        from storage.people.names import names_by_any_number
        from storage.posts.planning import plan_change
        from tui.words.cells import plain
        from tui.words.people.posts import person_text

        change, names = plan_change(store, activity, posts), names_by_any_number(store)
        listed = [plain(person_text(one, names, store.identity.team)) for one in change.standing]
        return has_scans(store, activity.key), change, listed

    return look


def _write(
    activity: Activity, posts: tuple[Post, ...], signed: Signature, *, insist: bool
) -> Callable[[Store], PlanChange]:
    def write(store: Store) -> PlanChange:
        from storage.posts.planning import write_plan

        return write_plan(store, activity, posts, signed, insist=insist)

    return write
