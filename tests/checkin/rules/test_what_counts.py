"""What readers of a record ask of one session: what counts of it, by which policy, and whether it has happened yet."""

from __future__ import annotations

from checkin.rules.facts import gather
from checkin.rules.service import by_day, by_month, credited, credited_training, lies_in_the_future, policy_of
from checkin.rules.sessions import Session
from tests.checkin.rules.story import Story, at, check, read_story

SERVED = "09:00 ana in\n11:00 ana out\n"


def only(ledger: str) -> tuple[Story, Session]:
    story = read_story(ledger)
    (session,) = story.record.sessions
    return story, session


def future(ledger: str, now: str) -> bool:
    story, session = only(ledger)
    return lies_in_the_future(session, gather(story.events).activity(session.activity), at(now))


def test_a_session_lies_in_the_future_until_its_last_moment_is_over() -> None:
    assert future(SERVED, "10:59") and not future(SERVED, "11:00")
    assert future("09:00 ana in", "08:59") and not future("09:00 ana in", "09:00")


def test_added_hours_lie_in_the_future_until_their_activity_begins() -> None:
    assert future("07:00 add ana 30", "07:30") and not future("07:00 add ana 30", "08:00")
    assert future("07:00 add ana 30 @B", "06:59") and not future("07:00 add ana 30 @B", "07:00")


def test_nothing_counts_while_a_session_is_open_or_waits() -> None:
    for waiting in ("09:00 ana in", SERVED + "consent ana missing"):
        _, session = only(waiting)
        assert credited(session._replace(minutes=120)) == 0
    _, session = only(SERVED)
    assert credited(session) == 120


def test_a_training_counts_as_training_and_nothing_else_does() -> None:
    _, session = only(SERVED + "activity A kind=training")
    assert (credited(session), credited_training(session)) == (0, 120)
    _, session = only(SERVED)
    assert credited_training(session) == 0
    _, session = only(SERVED + "activity A kind=training\nconsent ana missing")
    assert credited_training(session._replace(on_grid=120)) == 0


def test_the_policy_of_a_session_is_that_of_its_start_and_of_added_hours_that_of_the_planned_begin() -> None:
    later = "00:00 policy v2 since 08:30 rounding=ceil\n"
    for ledger, version in ((SERVED, 2), ("09:00 add ana 30", 1), ("09:00 add ana 30 @B", 2)):
        story, session = only(later + ledger)
        assert policy_of(session, gather(story.events)).version == version


def test_two_sessions_of_a_day_are_summed_and_a_month_without_service_has_none() -> None:
    story = read_story(SERVED + "11:30 ana in\n11:40 ana out\n60/09:00 ana in\n60/10:00 ana out")
    facts = gather(story.events)
    sessions = [s._replace(status="closed", minutes=s.seconds // 60) for s in story.record.sessions]
    assert [minutes for _, minutes in by_day(sessions, facts)] == [130, 60]
    assert [(m.month, m.sessions, m.minutes) for m in by_month(sessions, facts)] == [(3, 2, 130), (4, 0, 0), (5, 1, 60)]


def test_each_row_names_the_events_that_made_it() -> None:
    """Added, ruled, lost: whoever traces a minute finds its events, and the policy that counted it."""
    story = check(
        """
        09:00 ana in
        11:00 ana out
        12:00 rule 1 60 seen 1,2
        12:00 add ana 30
        09:00 ben in
        11:00 ben out
        12:00 confirm 5 ben 120 events 5,6 v 1
        12:30 void 5
        12:00 rule 6 20
        09:30 cai in
        09:40 cai in
        12:00 rule 11 45
        """,
        """
        ana - - 30 closed added
        ben - - 120 confirmed scanned changed
        cai - - 0 needs_review ruled rule_unmatched
        ana 09:00 11:00 60 closed ruled
        cai 09:30 - 0 open scanned
        ben - 11:00 0 needs_review ruled no_check_in changed
        """,
    )
    named = {s.key: (s.events, s.open_event, s.close_event, s.policy, s.seconds) for s in story.record.sessions}
    assert named["01"] == (("01", "02", "03"), "01", "02", 1, 7200)
    assert named["04"] == (("04",), "04", None, 1, 0)
    assert named["05"] == (("05", "06"), "05", None, 1, 0)
    assert named["06"] == (("06", "09"), None, "06", 1, 0)
    assert named["11"] == (("11",), "11", None, 1, 0)
    assert {s.key: s.noted_at for s in story.record.sessions if s.noted_at} == {
        "04": at("12:00"),
        "05": at("09:00"),
        "11": at("09:40"),
    }


def test_confirmed_added_hours_keep_their_minutes_and_their_policy() -> None:
    ledger = "12:00 add ana 30\n12:30 confirm 1 ana 20 v 3 events 1"
    (session,) = check(ledger, "ana - - 20 confirmed added changed").record.sessions
    assert session.policy == 3


def test_a_ruling_on_added_hours_hides_no_other_that_fits_nothing() -> None:
    check(
        "12:00 add ana 30\n09:00 ana in\n09:10 ana in\n12:00 rule 1 60\n12:00 rule 3 60\n12:10 amend 3 volunteer ben",
        """
        ana - - 30 closed added
        ana 09:00 - 0 open scanned
        ben 09:10 - 60 closed ruled
        """,
    )
