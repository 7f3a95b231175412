"""The planned times of an activity are moved away from sessions that were scanned by the earlier ones (design §4)."""

from __future__ import annotations

from checkin.rules.facts import gather
from checkin.rules.record import fold
from tests.checkin.rules.story import check

CLAMP = "policy v2 since 06:00 clamp_start=true clamp_end=true"


def test_a_session_outside_the_moved_times_waits_for_review() -> None:
    """By the earlier times it counted two hours, by the new ones nothing; one that lies half within is only cut."""
    story = check(
        f"""
        {CLAMP}
        09:00 ana scan
        11:00 ana scan
        09:00 ben scan
        14:30 ben scan
        18:00 activity A start=14:00 end=16:00
        """,
        """
        ana 09:00 11:00 0 needs_review scanned outside
        ben 09:00 14:30 30 closed scanned
        """,
    )
    for events in (story.events[::-1], [*story.events[3:], *story.events]):
        assert fold(gather(events), events).sessions == story.record.sessions


def test_times_that_are_moved_back_or_whose_edit_is_struck_out_count_again() -> None:
    """Also where the edit came from a desk whose clock was ahead of the scans."""
    moved = f"""
        {CLAMP}
        08:30 activity A start=14:00 end=16:00 #2
        09:00 ana scan
        11:00 ana scan
        """
    check(moved, "ana 09:00 11:00 0 needs_review scanned outside")
    check(moved + "18:00 void 2\n", "ana 09:00 11:00 120 closed scanned")
    check(moved + "18:00 activity A start=08:00 end=12:00\n", "ana 09:00 11:00 120 closed scanned")


def test_who_came_outside_times_that_never_moved_gets_no_minutes_and_waits_for_nobody() -> None:
    """The policy decided that long before; where it does not clamp, planned times count nothing away."""
    check(f"{CLAMP}\n 06:30 ana scan\n 07:30 ana scan", "ana 06:30 07:30 0 closed scanned")
    check(
        "09:00 ana scan\n 11:00 ana scan\n 18:00 activity A start=14:00 end=16:00", "ana 09:00 11:00 120 closed scanned"
    )


def test_hours_that_were_confirmed_or_ruled_stay_when_the_times_are_moved_away() -> None:
    """The confirmed ones are shown as changed; a ruling is a decision."""
    check(
        f"""
        {CLAMP}
        09:00 ana scan
        11:00 ana scan
        09:00 ben scan
        11:00 ben scan
        12:00 confirm 2 ana 120 v 2 events 2,3
        12:00 rule 4 90
        18:00 activity A start=14:00 end=16:00
        """,
        """
        ana 09:00 11:00 120 confirmed scanned outside changed
        ben 09:00 11:00 90 closed ruled outside
        """,
    )


def test_a_day_far_from_the_new_times_is_far_and_not_outside() -> None:
    """Moved by a week: one flag says it."""
    check(
        f"{CLAMP}\n 09:00 ana scan\n 11:00 ana scan\n 18:00 activity A start=8/08:00 end=8/12:00",
        "ana 09:00 11:00 0 needs_review scanned far",
    )
