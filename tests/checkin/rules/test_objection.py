"""An objection stands on its session until it is struck out, and holds the confirmation back (domain §2)."""

from checkin.rules.activities import Activity
from checkin.rules.corrections import confirm_faults
from tests.checkin.rules.story import at, check, read_story

A = Activity("S/A", start=at("08:00"), end=at("12:00"))
SERVED = "09:00 ana in\n11:00 ana out\n12:00 object 1 ana\n"


def test_it_is_said_and_changes_no_minute() -> None:
    (session,) = check(SERVED, "ana 09:00 11:00 120 closed scanned objection").record.sessions
    assert [problem.code for problem in confirm_faults(session, A, at("13:00"))] == ["objection"]


def test_it_is_settled_by_striking_it_out() -> None:
    (session,) = check(SERVED + "13:00 void 3", "ana 09:00 11:00 120 closed scanned").record.sessions
    assert confirm_faults(session, A, at("13:00")) == []


def test_it_may_be_raised_against_added_hours() -> None:
    (session,) = read_story("add ana 30\n12:00 object 1 ana").record.sessions
    assert "objection" in session.flags
