"""Which activity a command of posts is about, who may change its posts, and what is said of a change."""

from __future__ import annotations

from typing import Any

from checkin.rules.activities import Activity, planned_days
from checkin.rules.posts import Post
from checkin.rules.problems import N_, refuse
from storage.activities.activities import find_activity, has_scans, list_activities
from storage.posts.planning import PlanChange, plan_change, stand_there
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import Decorator, option
from tui.cli.base.output import tell
from tui.cli.base.supervisor import need_supervisor

activity_option = options.activity(N_("Of this activity (default: the one of today, or the only one that is open)."))
insist: Decorator = option(
    "--insist", is_flag=True, help=N_("Do it although people stand at a post that goes or is moved.")
)


def activity_meant(store: Store, code: str | None) -> Activity:
    """The activity of `--activity`; without it the open one of today, else the only one that is open. Raises Refused."""
    if code is not None:
        return find_activity(store, code)
    open_ones = [one for one in list_activities(store) if one.closed_at is None]
    today = store.today()
    days = [(one, planned_days(one)) for one in open_ones]
    todays = [one for one, planned in days if planned is not None and planned[0] <= today <= planned[1]]
    found = todays or open_ones
    if len(found) == 1:
        return found[0]
    if not found:
        message = N_("there is no open activity; add one first with hourdesk activity add")
        raise refuse("no_activity", "--activity", message)
    known = ", ".join(one.code for one in found[:12])
    raise refuse(
        "which_activity", "--activity", N_("say of which activity: --activity with one of {known}"), known=known
    )


def need_supervisor_for(store: Store, activity: Activity) -> None:
    """Raises Refused where the activity has scans, and its posts are a supervisor's to change."""
    if has_scans(store, activity.key):
        need_supervisor(store)


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
