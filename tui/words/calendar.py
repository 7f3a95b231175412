"""What is said of copies of an activity, and of events of a calendar that come in."""

from __future__ import annotations

from checkin.rules.activities import Activity, planned_span
from checkin.texts import _, first_few, ngettext
from exports.ical.taking import Coming, Look, State
from storage.activities.copying import Copies
from tui.words.cells import aligned, plain
from tui.words.nights import newly_beyond_texts


def copies_lines(old: Activity, copies: Copies) -> list[str]:
    """How many were made of an activity, or the name of the one; how many were there already; and which shifts of their posts
    reach beyond the new times.
    """
    made, there = copies
    lines = []
    if len(made) == 1:
        lines.append(_("{name} is there, as a copy.").format(name=made[0].name or made[0].code))
    elif made:
        text = ngettext("{count} copy of {name} is there.", "{count} copies of {name} are there.", len(made))
        lines.append(text.format(count=len(made), name=made[0].name or made[0].code))
    if there:
        text = ngettext(
            "{count} was there already, with this name and start.",
            "{count} were there already, with this name and start.",
            len(there),
        )
        lines.append(text.format(count=len(there)))
    # All copies of a series have the same times of day.
    return lines + (newly_beyond_texts(old, made[0]) if made else [])


def coming_lines(looked: Look) -> list[str]:
    """Each event of a calendar on a line: what becomes of it, its code, times, name and place."""
    return list(aligned([[state_text(one), *_cells(one)] for one in looked.coming]))


def state_text(one: Coming) -> str:
    """What becomes of an event, in a word or two."""
    match one.state:
        case State.NEW:
            return _("new")
        case State.THERE:
            return _("there already")
        case State.DIFFERS:
            return _("there already, and different")
        case State.CANCELLED:
            return _("cancelled in the calendar")


def hints(looked: Look) -> list[str]:
    """What to do about events that were changed in the calendar since they came in."""
    changed = [one.activity.code for one in looked.coming if one.state is State.DIFFERS]
    if not changed:
        return []
    text = _(
        "What changed in the calendar since it came in is not taken over: {codes}. Change it here with hourdesk activity edit."
    )
    return [text.format(codes=first_few(changed))]


def taken_text(count: int) -> str:
    """How many activities came in."""
    if not count:
        return _("Nothing new can be taken from this calendar: nothing was written.")
    return ngettext("{count} activity was made.", "{count} activities were made.", count).format(count=count)


def written_text(count: int) -> str:
    """How many activities are in the file."""
    text = ngettext("{count} activity, without names of people", "{count} activities, without names of people", count)
    return text.format(count=count)


def _cells(one: Coming) -> list[str]:
    activity = one.activity
    category = "" if activity.category is None else plain(activity.category)
    return [activity.code, planned_span(activity) or "", plain(activity.name), plain(activity.place), category]
