"""The very moment at which a rule begins or ends to hold."""

import pytest

from tests.checkin.rules.story import check


def test_the_moment_from_which_auto_reads_out() -> None:
    check(
        "activity A check_out_from=11:00\n11:00 ana scan -> no_check_in",
        "ana - 11:00 0 needs_review scanned no_check_in",
    )


def test_five_minutes_to_the_millisecond_are_not_too_soon() -> None:
    check(
        "09:00 ana scan -> opened\n09:04:59.999 ana scan -> too_soon\n09:05:03 ben scan -> opened\n09:10:03 ben scan -> closed",
        "ana 09:00 - 0 open scanned\nben 09:05:03 09:10:03 5 closed scanned",
    )


def test_a_second_check_out_of_a_night_comes_after_midnight() -> None:
    check(
        """
        activity A overnight=true start=20:00 end=2/02:00
        20:00   ana in  -> opened
        23:00   ana out -> closed
        2/01:00 ana out -> already_out
        """,
        "ana 20:00 23:00 180 closed scanned",
    )


def test_a_check_out_in_the_moment_of_the_close_is_none_after_it() -> None:
    check("09:00 ana in\n12:00 close A\n12:00 ana out -> closed", "ana 09:00 12:00 180 closed scanned")


def test_the_first_and_the_last_moment_that_are_not_far() -> None:
    """Activity A is planned on day 1, so from the midnight before day 0 to the one after day 2."""
    check(
        "0/00:00 ana in\n0/00:05 ana out\n3/00:00 ben in\n3/00:05 ben out\n2/23:50 cai in\n2/23:59:59.999 cai out",
        """
        ana 0/00:00 0/00:05 5 closed scanned
        cai 2/23:50 2/23:59:59 9 closed scanned
        ben 3/00:00 3/00:05 0 needs_review scanned far
        """,
    )


@pytest.mark.parametrize(("desk", "flag"), [("1", " clock"), ("2", " clock"), ("3", "")])
def test_a_clock_counts_that_was_changed_at_the_desk_of_either_scan(desk: str, flag: str) -> None:
    ledger = f"09:00 ana in #1\n10:00 clock +120 #{desk}\n11:00 ana out #2"
    check(ledger, f"ana 09:00 11:00 120 closed scanned{flag}")
