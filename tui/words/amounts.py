"""Times and amounts of hours as people read them at the desk."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from checkin.clock import Clock
from checkin.rules.activities import Activity, zone
from checkin.rules.instants import local_time
from checkin.texts import _, ngettext
from storage.disk.identity import DeskIdentity

if TYPE_CHECKING:
    from storage.activities.entry_deadline import EntryDeadline


def clock_text(at: int, zone: tzinfo) -> str:
    """`07:41` of an instant in a zone."""
    return local_time(at, zone).strftime("%H:%M")


def clock_seconds_text(at: int, zone: tzinfo) -> str:
    """`07:41:05` of an instant in a zone."""
    return local_time(at, zone).strftime("%H:%M:%S")


def day_text(at: int, zone: tzinfo) -> str:
    """`2026-03-05` of an instant in a zone."""
    return local_time(at, zone).strftime("%Y-%m-%d")


def day_and_clock_text(at: int, zone: tzinfo) -> str:
    """`2026-03-05 07:41` of an instant in a zone."""
    return f"{day_text(at, zone)} {clock_text(at, zone)}"


def short_day_text(at: int, zone: tzinfo, beside: int | None) -> str:
    """`03-05` of an instant in a zone; `2000-03-05` where `beside`, the planned start, is in another year."""
    day = local_time(at, zone)
    there = day.year if beside is None else local_time(beside, zone).year
    return f"{day:%m-%d}" if day.year == there else f"{day:%Y-%m-%d}"


def planned_text(activity: Activity) -> str:
    """`2026-03-05 09:00–11:30` of an activity."""
    if activity.start is None or activity.end is None:
        return ""
    zone = activity.zone
    end = clock_text(activity.end, zone)
    if day_text(activity.start, zone) != day_text(activity.end, zone):
        end = f"{day_text(activity.end, zone)} {end}"
    return f"{day_text(activity.start, zone)} {clock_text(activity.start, zone)}–{end}"


def countdown_text(deadline: EntryDeadline) -> str:
    """How long an activity's service can still be entered in time (domain §2: ten working days)."""
    days = deadline.days_left
    if days < 0:
        text = ngettext(
            "to be entered: {days} working day overdue", "to be entered: {days} working days overdue", -days
        )
        return text.format(days=-days)
    text = ngettext(
        "to be entered by {last}: {days} working day left", "to be entered by {last}: {days} working days left", days
    )
    return text.format(last=deadline.last.isoformat(), days=days)


def zone_of(activity: Activity | None, identity: DeskIdentity | None, clock: Clock) -> tzinfo:
    """The zone in which the desk tells the time: the activity's, else the team's, else this computer's."""
    if activity is not None:
        return activity.zone
    if identity is not None:
        return zone(identity.timezone)
    return clock.here().tzinfo or UTC


def change_text(what: str, before: str, after: str) -> str:
    """Before → after of one thing; empty is none."""
    return _("{what}: {before} → {after}").format(what=what, before=before or _("none"), after=after or _("none"))
