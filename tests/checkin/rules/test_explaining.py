"""Every credited minute is explained step by step, from the scans to the total."""

from __future__ import annotations

from hypothesis import given, settings

from checkin.rules.events import Event
from checkin.rules.explaining import SessionExplanation, StepKind, explain
from checkin.rules.facts import gather
from checkin.rules.hours import grid_minutes
from checkin.rules.record import fold
from checkin.rules.sessions import Flag
from tests.checkin.rules.logs import logs
from tests.checkin.rules.story import read_story
from tests.portions import WHOLE


def accounts(events: list[Event]) -> list[SessionExplanation]:
    facts = gather(events)
    return list(explain(fold(facts, events).sessions, facts))


def steps(ledger: str) -> list[list[str]]:
    """A list a session: `kind seconds minutes of` of each step, without what is 0."""
    return [
        [" ".join([step.kind, *(str(n) for n in step[1:] if n)]) for step in account.steps]
        for account in accounts(read_story(ledger).events)
    ]


@settings(max_examples=30 if WHOLE else 6)
@given(logs)
def test_the_last_step_is_the_session_and_each_follows_from_the_one_before(events: list[Event]) -> None:
    for session, policy, steps, _shifts in accounts(events):
        assert steps and steps[-1].minutes == session.minutes
        kinds = [step.kind for step in steps]
        assert len(kinds) == len(set(kinds)) and kinds == sorted(kinds, key=list(StepKind).index)
        by_kind = dict(zip(kinds, steps, strict=True))
        if StepKind.CLAMP in by_kind:
            assert by_kind[StepKind.CLAMP].of == by_kind[StepKind.RAW].seconds > by_kind[StepKind.CLAMP].seconds
        if StepKind.GRID in by_kind and session.status == "closed":
            assert by_kind[StepKind.GRID].minutes == grid_minutes(session.clamped, policy)
        if StepKind.SHARE in by_kind:
            reached = by_kind[StepKind.SHARE].seconds >= by_kind[StepKind.SHARE].of
            assert reached or Flag.SHARE in session.flags or session.status == "needs_review" or session.minutes == 0


def test_the_whole_arithmetic() -> None:
    """Early by half an hour, which does not count; on a grid of 30; cut to the day's 120 minutes."""
    ledger = """
        policy clamp_start=true grid_minutes=30 max_minutes_per_day=120 min_share_of_activity=0.5
        07:30 ana in
        11:10 ana out
        """
    assert steps(ledger) == [
        ["raw 13200", "clamp 11400 13200", "share 11400 7200", "grid 11400 180", "day_limit 120 120"]
    ]


def test_too_short_a_share() -> None:
    assert steps("policy min_share_of_activity=0.5\n09:00 ana in\n10:00 ana out") == [["raw 3600", "share 3600 7200"]]


def test_what_a_person_decided() -> None:
    assert steps("09:00 ana in\n12:00 close A\n12:30 rule 1 60") == [["no_check_out", "ruled 60"]]
    assert steps("add ana 30") == [["added 30"]]
    assert steps("09:00 ana in\n11:00 ana out\n12:00 confirm 1 ana 90 events 1,2") == [
        ["raw 7200", "grid 7200 120", "confirmed 90"]
    ]


def test_what_waits_and_what_gives_nothing() -> None:
    served = "09:00 ana in\n11:00 ana out\n"
    assert steps("09:00 ana in") == [["no_check_out", "waiting"]]
    assert steps("09:00 ana out") == [["no_check_in", "waiting"]]
    assert steps(served + "consent ana missing") == [["raw 7200", "waiting"]]
    assert steps("activity A kind=training\n" + served) == [["raw 7200", "grid 7200 120", "training 120"]]
    assert steps("activity A not_creditable=No\n" + served) == [["raw 7200", "grid 7200 120", "not_creditable"]]
    assert steps(served + "12:00 rule 2 60") == [["not_paired", "waiting"], ["raw 7200", "grid 7200 120"]]
