"""Which activity a command is about that belongs to the day itself: scans, posts, things, who is here."""

from __future__ import annotations

from checkin.rules.activities import Activity, planned_days
from checkin.rules.problems import N_, refuse
from checkin.texts import _, first_few
from storage.activities.activities import find_activity, list_activities
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.output import message
from tui.words.cells import plain

activity_option = options.activity(N_("Of this activity (default: the one of today, or the only one that is open)."))
"""For `activity_meant` and `recorded_in`. What lists the record or puts it right takes all activities, or asks for one."""


def activity_meant(store: Store, code: str | None) -> Activity:
    """The activity of `--activity`; without it the open one of today, else the only one that is open. Where others are open too
    it is said which. Raises Refused."""
    if code is not None:
        return find_activity(store, code)
    open_ones = [one for one in list_activities(store) if one.closed_at is None]
    today = store.today()
    days = [(one, planned_days(one)) for one in open_ones]
    todays = [one for one, planned in days if planned is not None and planned[0] <= today <= planned[1]]
    found = todays or open_ones
    if len(found) == 1:
        if len(open_ones) > 1:
            message(_("For {activity} ({code}).").format(activity=plain(found[0].name), code=found[0].code))
        return found[0]
    if not found:
        text = N_(
            "there is no open activity; add one first with hourdesk activity add, or name a closed one with --activity"
        )
        raise refuse("no_activity", "--activity", text)
    known = first_few(one.code for one in found)
    text = N_("say of which activity: --activity with one of {known}")
    raise refuse("which_activity", "--activity", text, known=known)


def recorded_in(store: Store, code: str | None) -> Activity:
    """The same, to record something there; of a hidden one it is said. Raises Refused where there is none."""
    found = activity_meant(store, code)
    if found.hidden:
        text = _("{activity} is hidden: what is recorded there counts, but nobody sees it in the lists.")
        message(text.format(activity=found.code))
    return found
