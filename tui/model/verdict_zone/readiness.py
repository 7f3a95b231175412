"""What the desk says of its activity while nobody is being scanned."""

from __future__ import annotations

from datetime import tzinfo

from checkin.durations import h_mm
from checkin.rules.activities import Activity
from checkin.texts import _, in_a_row
from storage.presence.held_scans import HeldSpan
from tui.model.left_to_do import LeftToDo
from tui.model.verdicts import Tone, Verdict
from tui.words.amounts import clock_text, day_text, planned_text
from tui.words.held import held_briefly


def opening() -> Verdict:
    """The record is being read, which takes seconds where it is large; nothing of it is known yet."""
    advice = _(
        "The record is being opened; a large one takes some seconds. Badges that are scanned now are taken in then."
    )
    return Verdict(Tone.CALM, "", _("OPENING"), advice=advice)


def ready(activity: Activity, now: int, left: LeftToDo | None = None, *, has_people: bool = True) -> Verdict:
    """What the desk says before the first scan; a closed activity, or one of another day, is said calmly. `left` is what is still
    to be done of a closed one, None as long as it is not known."""
    time = clock_text(now, activity.zone)
    detail = " · ".join(part for part in (activity.name, activity.place) if part)
    if activity.closed_at is not None:
        advice = _("This activity is closed: nobody can check in any more. F6 goes to another one, F8 opens it again.")
        if left is not None:
            advice = in_a_row((left.text(), advice))
        return Verdict(Tone.CALM, "", _("CLOSED"), detail=detail, times=planned_text(activity), advice=advice)
    if is_another_day(activity, now):
        advice = _(
            "This activity is planned for {day}, and today is {today}. Scans are recorded all the same; "
            "F6 goes to another activity."
        ).format(day=_day(activity), today=day_text(now, activity.zone))
        return Verdict(Tone.READY, "", _("READY"), time, detail, planned_text(activity), advice)
    advice = _("Show the badge to the scanner or the camera. Nobody needs to press a key.")
    if not has_people:
        advice = nobody_yet()
    times = " · ".join(part for part in (planned_text(activity), time_to_go(activity, now)) if part)
    return Verdict(Tone.READY, "", _("READY"), time, detail, times, advice)


def nobody_yet() -> str:
    """The next step while the roster is empty."""
    return _("Nobody is in the roster yet: F10 brings in a list of people, F5 registers one person.")


def no_activity(held: HeldSpan, here: tzinfo, *, has_people: bool = True, went_before: bool = False) -> Verdict:
    """Scans can go to no activity: said before the first of them comes, and with how many are held (screens.md law 2).
    `went_before`: there were activities before, which are closed now."""
    if held.scans:
        advice = _("Scans are kept on disk until an activity takes them in: F6 chooses or makes one.")
    elif went_before:
        advice = _(
            "No activity is open. F6 makes a new one or goes back to a closed one, F10 copies one, Shift+F1 opens the "
            "review. Badges that are scanned now are kept."
        )
    else:
        advice = _("No activity is chosen yet: F6 chooses or makes one. Badges that are scanned now are kept.")
    if not has_people:
        advice = in_a_row((advice, nobody_yet()))
    return Verdict(Tone.HELD, "‖", _("NO ACTIVITY"), times=held_briefly(held, here), advice=advice)


def time_gone(activity: Activity | None, now: int, cells: int) -> tuple[int, str] | None:
    """How much of the planned time is over, in cells of a bar, and how much is left in words; None outside of it."""
    if activity is None or activity.closed_at is not None or activity.start is None or activity.end is None:
        return None
    if not activity.start <= now < activity.end:
        return None
    over = cells * (now - activity.start) // (activity.end - activity.start)
    return over, _left(activity.end - now)


def plan_text(activity: Activity | None) -> str:
    """Place and planned times for the first line: `Riverside Road 09:00–11:30`; empty where neither is known."""
    if activity is None:
        return ""
    times = ""
    if activity.start is not None and activity.end is not None:
        times = f"{clock_text(activity.start, activity.zone)}–{clock_text(activity.end, activity.zone)}"
    return " ".join(part for part in (activity.place, times) if part)


def time_to_go(activity: Activity, now: int) -> str:
    """How long until the planned start, from then on how long until the planned end, from then on for how long it is over; empty
    without a plan."""
    if activity.start is None or activity.end is None:
        return ""
    if now < activity.start:
        return _("begins in {time}").format(time=h_mm(_minutes(activity.start - now)))
    if now < activity.end:
        return _left(activity.end - now)
    return _("{time} past the planned end").format(time=h_mm((now - activity.end) // 60_000))


def _left(milliseconds: int) -> str:
    hours, minutes = divmod(_minutes(milliseconds), 60)
    return _("{hours}:{minutes} left").format(hours=hours, minutes=f"{minutes:02}")


def _minutes(milliseconds: int) -> int:
    """Whole minutes, a begun one counted."""
    return -(-milliseconds // 60_000)


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
