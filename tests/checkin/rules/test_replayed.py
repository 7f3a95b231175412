"""Scans that came to the desk long after their time: credited, and flagged (design §4, "Clock")."""

from __future__ import annotations

import pytest

from tests.checkin.rules.story import check

SERVED = "09:00 ana in came {came}\n11:00 ana out\n"


@pytest.mark.parametrize(
    ("came", "flags"),
    [
        *[("09:00", ""), ("09:10", ""), ("09:10:00.001", " replayed"), ("19:30", " replayed")],
        *[("08:50", ""), ("08:49:59.999", " replayed"), ("01:00", " replayed")],
    ],
)
def test_what_came_over_ten_minutes_later_or_earlier_is_replayed(came: str, flags: str) -> None:
    """At ten minutes sharp it is not; what a scanner saw whose clock is ahead, or what was typed for later, is."""
    check(SERVED.format(came=came), f"ana 09:00 11:00 120 closed scanned{flags}")


@pytest.mark.parametrize(
    "ledger",
    ["09:00 ana in\n11:00 ana out came 12:00", "09:00 ana scan came 20:00\n11:00 ana scan came 20:00"],
)
def test_the_check_out_alone_and_both(ledger: str) -> None:
    check(ledger, "ana 09:00 11:00 120 closed scanned replayed")


def test_what_somebody_vouches_for_says_so_by_its_source() -> None:
    check("09:00 ana in by tea\n11:00 ana out by tea", "ana 09:00 11:00 120 closed vouched")


def test_a_clock_that_was_set_forward_explains_the_time_between() -> None:
    """Set from 09:05 to 11:05: the scan came after five minutes, not after two hours."""
    story = SERVED.format(came="11:06") + "11:05 clock +7200"
    check(story, "ana 09:00 11:00 120 closed scanned clock")
    check(story.replace("+7200", "+7200 #2"), "ana 09:00 11:00 120 closed scanned replayed")


def test_a_laptop_whose_clock_was_behind_and_was_set_right_explains_a_time_ahead() -> None:
    """It said 07:05 at five past nine, when the scanner's memory came in; five minutes later it was set on by two hours."""
    story = SERVED.format(came="07:05") + "{} clock +7200"
    check(story.format("09:10"), "ana 09:00 11:00 120 closed scanned clock")
    check(story.format("08:59"), "ana 09:00 11:00 120 closed scanned")
    check(story.format("12:30"), "ana 09:00 11:00 120 closed scanned clock replayed")


def test_a_clock_that_was_set_forward_explains_no_more_than_its_change() -> None:
    check(SERVED.format(came="11:30") + "11:05 clock +7200", "ana 09:00 11:00 120 closed scanned clock replayed")


def test_a_clock_set_back_and_forward_again_explains_nothing() -> None:
    """The two changes take each other away: whoever plays with the clock gains nothing."""
    ledger = SERVED.format(came="20:00") + "08:50 clock -39000\n19:40:30 clock +39000"
    check(ledger, "ana 09:00 11:00 120 closed scanned clock replayed")


def test_a_change_of_the_clock_that_was_struck_out_explains_nothing() -> None:
    check(
        SERVED.format(came="11:06") + "11:05 clock +7200\n12:00 void 3", "ana 09:00 11:00 120 closed scanned replayed"
    )


def test_a_correction_or_ruling_keeps_the_flag() -> None:
    """Who reads the record still learns how the scan came; the minutes are those of the supervisor."""
    check(SERVED.format(came="20:00") + "21:00 amend 1 at 10:00", "ana 10:00 11:00 60 closed corrected replayed")
    check(SERVED.format(came="20:00") + "21:00 rule 1 30", "ana 09:00 11:00 30 closed ruled replayed")


def test_a_scan_that_counts_nothing_flags_nothing() -> None:
    check("09:00 ana in\n10:00 ana in came 20:00\n11:00 ana out", "ana 09:00 11:00 120 closed scanned")


def test_confirmed_minutes_that_lost_their_scans_keep_the_flag() -> None:
    ledger = SERVED.format(came="20:00") + "21:00 confirm 1 ana 120 events 1,2\n22:00 void 1"
    check(
        ledger,
        """ana - - 120 confirmed scanned replayed changed
           ana - 11:00 0 needs_review scanned no_check_in""",
    )
