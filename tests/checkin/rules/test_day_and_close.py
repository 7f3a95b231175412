"""Midnight, nights, scans that come too soon, and the close of an activity."""

from tests.checkin.rules.story import check


def test_a_session_does_not_cross_midnight() -> None:
    check(
        """
        09:00   ana scan -> opened
        2/09:00 ana scan -> opened
        2/10:00 ana scan -> closed
        """,
        """
        ana 09:00 - 0 needs_review scanned midnight
        ana 2/09:00 2/10:00 60 closed scanned
        """,
    )


def test_an_out_past_midnight_has_no_check_in() -> None:
    check(
        """
        23:00   ana in  -> opened
        2/00:00 ana out -> no_check_in
        """,
        """
        ana 23:00 - 0 needs_review scanned midnight
        ana - 2/00:00 0 needs_review scanned no_check_in
        """,
    )


def test_midnight_is_that_of_the_activitys_zone() -> None:
    """16:00 in Shanghai is 08:00 in London, and midnight in Shanghai is four in the afternoon there."""
    check(
        """
        activity B name=B place=P timezone=Europe/London
        23:00   ana scan @B -> opened
        2/01:00 ana scan @B -> closed
        2/07:00 ana scan @B -> opened
        2/09:00 ana scan @B -> opened
        """,
        """
        ana 23:00 2/01:00 120 closed scanned @B
        ana 2/07:00 - 0 needs_review scanned midnight @B
        ana 2/09:00 - 0 open scanned @B
        """,
    )


def test_an_overnight_activity_pairs_across_midnight_until_twelve_hours_after_its_end() -> None:
    check(
        """
        activity A overnight=true end=2/06:00
        22:00        ana scan -> opened
        2/18:00      ana scan -> closed
        22:00        ben scan -> opened
        2/18:00:00.001 ben out -> no_check_in
        """,
        """
        ana 22:00 2/18:00 1200 closed scanned
        ben 22:00 - 0 needs_review scanned too_long
        ben - 2/18:00 0 needs_review scanned no_check_in
        """,
    )


def test_a_check_out_after_a_night_that_went_on_too_long_is_no_check_out_of_an_earlier_session() -> None:
    """It waits for review; the answer that she had left already would hide that she came back."""
    check(
        """
        activity A overnight=true start=20:00 end=2/02:00
        20:00   ana in  -> opened
        21:00   ana out -> closed
        22:00   ana in  -> opened
        2/15:00 ana out -> no_check_in
        2/15:10 ana out -> no_check_in
        """,
        """
        ana 20:00 21:00 60 closed scanned
        ana 22:00 - 0 needs_review scanned too_long
        ana - 2/15:00 0 needs_review scanned no_check_in
        """,
    )


def test_auto_within_five_minutes_does_not_close_and_an_out_does() -> None:
    check(
        """
        09:00:00     ana scan -> opened
        09:04:59.999 ana scan -> too_soon
        09:05:03     ana scan -> closed
        10:00:00     ben scan -> opened
        10:01:00     ben scan -> too_soon
        10:01:01     ben out  -> closed
        """,
        """
        ana 09:00 09:05:03 5 closed scanned
        ben 10:00 10:01:01 1 closed scanned
        """,
    )


def test_too_soon_goes_by_the_times_scanned_and_never_by_an_amended_scan() -> None:
    """An earlier check-in does not close by the second scan; an amended second scan closes."""
    check(
        """
        09:00 ana scan -> opened
        09:04 ana scan -> too_soon
        09:10 amend 1 at 08:00
        09:00 ben scan -> opened
        09:04 ben scan -> closed
        11:00 amend 5 at 09:03
        """,
        """
        ana 08:00 - 0 open corrected
        ben 09:00 09:03 3 closed corrected
        """,
    )


def test_closing_leaves_the_open_ones_for_review_without_minutes() -> None:
    check(
        """
        09:00 ana in -> opened
        12:00 close A
        """,
        "ana 09:00 - 0 needs_review scanned no_check_out",
    )


def test_a_check_out_after_the_close_is_taken_and_flagged() -> None:
    check(
        """
        09:00 ana in  -> opened
        12:00 close A
        12:10 ana out -> closed
        12:20 ben out -> no_check_in
        """,
        """
        ana 09:00 12:10 190 closed scanned after_close
        ben - 12:20 0 needs_review scanned no_check_in after_close
        """,
    )


def test_a_desk_that_had_not_heard_of_the_close_opened_a_session() -> None:
    check(
        """
        12:00 close A
        12:30 ana in #2  -> opened
        12:40 ana out #2 -> closed
        """,
        "ana 12:30 12:40 10 closed scanned after_close",
    )


def test_reopening_and_the_last_word_holds() -> None:
    check(
        """
        09:00 ana in -> opened
        12:00 close A
        12:05 reopen A
        """,
        "ana 09:00 - 0 open scanned",
    )
    check(
        """
        09:00 ana in
        12:05 reopen A
        12:00 close A
        12:30 close A
        12:40 void 4
        """,
        "ana 09:00 - 0 open scanned",
    )
