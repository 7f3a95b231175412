"""Claims count up to the limits of the policy: of each school year, and in all."""

from __future__ import annotations

import pytest

from checkin.rules.explaining import StepKind, explain
from checkin.rules.facts import gather
from tests.checkin.rules.story import Story, read_story

DAYS = ("2026-08-31", "2026-09-01", "2027-03-01", "2027-08-31", "2027-09-01")


def told(settings: str) -> Story:
    claims = "".join(f"09:0{place} claim ana 60 {day}\n" for place, day in enumerate(DAYS))
    verified = "".join(f"10:0{place} verify {place + 2}\n" for place in range(len(DAYS)))
    return read_story(f"08:00 policy {settings}\n{claims}{verified}")


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
    assert [session.minutes for session in told(settings).record.sessions] == minutes


@pytest.mark.parametrize(
    ("settings", "cut"),
    [
        ("max_claimed_minutes_per_year=100 max_claimed_minutes=130", ["in all 10", "in all 0", "in all 0"]),
        ("max_claimed_minutes_per_year=60 max_claimed_minutes=1000", ["a year 0", "a year 0"]),
        ("max_claimed_minutes_per_year=60 max_claimed_minutes=120", ["in all 0", "a year 0"] * 2 + ["in all 0"]),
    ],
)
def test_only_a_limit_that_cut_is_named(settings: str, cut: list[str]) -> None:
    story = told(settings)
    words = {StepKind.CLAIM_LIMIT: "in all", StepKind.CLAIM_YEAR_LIMIT: "a year"}
    accounts = explain(story.record.sessions, gather(story.events))
    assert [f"{words[s.kind]} {s.minutes}" for one in accounts for s in one.steps if s.kind in words] == cut
