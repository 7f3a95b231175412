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
    chosen = await _asked(desk, activity, post_dialog(activity.posts or (), desk.state.post))
    if chosen is not None:
        await _take(desk, activity, chosen or None)


async def ask_post_of_sheet(desk: Desk, activity: Activity) -> str | None:
    """The code of the post at which a sheet was kept, empty for none; None for Esc. Without a plan nothing is asked."""
    posts = activity.posts or ()
    if not posts:
        return ""
    title, explanation = _("Paper sheet: where was it kept?"), _("Its rows are recorded at this post.")
    dialog = post_dialog(posts, desk.state.post, title, explanation)
    return await _asked(desk, activity, dialog)


async def _asked(desk: Desk, activity: Activity, dialog: ChooseDialog) -> str | None:
    """The code of the chosen post, empty for none; None for Esc."""
    chosen = await desk.app.push_screen_wait(dialog)
    if chosen is None or chosen == _NONE:
        return None if chosen is None else ""
    return (activity.posts or ())[int(chosen)].code


def post_dialog(posts: Sequence[Post], here: str | None, title: str = "", explanation: str = "") -> ChooseDialog:
    """The list of the posts, the gate first; `here` is the code of the one that is chosen. Its answer is a place in `posts`.
    Without a `title` it is about the post of the desk."""
    from tui.screens.choose import ChooseDialog

    lines = [(_NONE, _("no post: the gate, which checks people in and out"))]
    for place, post in enumerate(posts):
        lines.append((str(place), post.name if post.name == post.code else f"{post.name}  ({post.code})"))
    marked = next((str(place) for place, post in enumerate(posts) if post.code == here), _NONE)
    told = _("A scan at another post moves a person there; a second scan at the same one checks them out.")
    return ChooseDialog(title or _("The post of this desk"), lines, marked, explanation or told)


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
