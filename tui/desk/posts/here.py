"""The post (岗位) of this desk: chosen from the plan, kept for the next start, and told where the plan has lost it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checkin.rules.activities import Activity
from checkin.rules.posts import Post
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.model import jobs

if TYPE_CHECKING:
    from tui.screens.choose import ChooseDialog

_NONE = "none"


async def choose_post(desk: Desk) -> None:
    """Ask at which post of the activity scans are taken from now on; the gate is at none."""
    activity = desk.state.activity
    if activity is None:
        return
    if not activity.posts and desk.state.post is None:
        desk.app.notify(_("This activity has no posts: F10, “Posts and shifts” makes them."), timeout=8, markup=False)
        return
    posts = activity.posts or ()
    chosen = await desk.app.push_screen_wait(post_dialog(posts, desk.state.post))
    if chosen is not None:
        await _take(desk, activity, None if chosen == _NONE else posts[int(chosen)].code)


def post_dialog(posts: Sequence[Post], here: str | None) -> ChooseDialog:
    """The list of the posts, the gate first; `here` is the code of the one that is chosen. Its answer is a place in `posts`."""
    from tui.screens.choose import ChooseDialog

    lines = [(_NONE, _("no post: the gate, which checks people in and out"))]
    for place, post in enumerate(posts):
        lines.append((str(place), post.name if post.name == post.code else f"{post.name}  ({post.code})"))
    marked = next((str(place) for place, post in enumerate(posts) if post.code == here), _NONE)
    explanation = _("A scan at another post moves a person there; a second scan at the same one checks them out.")
    return ChooseDialog(_("The post of this desk"), lines, marked, explanation)


async def offer_post(desk: Desk, activity: Activity) -> None:
    """Ask at once where the activity that was chosen has posts."""
    if activity.posts:
        await choose_post(desk)


async def _take(desk: Desk, activity: Activity, post: str | None) -> None:
    def keep(store: Store) -> bool:
        jobs.keep_post(store, activity.key, post)
        return True

    if await desk.tried(keep):
        desk.state.choose_post(post, desk.clock.now())
        desk.display.show_state()
