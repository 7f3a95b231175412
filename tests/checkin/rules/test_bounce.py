"""Bursts: scans of one volunteer that follow each other by less than `bounce_seconds` (3)."""

import pytest

from checkin.rules.events import Direction
from tests.checkin.rules.story import check, read_story


@pytest.mark.parametrize("first", ["scan", "in", "out"])
@pytest.mark.parametrize("second", ["scan", "in", "out"])
def test_auto_bounces_after_anything_and_the_others_after_their_like(first: str, second: str) -> None:
    bounced = second == "scan" or first == second
    story = read_story(f"08:00 ana in\n09:00:00 ana {first}\n09:00:02.999 ana {second}")
    assert (story.record.effects["03"][0] == "duplicate") is bounced


def test_a_burst_is_shorter_than_the_setting() -> None:
    check(
        """
        policy min_session_minutes=0
        09:00:00     ana scan -> opened
        09:00:02.999 ana scan -> duplicate
        09:00:05.998 ana scan -> duplicate
        09:00:08.998 ana scan -> closed
        """,
        "ana 09:00 09:00:08 0 closed scanned",
    )


def test_another_setting_and_none() -> None:
    check(
        """
        policy v2 since 08:00 bounce_seconds=10 min_session_minutes=0
        policy v3 since 10:00 bounce_seconds=0 min_session_minutes=0
        09:00:00 ana scan -> opened
        09:00:09 ana scan -> duplicate
        10:00:00 ben scan -> opened
        10:00:00 ben scan -> closed
        """,
        """
        ana 09:00 - 0 open scanned
        ben 10:00 10:00 0 closed scanned
        """,
    )


def test_a_burst_may_reach_over_two_desks_but_not_over_two_people() -> None:
    check(
        """
        09:00:00 ana scan    -> opened
        09:00:01 ben scan    -> opened
        09:00:02 ana scan #2 -> duplicate
        """,
        """
        ana 09:00 - 0 open scanned
        ben 09:00:01 - 0 open scanned
        """,
    )


def test_an_out_said_at_once_is_no_bounce_and_auto_after_it_is() -> None:
    check(
        """
        09:00:00 ana scan -> opened
        09:00:01 ana out  -> closed
        09:00:02 ana scan -> duplicate
        09:00:03 ana in   -> opened
        09:00:04 ana out  -> closed
        """,
        """
        ana 09:00 09:00:01 0 closed scanned
        ana 09:00:03 09:00:04 0 closed scanned
        """,
    )


def test_voiding_the_first_voids_its_burst() -> None:
    check(
        """
        09:00:00 ana scan -> nothing
        09:00:02 ana scan -> nothing
        09:00:04 ana scan -> nothing
        09:05:00 void 1
        """,
        "",
    )


def test_a_scan_after_the_void_starts_anew() -> None:
    check(
        """
        09:00:00 ana scan -> nothing
        09:00:01 ana scan -> nothing
        09:00:02 void 1
        09:00:03 ana scan -> opened
        09:00:04 ana scan -> duplicate
        """,
        "ana 09:00:03 - 0 open scanned",
    )


def test_voiding_a_later_one_leaves_the_first() -> None:
    check(
        """
        09:00:00 ana scan -> opened
        09:00:02 ana scan -> nothing
        09:00:04 ana scan -> duplicate
        09:05:00 void 2
        """,
        "ana 09:00 - 0 open scanned",
    )


def test_a_voided_void_brings_the_burst_back() -> None:
    check(
        """
        09:00:00 ana scan -> opened
        09:00:02 ana scan -> duplicate
        09:05:00 void 1
        09:06:00 void 3
        """,
        "ana 09:00 - 0 open scanned",
    )


def test_an_amended_scan_is_no_duplicate() -> None:
    check(
        """
        09:00:00 ana scan -> opened
        09:00:02 ana scan -> closed
        12:00    amend 2 at 11:00
        """,
        "ana 09:00 11:00 120 closed corrected",
    )


def test_the_burst_goes_by_the_time_scanned() -> None:
    """Amending the first to long before does not set its duplicates free."""
    check(
        """
        09:00:00 ana scan -> opened
        09:00:02 ana scan -> duplicate
        09:10    amend 1 at 08:00
        """,
        "ana 08:00 - 0 open corrected",
    )


def test_a_time_amended_to_anothers_is_no_bounce() -> None:
    check(
        """
        09:00 ana scan -> opened
        11:00 ana scan -> closed
        11:30 ana scan -> opened
        12:00 amend 3 at 11:00:01
        """,
        """
        ana 09:00 11:00 120 closed scanned
        ana 11:00:01 - 0 open corrected
        """,
    )


def test_directions_of_the_story_are_all_there() -> None:
    story = read_story("09:00 ana scan\n09:10 ana in\n09:20 ana out")
    assert [event.body.direction for event in story.events[1:]] == list(Direction)
