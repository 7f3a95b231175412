"""`hourdesk activity list`, and how an activity is shown."""

from __future__ import annotations

from typing import Any

from checkin.rules.activities import Activity, planned_span
from checkin.rules.identity import split
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.activities import list_activities
from storage.activities.entry_deadline import entry_deadlines
from tui.cli.base import options
from tui.cli.base.command import command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result_json, results
from tui.words.amounts import countdown_text
from tui.words.cells import aligned, plain


@command("list", N_("List the activities, the latest first."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """Print the activities."""
    with choice.open() as store:
        activities = list_activities(store)
        due = entry_deadlines(store, activities)
    if as_json:
        for activity in activities:
            deadline = due.get(activity.key)
            entry = {
                "enter_until": None if deadline is None else deadline.last.isoformat(),
                "working_days_left": None if deadline is None else deadline.days_left,
                "unconfirmed": None if deadline is None else deadline.unconfirmed,
            }
            result_json({**object_of(activity), **entry})
        return
    lines = [[*_cells(a), countdown_text(due[a.key]) if a.key in due else ""] for a in activities]
    results(aligned(lines) if lines else [_("No activities yet.")])


def line_of(activity: Activity) -> str:
    """An activity on one line."""
    return "  ".join(_cells(activity)).rstrip()


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
        "signup": None if signup is None else [_number(key, activity.team) for key in signup],
        "closed_at": text(activity.closed_at),
    }


def _number(key: str, own_team: str) -> str:
    team, number = split(key)
    return number if team == own_team else key


def _cells(activity: Activity) -> list[str]:
    state = _("open") if activity.closed_at is None else _("closed")
    if activity.is_training:
        state += f"  {_('training')}"
    planned = planned_span(activity) or "—"
    return [activity.code, plain(activity.name), plain(activity.place), planned, activity.timezone, state]
