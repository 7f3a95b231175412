"""Confirmed hours are frozen; a fold that differs later says `changed`, and nothing counts twice."""

import pytest

from tests.checkin.rules.story import check, read_story

SERVED = """
    09:00 ana in
    11:00 ana out
    12:00 confirm 1 ana 120 events 1,2 v 1
    """


def test_confirmed_and_on_the_publicity_list() -> None:
    check(SERVED, "ana 09:00 11:00 120 confirmed scanned")
    check(SERVED.replace("v 1", "stage publicity"), "ana 09:00 11:00 120 publicity scanned")


@pytest.mark.parametrize("later", ["12:30 amend 1 at 08:00", "12:30 rule 1 60", "12:30 consent ana missing"])
def test_other_minutes_later_change_nothing_but_are_said(later: str) -> None:
    (session,) = read_story(SERVED + later).record.sessions
    assert (session.minutes, session.status) == (120, "confirmed")
    assert "changed" in session.flags


def test_the_same_minutes_by_other_events_are_said() -> None:
    check(
        """
        09:00 ana in
        11:00 ana out
        12:00 confirm 1 ana 120 events 1,2
        12:30 void 2
        11:00:30 ana out
        """,
        "ana 09:00 11:00:30 120 confirmed scanned late_check_out changed",
    )


def test_the_same_minutes_by_another_policy_are_said() -> None:
    record = check(
        SERVED + "13:00 policy v2 since 00:00 rounding=nearest", "ana 09:00 11:00 120 confirmed scanned changed"
    ).record
    assert record.sessions[0].policy == 1


def test_confirmed_hours_of_an_opening_scan_that_was_struck_stand_and_count_once() -> None:
    """The check-out becomes a row for review, the confirmed row stays."""
    check(
        SERVED + "12:30 void 1",
        """
        ana - - 120 confirmed scanned changed
        ana - 11:00 0 needs_review scanned no_check_in
        """,
    )
    check(
        "08:30 ana in\n08:40 void 1\n09:00 ana in\n11:00 ana out\n12:00 confirm 3 ana 120 events 3,4\n13:00 void 2",
        """
        ana - - 120 confirmed scanned changed
        ana 08:30 11:00 0 needs_review scanned changed
        """,
    )


def test_confirmed_hours_stay_with_whom_they_were_confirmed() -> None:
    """Both scans move to Ben after Ana's hours were confirmed."""
    check(
        SERVED + "12:30 amend 1 volunteer ben\n12:30 amend 2 volunteer ben",
        """
        ana - - 120 confirmed scanned changed
        ben 09:00 11:00 0 needs_review corrected changed
        """,
    )


def test_confirmed_hours_follow_a_link() -> None:
    check(SERVED + "13:00 link ana ben", "ben 09:00 11:00 120 confirmed scanned")


def test_a_struck_confirmation_frees_the_session_and_an_earlier_one_holds() -> None:
    check(SERVED + "12:30 void 3", "ana 09:00 11:00 120 closed scanned")
    check(
        SERVED.replace("v 1", "stage publicity") + "12:30 confirm 1 ana 120 events 1,2\n12:40 void 4",
        "ana 09:00 11:00 120 publicity scanned",
    )


def test_confirmed_added_hours_that_were_struck_stay_apart_from_scanned_ones() -> None:
    ledger = "12:00 add ana 30\n12:30 confirm 1 ana 30 events 1\n"
    check(ledger, "ana - - 30 confirmed added")
    check(ledger + "13:00 void 1", "ana - - 30 confirmed added changed")


def test_confirmed_minutes_use_the_day_up_before_those_that_come_to_light_later() -> None:
    """Of a day of at most 100 minutes 100 are confirmed; then another desk's log brings an earlier hour."""
    check(
        """
        policy max_minutes_per_day=100
        11:00 ana in
        13:00 ana out
        14:00 confirm 2 ana 100 events 2,3 v 2
        09:00 ana in
        10:00 ana out
        """,
        """
        ana 09:00 10:00 0 closed scanned day_limit
        ana 11:00 13:00 100 confirmed scanned day_limit changed
        """,
    )


def test_added_hours_confirmed_under_one_number_stay_there_when_its_link_is_struck_out() -> None:
    """Nothing of them counts a second time under the number to which they were added."""
    ledger = "link ana2 ana\n12:00 add ana2 30\n12:30 confirm 2 ana 30 events 2\n"
    check(ledger, "ana - - 30 confirmed added")
    check(
        ledger + "13:00 void 1",
        """
        ana - - 30 confirmed added changed
        ana2 - - 0 needs_review added changed
        """,
    )
