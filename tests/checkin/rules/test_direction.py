"""Which way a scan is read: what it says, the activity's windows, or what is open."""

from tests.checkin.rules.story import check


def test_auto_opens_and_closes_in_turn() -> None:
    check(
        """
        09:00 ana scan -> opened
        10:00 ana scan -> closed
        10:30 ana scan -> opened
        11:30 ana scan -> closed
        """,
        """
        ana 09:00 10:00 60 closed scanned
        ana 10:30 11:30 60 closed scanned
        """,
    )


def test_auto_reads_in_before_check_in_until_and_not_from_it_on() -> None:
    check(
        """
        activity A check_in_until=09:00
        08:00        ana scan -> opened
        08:00        ben scan -> opened
        08:59:59.999 ana scan -> already_in
        09:00        ben scan -> closed
        """,
        """
        ana 08:00 - 0 open scanned
        ben 08:00 09:00 60 closed scanned
        """,
    )


def test_auto_reads_out_from_check_out_from_on() -> None:
    check(
        """
        activity A check_out_from=11:00
        10:00        ana scan -> opened
        11:00        ana scan -> closed
        11:10        ana scan -> already_out
        11:10        ben scan -> no_check_in
        10:59:59.999 cai scan -> opened
        """,
        """
        ana 10:00 11:00 60 closed scanned
        cai 10:59:59 - 0 open scanned
        ben - 11:10 0 needs_review scanned no_check_in
        """,
    )


def test_said_directions_hold_against_the_windows() -> None:
    check(
        """
        activity A check_in_until=09:00 check_out_from=11:00
        08:00 ana in -> opened
        08:30 ana out -> closed
        11:30 ana in -> opened
        11:31 ana out -> closed
        """,
        """
        ana 08:00 08:30 30 closed scanned
        ana 11:30 11:31 1 closed scanned
        """,
    )


def test_a_window_reads_the_amended_time() -> None:
    check(
        """
        activity A check_in_until=09:00
        08:00 ana in   -> opened
        09:10 ana scan -> already_in
        09:30 amend 3 at 08:50
        """,
        "ana 08:00 - 0 open scanned",
    )


def test_in_while_open_and_out_after_closing_change_nothing() -> None:
    check(
        """
        09:00 ana in  -> opened
        09:30 ana in  -> already_in
        11:00 ana out -> closed
        11:30 ana out -> already_out
        """,
        "ana 09:00 11:00 120 closed scanned",
    )


def test_out_of_one_who_never_came_is_one_row_for_review() -> None:
    check(
        """
        11:00 ana out -> no_check_in
        11:10 ana out -> no_check_in
        11:20 ana in  -> opened
        11:50 ana out -> closed
        """,
        """
        ana - 11:00 0 needs_review scanned no_check_in
        ana 11:20 11:50 30 closed scanned
        """,
    )


def test_already_out_is_of_the_same_day() -> None:
    check(
        """
        09:00   ana in  -> opened
        11:00   ana out -> closed
        2/11:00 ana out -> no_check_in
        """,
        """
        ana 09:00 11:00 120 closed scanned
        ana - 2/11:00 0 needs_review scanned no_check_in
        """,
    )
