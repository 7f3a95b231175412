"""`hourdesk guard`: which minors are near a limit of their age class today, or past it; and the limits in force."""

from __future__ import annotations

from typing import Any, NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.guarding import AgeLimits, Limit
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.activities import find_activity
from storage.presence.guarding import Guarded, guarded_today
from storage.standard.guard import guard_table
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.words.cells import plain
from tui.words.people.guard import NO_LIMITS, NOBODY_NEAR, limit_word, limits_words, under_word, when_text


class _Told(NamedTuple):
    activity: Activity
    one: Guarded
    limits: AgeLimits
    now: int


@examples(N_("hourdesk guard"), N_("hourdesk guard --activity A1"), N_("hourdesk guard --table"))
@command("guard", N_("List which minors are near a limit of their age class today, or past it."))
@options.activity()
@option(
    "--table", "limits", is_flag=True, help=N_("The limits in force: guard.toml of this desk, else the usual ones.")
)
@options.json_option
@pass_desk
def guard(choice: DeskChoice, activity: str | None, limits: bool, as_json: bool) -> None:
    """Of one activity, or of all that are planned for today."""
    with choice.open() as store:
        table = guard_table(store.folder)
        if limits:
            show(table.classes, _LIMITS, _limits_object, as_json=as_json, empty=_(NO_LIMITS))
            return
        only, now = None if activity is None else find_activity(store, activity), store.now()
        rows = [
            _Told(at, one, one.row.limits, now) for at, one in guarded_today(store, only) if one.row.limits is not None
        ]
    show(rows, _COLUMNS, _object, as_json=as_json, empty=_(NOBODY_NEAR))


def _object(told: _Told) -> dict[str, Any]:
    row = told.one.row
    return {
        "activity": told.activity.code,
        "volunteer": row.number,
        "name": row.name or None,
        "class": row.class_name or None,
        "under": told.limits.under,
        "limit": told.one.limit,
        "at": None if told.one.limit is Limit.ADULT else local_text(told.one.at, told.activity.zone),
        "passed": told.one.is_past(told.now),
        "state": row.state,
    }


def _limits_object(one: AgeLimits) -> dict[str, Any]:
    latest = None if one.latest is None else f"{one.latest // 60:02d}:{one.latest % 60:02d}"
    return {"under": one.under, "day": one.day, "stretch": one.stretch, "latest": latest, "adult": one.adult}


_COLUMNS: list[Column[_Told]] = [
    Column(N_("class"), lambda told: told.one.row.class_name or "—"),
    Column(N_("number"), lambda told: told.one.row.number),
    Column(N_("name"), lambda told: plain(told.one.row.name)),
    Column(N_("age"), lambda told: under_word(told.limits.under)),
    Column(N_("limit"), lambda told: limit_word(told.one.limit, told.limits)),
    Column(N_("when"), lambda told: when_text(told.one, told.now, told.activity.zone)),
    Column(N_("activity"), lambda told: plain(told.activity.name or told.activity.code)),
]
_LIMITS: list[Column[AgeLimits]] = [
    Column(N_("age"), lambda one: under_word(one.under)),
    Column(N_("limits"), limits_words),
]
