"""A class that its teacher checks in or out has minutes of a source of their own; the weakest proof names it."""

from tests.checkin.rules.story import check


def test_a_session_that_a_teacher_ended_is_vouched_for() -> None:
    check("09:00 ana in\n11:00 ana out by tea", "ana 09:00 11:00 120 closed vouched")


def test_a_correction_does_not_make_a_vouched_session_better_and_a_ruling_stands_above_it() -> None:
    check("09:00 ana in by tea\n11:00 ana out\n12:00 amend 2 at 11:30", "ana 09:00 11:30 150 closed vouched")
    check("09:00 ana in by tea\n11:00 ana out\n12:00 rule 1 60", "ana 09:00 11:00 60 closed ruled")


def test_who_is_in_already_stays_scanned() -> None:
    """The whole class is checked in by hand while some had scanned."""
    check(
        """
        09:00 ana scan            -> opened
        09:10 ana in by tea       -> already_in
        11:00 ana scan            -> closed
        """,
        "ana 09:00 11:00 120 closed scanned",
    )


def test_confirmed_minutes_stay_vouched_for_when_their_scans_are_struck_out() -> None:
    check(
        "09:00 ana in by tea\n11:00 ana out\n12:00 confirm 1 ana 120 events 1,2\n12:30 void 1\n12:31 void 2",
        "ana - - 120 confirmed vouched changed",
    )


def test_what_is_written_down_by_hand_is_no_burst() -> None:
    """A row that was struck out comes again with the same time, for it was right after all; and a badge right after."""
    check(
        """
        09:00 ana in by tea       -> nothing
        11:00 ana out by tea
        12:00 void 1
        09:00 ana in by tea       -> opened
        09:00:02 ana scan         -> too_soon
        """,
        "ana 09:00 11:00 120 closed vouched",
    )
