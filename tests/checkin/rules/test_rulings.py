"""What a supervisor's decision comes to in minutes: by the policy's own arithmetic, or a sentence why not."""

from __future__ import annotations

from checkin.rules.facts import gather
from checkin.rules.problems import Problem
from checkin.rules.rulings import CurrentMinutes, FixedMinutes, Planned, Since, Until, Way, credit_by
from tests.checkin.rules.story import at, read_story

NOW = at("20:00")


def decided(ledger: str, way: Way, which: int = 0) -> int | str:
    """Minutes, or the code of what is wrong."""
    story = read_story(ledger)
    sessions = story.record.sessions
    credit = credit_by(way, sessions[which], sessions, gather(story.events), NOW)
    return credit.code if isinstance(credit, Problem) else credit.minutes


def test_the_planned_end_is_counted_as_a_check_out_would_be() -> None:
    """Activity A is planned from 08:00 to 12:00."""
    assert decided("08:40 ana in\n12:30 close A", Planned()) == 200
    assert decided("policy grid_minutes=30\n08:40 ana in\n12:30 close A", Planned()) == 180
    assert decided("policy grid_minutes=30 rounding=ceil\n08:40 ana in\n12:30 close A", Planned()) == 210
    assert decided("policy clamp_start=true\n07:30 ana in\n12:30 close A", Planned()) == 240


def test_a_least_share_counts_for_it_too() -> None:
    """Of four hours six tenths are 144 minutes: one hour alone is none, with an hour and a half before it is."""
    late = "policy min_share_of_activity=1\n11:00 ana in\n12:30 close A"
    assert decided(late, Planned()) == 0
    assert decided("policy min_share_of_activity=1\n08:00 ana in\n11:00 ana out\n11:00:30 ana in", Planned(), 1) == 0
    assert decided("policy min_share_of_activity=1\n08:00 ana in\n11:00 ana out\n11:00 ana in", Planned(), 1) == 60


def test_a_given_end_or_start() -> None:
    assert decided("08:40 ana in", Until(at("10:10:59"))) == 90
    assert decided("11:00 ana out", Since(at("09:00"))) == 120
    assert decided("11:00 ana out", Planned()) == 180


def test_minutes_are_what_they_are() -> None:
    assert decided("08:40 ana in", FixedMinutes(0)) == 0
    assert decided("09:00 ana in\n12:00 rule 1 60 seen 1\n11:00 ana out", CurrentMinutes()) == 60


def test_what_can_not_be_counted() -> None:
    assert decided("08:40 ana in", Until(at("08:39"))) == "out_before_in"
    assert decided("08:40 ana in", Until(at("20:01"))) == "in_the_future"
    assert decided("12:30 ana in\n13:00 close A", Planned()) == "after_planned"
    assert decided("08:40 ana in", Since(at("08:00"))) == "no_check_out"
    assert decided("11:00 ana out", Until(at("12:00"))) == "no_check_in"
    assert decided("add ana 30", Planned()) == "no_times"
    assert decided("activity A end=21:00\n08:40 ana in", Planned()) == "in_the_future"


def test_it_stays_on_one_day_unless_the_activity_is_overnight() -> None:
    story = read_story("08:40 ana in")
    (session,) = story.record.sessions
    credit = credit_by(Until(at("2/00:10")), session, (), gather(story.events), at("3/00:00"))
    assert isinstance(credit, Problem) and credit.code == "another_day"
    story = read_story("activity A overnight=true end=2/06:00\n20:00 ana in")
    (session,) = story.record.sessions
    facts = gather(story.events)
    credit = credit_by(Until(at("2/05:00")), session, (), facts, at("4/00:00"))
    assert not isinstance(credit, Problem) and credit.minutes == 9 * 60
    late = credit_by(Until(at("2/18:01")), session, (), facts, at("4/00:00"))
    assert isinstance(late, Problem) and late.code == "too_long"
