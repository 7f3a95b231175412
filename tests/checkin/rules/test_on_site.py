"""On site is who a check-out would still check out: the same answer as the fold's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import Direction, Event, Scan
from checkin.rules.facts import gather
from checkin.rules.on_site import ended_without_check_out, is_under_way, may_still_close
from checkin.rules.record import fold
from checkin.rules.sessions import Effect, Flag, Status
from tests.checkin.rules.story import at, check, read_story

NIGHT = "activity A overnight=true end=2/06:00\n"
KINDS = {"day": "", "night": NIGHT, "london": "activity A timezone=Europe/London\n"}


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 20 * 60), st.integers(0, 48 * 60))
def test_on_site_is_who_a_check_out_would_still_close(kind: str, came: int, later: int) -> None:
    """Somebody comes at some minute of the day; some minutes later a check-out closes the session or not."""
    start, now = at("00:00") + came * 60_000, at("00:00") + (came + later) * 60_000
    story = read_story(KINDS[kind] + f"{came // 60:02}:{came % 60:02} ana in")
    facts = gather(story.events)
    activity = facts.activity("S/A")
    (session,) = story.record.sessions
    out = Event("99", now, "S", "1", Scan("S/A", Direction.OUT, "keyboard", volunteer="S/ana"))
    closes = fold(facts, [*story.events, out]).effects["99"][0] is Effect.CLOSED
    assert may_still_close(session, activity, now) is closes
    assert is_under_way(start, activity, now) is closes
    assert (ended_without_check_out(session, activity, now) is None) is closes


@pytest.mark.parametrize("ledger", ["09:00 ana in\n12:00 close A", "09:00 ana in\n11:00 ana out", "09:00 ana out"])
def test_what_is_closed_or_has_no_check_in_is_not_on_site(ledger: str) -> None:
    story = read_story(ledger)
    (session,) = story.record.sessions
    activity = gather(story.events).activity("S/A")
    assert session.status is not Status.OPEN
    assert not may_still_close(session, activity, at("12:30"))
    assert ended_without_check_out(session, activity, at("3/12:30")) is None


def test_a_clock_that_was_days_ahead_puts_nobody_on_site_today() -> None:
    story = read_story("3/09:00 ana in")
    (session,) = story.record.sessions
    activity = gather(story.events).activity("S/A")
    assert not may_still_close(session, activity, at("10:00"))
    assert ended_without_check_out(session, activity, at("10:00")) is None


def test_nobody_is_on_site_at_a_hidden_activity_and_a_late_check_out_still_closes() -> None:
    story = read_story("09:00 ana in\n10:00 activity A hidden=true")
    (session,) = story.record.sessions
    activity = gather(story.events).activity("S/A")
    assert not may_still_close(session, activity, at("10:30"))
    assert ended_without_check_out(session, activity, at("10:30")) is Flag.NO_CHECK_OUT
    assert ended_without_check_out(session, activity, at("09:00")) is Flag.NO_CHECK_OUT, "from the check-in on"
    assert ended_without_check_out(session, activity, at("09:00") - 1) is None
    check("09:00 ana in\n10:00 activity A hidden=true\n11:00 ana out -> closed", "ana 09:00 11:00 120 closed scanned")
