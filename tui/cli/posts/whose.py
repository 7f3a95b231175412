"""Who may change the posts of an activity, and what is said of a change."""

from __future__ import annotations

from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.posts import Post
from checkin.rules.problems import N_
from storage.activities.activities import has_scans
from storage.posts.planning import PlanChange, plan_change, stand_there
from storage.store import Store
from tui.cli.base.command import Decorator, option
from tui.cli.base.output import tell
from tui.cli.base.supervisor import Supervisor, need_supervisor_later

insist: Decorator = option(
    "--insist", is_flag=True, help=N_("Do it although people stand at a post that goes or is moved.")
)


def need_supervisor_for(store: Store, activity: Activity) -> Supervisor:
    """Who changes the posts: a supervisor's where the activity has scans, as `need_supervisor_later`."""
    return need_supervisor_later(store, asks=has_scans(store, activity.key))


def looked(store: Store, activity: Activity, posts: tuple[Post, ...]) -> PlanChange:
    """What a plan would change; people who stand at a post that goes are said."""
    change = plan_change(store, activity, posts)
    if change.standing:
        tell([stand_there(store, change)])
    return change


def change_object(result: str, activity: Activity, change: PlanChange) -> dict[str, Any]:
    """The last line of JSON of what writes a plan."""
    return {
        "result": result,
        "activity": activity.code,
        "posts": len(change.after),
        "shifts": sum(len(post.shifts) for post in change.after),
        "signups": sum(len(shift.people) for post in change.after for shift in post.shifts),
        "new_signups": change.signed_on,
        "lost_signups": change.signed_off,
        "gone": [post.code for post in change.gone],
        "standing": len(change.standing),
    }
