"""`hourdesk activity list`, and how an activity is shown."""

from __future__ import annotations

from typing import Any

from checkin.rules.activities import Activity, planned_span
from checkin.rules.identity import split
from checkin.rules.instants import local_text
from checkin.rules.posts import Post
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.activities.activities import list_activities
from storage.activities.clashes import code_clashes
from storage.activities.entry_deadline import EntryDeadline, entry_deadlines
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show, table
from tui.cli.base.output import message
from tui.words.amounts import countdown_text
from tui.words.clashes import clash_lines


@examples(N_("hourdesk activity list"), N_("hourdesk activity list --all"))
@command("list", N_("List the activities, the latest first."))
@option("--all", "everything", is_flag=True, help=N_("Also those that are hidden."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, everything: bool, as_json: bool) -> None:
    """Print the activities, the latest first, as a table or as JSON; how many are hidden is said."""
    with choice.open() as store:
        activities = list_activities(store, hidden=everything)
        hidden = len(list_activities(store, hidden=True)) - len(activities)
        due = entry_deadlines(store, activities)
        clashes = code_clashes(store)
    typed = {one.activity.key: one.typed for clash in clashes for one in clash.made}
    code: Column[Activity] = Column("", lambda one: typed.get(one.key, one.code))
    countdown: Column[Activity] = Column("", lambda one: countdown_text(due[one.key]) if one.key in due else "")
    empty = _("No activities yet.")
    show(
        activities,
        [code, *_COLUMNS[1:], countdown],
        lambda one: {**_listed(one, due.get(one.key)), "code_clash": typed.get(one.key)},
        as_json=as_json,
        empty=empty,
    )
    if as_json:
        return
    for line in clash_lines(clashes):
        message(line)
    if hidden:
        text = ngettext("{count} activity is hidden: --all", "{count} activities are hidden: --all", hidden)
        message(text.format(count=hidden))


def _listed(activity: Activity, deadline: EntryDeadline | None) -> dict[str, Any]:
    """An activity, and until when its service must be entered where that is open."""
    return {
        **object_of(activity),
        "enter_until": None if deadline is None else deadline.last.isoformat(),
        "working_days_left": None if deadline is None else deadline.days_left,
        "unconfirmed": None if deadline is None else deadline.unconfirmed,
    }


def line_of(activity: Activity) -> str:
    """An activity on one line."""
    return table([activity], _COLUMNS)[0]


def object_of(activity: Activity) -> dict[str, Any]:
    """An activity as a JSON object: times with its offset, the sign-up list as numbers."""

    def text(at: int | None) -> str | None:
        return None if at is None else local_text(at, activity.zone)

    signup = activity.signup
    return {
        "team": activity.team,
        "code": activity.code,
        "name": activity.name,
        "place": activity.place,
        "start": text(activity.start),
        "end": text(activity.end),
        "timezone": activity.timezone,
        "category": activity.category,
        "project": activity.project,
        "kind": str(activity.kind),
        "content": activity.content,
        "organiser": activity.organiser,
        "leader": None if activity.leader is None else _number(activity.leader, activity.team),
        "overnight": activity.overnight,
        "check_in_until": text(activity.check_in_until),
        "check_out_from": text(activity.check_out_from),
        "not_creditable": activity.not_creditable,
        "posts": None if activity.posts is None else [_post(post, activity) for post in activity.posts],
        "signup": None if signup is None else [_number(key, activity.team) for key in signup],
        "closed_at": text(activity.closed_at),
        "hidden": activity.hidden,
    }


def _post(post: Post, activity: Activity) -> dict[str, Any]:
    shifts = [
        {
            "start": local_text(shift.start, activity.zone),
            "end": local_text(shift.end, activity.zone),
            "needed": shift.needed,
            "signed_up": [_number(key, activity.team) for key in shift.people],
        }
        for shift in post.shifts
    ]
    return {"code": post.code, "name": post.name, "shifts": shifts}


def _number(key: str, own_team: str) -> str:
    team, number = split(key)
    return number if team == own_team else key


def _state(activity: Activity) -> str:
    state = _("open") if activity.closed_at is None else _("closed")
    if activity.hidden:
        state = _("hidden")
    return f"{state}  {_('training')}" if activity.is_training else state


_COLUMNS: tuple[Column[Activity], ...] = (
    Column("", lambda one: one.code),
    Column("", lambda one: one.name),
    Column("", lambda one: one.place),
    Column("", lambda one: planned_span(one) or "—"),
    Column("", lambda one: one.timezone),
    Column("", _state),
)
