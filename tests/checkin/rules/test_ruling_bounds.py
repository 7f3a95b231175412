"""A supervisor's decision at its bounds: the first time that is refused, and what is counted from when to when."""

from __future__ import annotations

import pytest

from checkin.rules.facts import gather
from checkin.rules.problems import Problem
from checkin.rules.rulings import Credit, CurrentMinutes, FixedMinutes, Planned, Since, Until, Way, credit_by
from tests.checkin.rules.story import at, read_story

OPEN = "08:40 ana in"
ENDED = "11:00 ana out"
NIGHT = "activity A overnight=true end=2/06:00\n20:00 ana in"
CAMP = "activity C overnight=true start=08:00 end=5/12:00\n20:00 ana in @C"
NO_PLAN = "activity U overnight=true\n20:00 ana in @U"
LATER = "9/00:00"


def decided(ledger: str, way: Way, now: str = LATER, which: int = 0) -> Credit | Problem:
    story = read_story(ledger)
    sessions = story.record.sessions
    return credit_by(way, sessions[which], sessions, gather(story.events), at(now))


@pytest.mark.parametrize(
    ("ledger", "way", "now", "credit"),
    [
        (OPEN, Until(at("08:40")), LATER, Credit(0, at("08:40"), at("08:40"))),
        (OPEN, Until(at("10:10:59")), "10:10:59", Credit(90, at("08:40"), at("10:10:59"))),
        (OPEN, Until(at("23:59")), LATER, Credit(919, at("08:40"), at("23:59"))),
        (OPEN, Planned(), "12:00", Credit(200, at("08:40"), at("12:00"))),
        ("12:00 ana in\n13:00 close A", Planned(), LATER, Credit(0, at("12:00"), at("12:00"))),
        (ENDED, Planned(), LATER, Credit(180, at("08:00"), at("11:00"))),
        (ENDED, Since(at("09:00")), "11:00", Credit(120, at("09:00"), at("11:00"))),
        (ENDED, Since(at("00:00")), LATER, Credit(660, at("00:00"), at("11:00"))),
        ("09:00 ana in\n11:00 ana out", Planned(), LATER, Credit(180, at("09:00"), at("12:00"))),
        (NIGHT, Until(at("2/05:00")), LATER, Credit(540, at("20:00"), at("2/05:00"))),
        (NIGHT, Until(at("2/18:00")), LATER, Credit(1320, at("20:00"), at("2/18:00"))),
        (CAMP, Until(at("2/20:00")), LATER, Credit(1440, at("20:00"), at("2/20:00"))),
        (CAMP, Until(at("2/20:00:59")), LATER, Credit(1440, at("20:00"), at("2/20:00:59"))),
        (NO_PLAN, Until(at("2/20:00")), LATER, Credit(1440, at("20:00"), at("2/20:00"))),
        ("add ana 30", FixedMinutes(45), LATER, Credit(45)),
        ("09:00 ana in\n11:00 ana out", CurrentMinutes(), LATER, Credit(120)),
    ],
)
def test_what_is_still_counted(ledger: str, way: Way, now: str, credit: Credit) -> None:
    assert decided(ledger, way, now) == credit


@pytest.mark.parametrize(
    ("ledger", "way", "now", "code", "said"),
    [
        (OPEN, Until(at("08:39:59")), LATER, "out_before_in", "check-out would come before check-in"),
        (OPEN, Until(at("10:00")), "09:59:59", "in_the_future", "this time is in the future"),
        (OPEN, Planned(), "11:59:59", "in_the_future", "the planned end is in the future"),
        (OPEN, Until(at("2/00:00")), LATER, "another_day", "this is another day"),
        (OPEN, Since(at("08:00")), LATER, "no_check_out", "the check-out is missing"),
        (ENDED, Until(at("12:00")), LATER, "no_check_in", "the check-in is missing"),
        (ENDED, Since(at("11:00:01")), LATER, "out_before_in", "check-out would come before check-in"),
        ("07:30 ana out", Planned(), LATER, "after_planned", "outside the planned time"),
        ("12:00:01 ana in\n13:00 close A", Planned(), LATER, "after_planned", "outside the planned time"),
        ("add ana 30", Planned(), LATER, "no_times", "give minutes: there is no time"),
        ("add ana 30", Until(at("10:00")), LATER, "no_times", "give minutes: there is no time"),
        ("add ana 30", Since(at("10:00")), LATER, "no_check_out", "the check-out is missing"),
        ("activity U\n09:00 ana in @U", Planned(), LATER, "no_check_out", "the check-out is missing"),
        ("activity U\n09:00 ana out @U", Planned(), LATER, "no_times", "give minutes: there is no time"),
        (NIGHT, Until(at("2/18:00:01")), LATER, "too_long", "over 12 hours after the planned end"),
        (CAMP, Until(at("2/20:01")), LATER, "too_long", "over 24 hours"),
        (NO_PLAN, Until(at("2/20:01")), LATER, "too_long", "over 24 hours"),
    ],
)
def test_what_is_no_longer_counted(ledger: str, way: Way, now: str, code: str, said: str) -> None:
    """The problem names the session, and what to do instead."""
    problem = decided(ledger, way, now)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == (code, read_story(ledger).record.sessions[0].key)
    assert problem.message.startswith(said) or said in problem.message


def test_the_policy_is_that_of_the_start() -> None:
    ledger = "policy v2 since 10:00 rounding=ceil\n08:40 ana in"
    assert decided(ledger, Until(at("10:40:30"))) == Credit(120, at("08:40"), at("10:40:30"))
    assert decided("policy v2 since 08:40 rounding=ceil\n08:40 ana in", Until(at("10:40:30"))) == Credit(
        121, at("08:40"), at("10:40:30")
    )


def test_of_the_share_the_other_sessions_of_this_activity_count_once() -> None:
    """All four hours are asked for. The session's own old times don't count beside its new ones, nor does another activity."""
    whole = "policy min_share_of_activity=1\n"
    assert decided(whole + "08:00 ana in\n11:00 ana out", Until(at("10:00"))) == Credit(0, at("08:00"), at("10:00"))
    elsewhere = whole + "08:00 ana in @B\n11:00 ana out @B\n11:00 ana in"
    story = read_story(elsewhere)
    (which,) = [n for n, session in enumerate(story.record.sessions) if session.activity == "S/A"]
    assert decided(elsewhere, Planned(), which=which) == Credit(0, at("11:00"), at("12:00"))
    both = whole + "08:00 ana in\n11:00 ana out\n11:00 ana in"
    assert decided(both, Planned(), which=1) == Credit(60, at("11:00"), at("12:00"))
