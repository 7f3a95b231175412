"""What is said of a time that somebody wrote and that can't be."""

from __future__ import annotations

from datetime import date

from checkin.rules.problems import N_, Problem


def in_the_future(where: str) -> Problem:
    """That it is still to come."""
    return Problem("in_the_future", where, N_("this time is in the future; write when it happened"))


def another_day(where: str, day: date) -> Problem:
    """That it is on no day of the activity."""
    return Problem("another_day", where, N_("{day} is another day than the activity's"), {"day": day.isoformat()})
