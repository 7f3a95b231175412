"""A plan is written at the desk: somebody is asked where people stand, and the supervisor where there are scans."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkin.rules.activities import Activity
from checkin.rules.posts import Post
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from storage.posts.planning import PlanChange
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import need_agreed
from tui.desk.making.flow import without_form
from tui.model.stay import need_supervisor


async def write_posts(desk: Desk, activity: Activity, posts: tuple[Post, ...], title: str) -> PlanChange | None:
    """As `posts_in_form`, where nothing was typed that could be lost: None where it was not done, which is said."""
    return await without_form(desk, title, posts_in_form(desk, activity, posts, title))


async def posts_in_form(desk: Desk, activity: Activity, posts: tuple[Post, ...], title: str) -> PlanChange:
    """Write the posts. Raises Refused where they can't be, and Stay where somebody does not want it, as a form needs it."""
    has_scans, change, names = await desk.writer.ask(_look(activity, posts))
    if change.standing:
        await need_agreed(desk, title, standing_lines(names), _("do it all the same"))
    if has_scans:
        await need_supervisor(desk)
    signed = Signature(desk.supervisor_name)
    done = await desk.writer.ask(_write(activity, posts, signed, insist=bool(change.standing)))
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
