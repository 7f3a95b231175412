"""A check-out that comes after a person decided changes nothing, and is never swallowed."""

from tests.checkin.rules.story import check


def test_after_a_ruling() -> None:
    """The other gate's log came in after the supervisor had ruled: 60 minutes stand, and the check-out is said."""
    check(
        "09:00 ana in\n12:00 close A\n12:30 rule 1 60 seen 1\n11:00 ana out #2",
        "ana 09:00 11:00 60 closed ruled late_check_out",
    )


def test_after_a_confirmation() -> None:
    check(
        "09:00 ana in\n12:00 rule 1 60 seen 1\n13:00 confirm 1 ana 60 events 1,2\n11:00 ana out #2",
        "ana 09:00 11:00 60 confirmed ruled late_check_out changed",
    )


def test_a_check_out_that_was_seen_is_not_late() -> None:
    check("09:00 ana in\n11:00 ana out\n12:00 rule 1 60 seen 1,2", "ana 09:00 11:00 60 closed ruled")


def test_a_new_ruling_that_saw_it_settles_it() -> None:
    check(
        "09:00 ana in\n12:00 rule 1 60 seen 1\n11:00 ana out #2\n13:00 rule 1 120 seen 1,3",
        "ana 09:00 11:00 120 closed ruled",
    )
