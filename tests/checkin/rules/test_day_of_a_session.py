"""On which day a session counts, and under which policy, whatever of its times is known."""

from __future__ import annotations

from datetime import date

from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.explaining import explain
from checkin.rules.facts import gather
from checkin.rules.period import Period
from checkin.rules.service import by_day, by_month, credited, day_of, policy_of, within_days
from tests.checkin.rules.story import Story, read_story


def days(story: Story) -> list[str]:
    """The days of a story's sessions, in the order of its table."""
    facts = gather(story.events)
    return [f"{day_of(session, facts)} {session.minutes}" for session in story.record.sessions]


def test_start_then_end_then_planned_start() -> None:
    """An overnight session is of the day on which it began, though most of it came after midnight."""
    story = read_story("""
              activity N overnight=true start=22:00 end=2/06:00
        22:30 ana scan @N
      2/05:30 ana scan @N
      2/09:00 ben out
      3/10:00 add cat 45
    """)  # fmt: skip
    assert days(story) == ["2026-03-05 45", "2026-03-05 420", "2026-03-06 0"]


def test_added_hours_of_an_activity_without_planned_times_are_of_the_day_on_which_they_were_added() -> None:
    """A month's total has them too, and the rules of that day count."""
    story = read_story("""
              policy v2 since 2/00:00 rounding=ceil
              activity U
      3/10:00 add ana 45 @U
    """)  # fmt: skip
    facts, (added,) = gather(story.events), story.record.sessions
    assert days(story) == ["2026-03-07 45"]
    assert by_day([added], facts) == [(date(2026, 3, 7), 45)]
    assert [month.minutes for month in by_month([added], facts)] == [45]
    (account,) = explain([added], facts)
    assert added.policy == policy_of(added, facts).version == account.policy.version == 2


def test_confirmed_hours_that_lost_their_scans_keep_their_day() -> None:
    """The check-in was struck out after it was confirmed: the minutes stand, on the day of that scan."""
    story = read_story("""
              activity U
      2/09:00 ana scan @U
      2/10:00 ana scan @U
      2/12:00 confirm 2 ana 60 events 2,3 @U
      3/09:00 void 2
    """)  # fmt: skip
    (lost, *_more) = [session for session in story.record.sessions if credited(session)]
    assert (str(day_of(lost, gather(story.events))), credited(lost)) == ("2026-03-06", 60)


def test_bounds_include_both_days_and_leave_out_what_has_no_day() -> None:
    """What was confirmed of a scan that is not here has no day: it is in no period, and in the record as a whole."""
    story = read_story("""
        09:00 ana scan
        10:00 ana scan
      2/09:00 ana scan
      2/10:00 ana scan
              activity U
              confirm 99 ana 60 events 99 @U
    """)  # fmt: skip
    facts = gather(story.events)

    def minutes(first: date | None, last: date | None) -> list[int]:
        return [credited(s) for s in story.record.sessions if within_days(facts, Period(first, last))(s)]

    assert sorted(minutes(None, None)) == [60, 60, 60]
    assert minutes(date(2026, 3, 5), date(2026, 3, 6)) == [60, 60]
    assert minutes(date(2026, 3, 6), None) == [60]
    assert minutes(None, date(2026, 3, 5)) == [60]
    assert minutes(date(2026, 3, 7), None) == []


def test_one_activity_on_some_days_is_asked_for_by_one_value() -> None:
    story = read_story("""
              activity U
        09:00 ana scan
        10:00 ana scan
        11:00 ana scan @U
        11:30 ana scan @U
      2/09:00 ana scan @U
      2/10:00 ana scan @U
    """)  # fmt: skip
    facts, sessions = gather(story.events), story.record.sessions
    (key,) = {session.activity for session in sessions if session.activity.endswith("/U")}

    def minutes(asked: AskedSessions) -> list[int]:
        return sorted(credited(session) for session in filter(asked.test(facts), sessions))

    assert ALL_SESSIONS.is_all and minutes(ALL_SESSIONS) == [30, 60, 60]
    assert minutes(AskedSessions(key)) == [30, 60]
    assert minutes(AskedSessions(period=Period(None, date(2026, 3, 5)))) == [30, 60]
    assert minutes(AskedSessions(key, Period(date(2026, 3, 6), None))) == [60]
    assert not AskedSessions(key).is_all and not AskedSessions(period=Period(date(2026, 3, 6), None)).is_all
