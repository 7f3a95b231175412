"""Write activities as an iCalendar file. It has no names of people: who leads and who signed up stay at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from checkin.rules.activities import Activity
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, refuse
from exports.ical.identity import own_uid
from storage.disk.atomic_file import write_whole

ENDING = ".ics"


def write_calendar(out: Path, activities: Iterable[Activity], now: int) -> int:
    """Write the activities that have planned times; `now` (milliseconds) is when. Returns how many there are.

    Raises Refused where the name has another ending, there is nothing to write, or the file can't be written.
    """
    from icalendar import Calendar, Event

    if out.suffix.lower() != ENDING:
        raise refuse("suffix", str(out), N_("Name a file that ends in .ics."))
    calendar = Calendar()
    calendar.add("prodid", "-//Hourdesk//Hourdesk//EN")
    calendar.add("version", "2.0")
    count = 0
    for activity in activities:
        if activity.start is None or activity.end is None:
            continue
        event = Event()
        event.add("uid", own_uid(activity.key))
        event.add("dtstamp", local_time(now, UTC))
        event.add("summary", activity.name)
        event.add("location", activity.place)
        event.add("dtstart", local_time(activity.start, activity.zone))
        event.add("dtend", local_time(activity.end, activity.zone))
        if activity.category:
            event.add("categories", [activity.category])
        if activity.content:
            event.add("description", activity.content)
        calendar.add_component(event)
        count += 1
    if not count:
        raise refuse("no_activity", str(out), N_("there is no activity to write: nothing was written"))
    calendar.add_missing_timezones()
    write_whole(out, calendar.to_ical())
    return count
