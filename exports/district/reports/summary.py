"""The sentence with the current figures, for a message to the head of the office."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.durations import hours_text
from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from checkin.texts import _, enumerated
from exports.district.asks.coverage import numbers_given_up, reported
from exports.district.asks.totals import HERE, By, totals
from exports.district.district import District


@dataclass(frozen=True, slots=True)
class Summary:
    """The current figures. Minutes are credited minutes; `student_waiting` are those that nobody has confirmed yet,
    `added_minutes` and `claimed_minutes` those of `all_minutes` that no desk scanned.

    `returned_minutes` were filled in by hand and never verified; no other figure includes them.
    """

    reported: int
    expected: int
    registered: int
    person_times: int
    student_minutes: int
    student_waiting: int
    all_minutes: int
    added_minutes: int
    claimed_minutes: int
    returned_minutes: int


def summary(district: District) -> Summary:
    """Count the current figures over all teams and all days."""
    over_all = totals(district)[-1]
    students = next((row for row in totals(district, By.KIND) if row.group == "student"), None)
    registered = _one(district, f"WITH {HERE} SELECT count(DISTINCT (team, number)) FROM here")
    registered -= numbers_given_up(district).total()
    returned = _one(district, "SELECT coalesce(sum(minutes), 0) FROM returned")
    reporting, expected = reported(district)
    minutes = students.minutes if students else 0
    return Summary(
        reporting,
        expected,
        registered,
        over_all.person_times,
        minutes,
        minutes - (students.confirmed_minutes if students else 0),
        over_all.minutes,
        over_all.added_minutes,
        over_all.claimed_minutes,
        returned,
    )


def sentence(district: District, now: int) -> str:
    """The sentence with the current figures, in the language in use. It gives `now` (milliseconds) as the time."""
    found = summary(district)
    at = local_time(now, zone(district.identity.timezone))
    text = _(
        "As of {at}, {reported} of {expected} teams reported: {registered} registered volunteers, {person_times} "
        "person-times, students served {student_hours} ({waiting_hours} of them to be confirmed), all together {all_hours}"
    )
    line = text.format(
        at=_("{year}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}").format(
            year=at.year, month=at.month, day=at.day, hour=at.hour, minute=at.minute
        ),
        reported=found.reported,
        expected=found.expected,
        registered=f"{found.registered:,}",
        person_times=f"{found.person_times:,}",
        student_hours=hours_text(found.student_minutes),
        waiting_hours=hours_text(found.student_waiting),
        all_hours=hours_text(found.all_minutes),
    )
    parts = [
        _("{source} {hours}").format(source=source, hours=hours_text(minutes))
        for source, minutes in ((_("added"), found.added_minutes), (_("claimed"), found.claimed_minutes))
        if minutes
    ]
    if parts:
        line += _(" (of these {parts})").format(parts=enumerated(parts))
    if found.returned_minutes:
        more = _("; {hours} more were filled in by hand and are not verified")
        line += more.format(hours=hours_text(found.returned_minutes))
    return line + _(".")


def _one(district: District, query: str) -> int:
    row = district.db.execute(query).fetchone()
    return 0 if row is None else int(row[0])
