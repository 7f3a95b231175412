"""A training goes by the same scans, and its hours are never service hours (domain §2)."""

from tests.checkin.rules.story import check

TRAINING = "activity A kind=training\n"


def test_its_minutes_stand_apart() -> None:
    (session,) = check(
        TRAINING + "09:00 ana in\n11:00 ana out", "ana 09:00 11:00 0 closed scanned training"
    ).record.sessions
    assert session.on_grid == 120


def test_a_ruling_on_it_counts_as_training_too() -> None:
    (session,) = check(
        TRAINING + "09:00 ana in\n12:00 close A\n12:30 rule 2 90", "ana 09:00 - 0 closed ruled no_check_out training"
    ).record.sessions
    assert session.on_grid == 90


def test_it_does_not_use_up_the_day_that_service_may_fill() -> None:
    check(
        TRAINING + "policy max_minutes_per_day=120\n08:00 ana in\n10:00 ana out\n10:00 ana in @B\n12:00 ana out @B",
        """
        ana 08:00 10:00 0 closed scanned training
        ana 10:00 12:00 120 closed scanned @B
        """,
    )
