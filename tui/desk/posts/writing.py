"""A plan is written at the desk: the supervisor is asked where there are scans, and so is somebody where people stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    if change.standing and not await agreed(desk, title, standing_lines(names), _("do it all the same")):
        desk.app.notify(_("Nothing was written."), timeout=8)
        return None
    done = await desk.tried(_write(activity, posts, Signature(desk.supervisor_name), insist=bool(change.standing)))
    if done is not None:
        await desk.read_board()
    return done


def standing_lines(names: Sequence[str]) -> list[str]:
    """How many stand at posts that go or are moved, then who."""
    text = ngettext(
        "{count} person stands at a post that this takes away or moves:",
        "{count} persons stand at posts that this takes away or moves:",
        len(names),
    )
    return [text.format(count=len(names)), *names]


def names_standing(store: Store, change: PlanChange) -> list[str]:
    """The people who stand there, a line each."""
    from storage.people.names import names_by_any_number
    from tui.words.cells import plain
    from tui.words.people.posts import person_text

    names = names_by_any_number(store) if change.standing else {}
    return [plain(person_text(one, names, store.identity.team)) for one in change.standing]


def _look(activity: Activity, posts: tuple[Post, ...]) -> Callable[[Store], tuple[bool, PlanChange, list[str]]]:
    def look(store: Store) -> tuple[bool, PlanChange, list[str]]:
        from storage.activities.activities import has_scans
        from storage.posts.planning import plan_change

        change = plan_change(store, activity, posts)
        return has_scans(store, activity.key), change, names_standing(store, change)

    return look


def _write(
    activity: Activity, posts: tuple[Post, ...], signed: Signature, *, insist: bool
) -> Callable[[Store], PlanChange]:
    def write(store: Store) -> PlanChange:
        from storage.posts.planning import write_plan

        return write_plan(store, activity, posts, signed, insist=insist)

    return write
