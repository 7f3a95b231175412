"""Steps of an explanation that only come where several things meet: a share of two sessions, a day limit, a ruling."""

from __future__ import annotations

import pytest

from checkin.rules.explaining import explain
from checkin.rules.facts import gather
from tests.checkin.rules.story import read_story

LIMIT = "policy max_minutes_per_day=60\n"
SERVED = "09:00 ana in\n11:00 ana out\n"


@pytest.mark.parametrize(
    ("ledger", "told"),
    [
        (
            "policy min_share_of_activity=0.5\n09:00 ana in\n10:00 ana out\n10:00 ana in\n11:30 ana out",
            [
                ["raw 3600 0 0", "share 9000 0 7200", "grid 3600 60 0"],
                ["raw 5400 0 0", "share 9000 0 7200", "grid 5400 90 0"],
            ],
        ),
        (LIMIT + SERVED, [["raw 7200 0 0", "grid 7200 120 0", "day_limit 0 60 60"]]),
        (LIMIT + "09:00 ana in\n10:00 ana out", [["raw 3600 0 0", "grid 3600 60 0"]]),
        (
            LIMIT + SERVED + "12:00 confirm 2 ana 60 events 2,3 v 2",
            [["raw 7200 0 0", "grid 7200 120 0", "confirmed 0 60 0"]],
        ),
        (
            LIMIT + SERVED + "12:00 confirm 2 ana 60 events 2,3 v 2 stage publicity",
            [["raw 7200 0 0", "grid 7200 120 0", "publicity 0 60 0"]],
        ),
        (
            "policy max_pairs_per_day=1\n08:00 ana in\n08:30 ana out\n" + SERVED,
            [["raw 1800 0 0", "grid 1800 30 0"], ["raw 7200 0 0", "waiting 0 0 0"]],
        ),
        (SERVED + "12:00 rule 1 90 seen 1,2", [["raw 7200 0 0", "ruled 7200 90 0"]]),
        ("09:00 ana in\n12:00 close A\n12:30 rule 1 60", [["no_check_out 0 0 0", "ruled 0 60 0"]]),
        ("09:00 ana out\n12:30 rule 1 60", [["no_check_in 0 0 0", "ruled 0 60 0"]]),
        ("add ana 30", [["added 0 30 0"]]),
        (
            "policy clamp_start=true clamp_end=true\n07:00 ana in\n13:00 ana out",
            [["raw 21600 0 0", "clamp 14400 0 21600", "grid 14400 240 0"]],
        ),
        ("activity A kind=training\n" + SERVED, [["raw 7200 0 0", "grid 7200 120 0", "training 0 0 120"]]),
    ],
)
def test_steps_with_seconds_minutes_and_measure(ledger: str, told: list[list[str]]) -> None:
    story = read_story(ledger)
    accounts = explain(story.record.sessions, gather(story.events))
    assert [[" ".join(map(str, step)) for step in account.steps] for account in accounts] == told
