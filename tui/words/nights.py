"""What is said where the planned times alone made an activity overnight, or a day again, or moved its windows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.posts_moved import newly_beyond, posts_moved_along
from checkin.texts import _, ngettext
from storage.posts.times import span_text
from tui.words.amounts import clock_text, day_text
from tui.words.cells import plain

_MOST_SHIFTS = 5
"""Of so many shifts it is said; the board of posts marks all."""


def night_text(activity: Activity) -> str:
    """One sentence; empty where the activity has no planned end."""
    if activity.end is None:
        return ""
    if not activity.overnight:
        return _("This is no night any more: who has not checked out by midnight waits for review.")
    text = _("This goes over midnight, until {day} {time}: a check-out the next day belongs to the check-in before it.")
    return text.format(day=day_text(activity.end, activity.zone), time=clock_text(activity.end, activity.zone))


def posts_text(before: Activity, after: Activity, changes: Mapping[str, Any], standing: int = 0) -> str:
    """A sentence where the shifts of an activity's posts went along with its times; `standing` people stand there now. Empty
    where none went along."""
    if not posts_moved_along(before, after, changes):
        return ""
    if not standing:
        return _("Moved along with it: the shifts of its posts.")
    text = ngettext(
        "Moved along with it: the shifts of its posts; {count} person stands there now.",
        "Moved along with it: the shifts of its posts; {count} persons stand there now.",
        standing,
    )
    return text.format(count=standing)


def newly_beyond_texts(before: Activity, after: Activity) -> list[str]:
    """A sentence for each shift that lay within the times of `before` and reaches beyond those of `after`, with both."""
    text = _(
        "The shift {shift} of {post} lay within {old}, and now reaches beyond {new}: look whether it should change."
    )
    old, new = (span_text(one.start or 0, one.end or 0, one) for one in (before, after))
    found = newly_beyond(before, after)
    lines = [
        text.format(shift=span_text(one.shift.start, one.shift.end, after), post=plain(one.post.name), old=old, new=new)
        for one in found[:_MOST_SHIFTS]
    ]
    more = len(found) - len(lines)
    if more > 0:
        lines.append(ngettext("… and {count} other shift", "… and {count} other shifts", more).format(count=more))
    return lines


def window_texts(activity: Activity, moved: Mapping[str, int]) -> list[str]:
    """A sentence for each of `check_in_until` and `check_out_from` (milliseconds) that went along to another day."""
    sentences = {
        "check_in_until": _("Moved along with it: until {day} {time} every scan is a check-in."),
        "check_out_from": _("Moved along with it: from {day} {time} every scan is a check-out."),
    }
    return [
        sentences[name].format(day=day_text(at, activity.zone), time=clock_text(at, activity.zone))
        for name, at in moved.items()
    ]
