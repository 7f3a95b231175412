"""Claims count up to the limits of the policy: of each school year, and in all."""

from __future__ import annotations

import pytest

from tests.checkin.rules.story import read_story

DAYS = ("2026-08-31", "2026-09-01", "2027-03-01", "2027-08-31", "2027-09-01")


def counted(settings: str) -> list[int]:
    claims = "".join(f"09:0{place} claim ana 60 {day}\n" for place, day in enumerate(DAYS))
    verified = "".join(f"10:0{place} verify {place + 2}\n" for place in range(len(DAYS)))
    sessions = read_story(f"08:00 policy {settings}\n{claims}{verified}").record.sessions
    return [session.minutes for session in sessions]


@pytest.mark.parametrize(
    ("settings", "minutes"),
    [
        ("max_claimed_minutes_per_year=100", [60, 60, 40, 0, 60]),
        ("max_claimed_minutes_per_year=100 school_year_begins=03-01", [60, 40, 60, 40, 0]),
        ("max_claimed_minutes_per_year=100 max_claimed_minutes=130", [60, 60, 10, 0, 0]),
        ("max_claimed_minutes=130", [60, 60, 10, 0, 0]),
        ("claim_years=1", [60] * 5),
    ],
)
def test_what_counts_of_an_hour_on_each_day(settings: str, minutes: list[int]) -> None:
    assert counted(settings) == minutes
