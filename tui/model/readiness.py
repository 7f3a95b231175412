"""What the desk says of its activity while nobody is being scanned."""

from __future__ import annotations

from datetime import tzinfo

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.presence.held_scans import HeldSpan
from tui.model.verdicts import Tone, Verdict
from tui.words.amounts import day_text, planned_text
from tui.words.held import held_briefly


def ready(activity: Activity | None, now: int) -> Verdict:
    """What the desk says before the first scan; a closed activity, or one of another day, is said calmly."""
    if activity is None:
        return Verdict(Tone.READY, "", _("READY"))
    detail = " · ".join(part for part in (activity.name, activity.place) if part)
    if activity.closed_at is not None:
        advice = _("This activity is closed: nobody can check in any more. F6 goes to another one, F8 opens it again.")
        return Verdict(Tone.CALM, "", _("CLOSED"), detail=detail, times=planned_text(activity), advice=advice)
    if is_another_day(activity, now):
        advice = _(
            "This activity is planned for {day}, and today is {today}. Scans are recorded all the same; "
            "F6 goes to another activity."
        ).format(day=_day(activity), today=day_text(now, activity.zone))
        return Verdict(Tone.READY, "", _("READY"), detail=detail, times=planned_text(activity), advice=advice)
    advice = _("Show the badge to the scanner or the camera. Nobody needs to press a key.")
    return Verdict(Tone.READY, "", _("READY"), detail=detail, times=planned_text(activity), advice=advice)


def no_activity(held: HeldSpan, here: tzinfo) -> Verdict:
    """Scans can go to no activity: said before the first of them comes, and with how many are held (screens.md law 2)."""
    if held.scans:
        advice = _("Scans are kept on disk until an activity takes them in: F6 chooses or makes one.")
    else:
        advice = _("No activity is chosen yet: F6 chooses or makes one. Badges that are scanned now are kept.")
    return Verdict(Tone.HELD, "‖", _("NO ACTIVITY"), times=held_briefly(held, here), advice=advice)


def time_gone(activity: Activity | None, now: int, cells: int) -> tuple[int, str] | None:
    """How much of the planned time is over, in cells of a bar, and how much is left in words; None outside of it."""
    if activity is None or activity.closed_at is not None or activity.start is None or activity.end is None:
        return None
    if not activity.start <= now < activity.end:
        return None
    minutes = -(-(activity.end - now) // 60_000)
    over = cells * (now - activity.start) // (activity.end - activity.start)
    return over, _("{hours}:{minutes} left").format(hours=minutes // 60, minutes=f"{minutes % 60:02}")


def is_another_day(activity: Activity, now: int) -> bool:
    """Whether the activity is not planned for today (in its own time zone)."""
    if activity.start is None or activity.end is None:
        return False
    # Days written as 2026-03-05 are in the order of time.
    days = [day_text(at, activity.zone) for at in (activity.start, now, activity.end)]
    return days != sorted(days)


def activity_mark(activity: Activity | None, now: int) -> str:
    """The mark behind the activity's name: closed, or its day if that is not today; empty if neither."""
    if activity is None:
        return ""
    if activity.closed_at is not None:
        return _("closed")
    return _day(activity) if is_another_day(activity, now) else ""


def _day(activity: Activity) -> str:
    return day_text(activity.start, activity.zone) if activity.start is not None else ""
