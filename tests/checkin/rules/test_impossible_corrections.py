"""Corrections that nobody can make, and those just inside the edge; each with the code of what is told."""

from __future__ import annotations

import pytest

from checkin.rules.activities import Activity, no_activity
from checkin.rules.corrections import (
    amend_faults,
    check_minutes,
    confirm_faults,
    rule_faults,
    turned_around,
    void_faults,
)
from checkin.rules.events import Amend, Direction, Event
from checkin.rules.facts import gather
from checkin.rules.problems import Problem, Refused
from checkin.texts import say, sentence
from tests.checkin.rules.story import at, read_story

Told = list[tuple[str, str]]
IN_OUT = "09:00 ana in\n11:00 ana out\n"
CONFIRMED = IN_OUT + "13:00 confirm 1 ana 120 events 1,2"
PUBLISHED = CONFIRMED + " stage publicity"
A = Activity("S/A", start=at("08:00"), end=at("12:00"))


def told(problems: list[Problem]) -> Told:
    """Code and place of each; each can be said in words, with all its values."""
    assert all(problem.message and "{" not in say(problem) for problem in problems)
    return [(problem.code, problem.where) for problem in problems]


def amending(amend: Amend, ledger: str = "09:00 ana in", now: str = "20:00", activity: str = "S/A") -> Told:
    """What is wrong with an amend of the event that it names, at an activity of the fifth of March, 8 to 12."""
    events = read_story(ledger).events
    event = next(one for one in events if one.id == amend.target)
    return told(amend_faults(amend, event, activity, gather(events), at(now)))


def test_minutes_from_0_to_the_most() -> None:
    assert [check_minutes(minutes, 90) for minutes in (0, 1, 90)] == [0, 1, 90]
    for minutes in (-1, 91):
        with pytest.raises(Refused) as refused:
            check_minutes(minutes, 90)
        (problem,) = refused.value.problems
        assert (problem.code, problem.where) == ("bad_minutes", "--minutes")
        assert say(problem) == f"--minutes: {minutes} is not possible: write 0 to 90"


def test_only_a_scan_can_be_amended() -> None:
    assert amending(Amend("01", direction=Direction.OUT), "add ana 30") == [("not_a_scan", "01")]
    assert amending(Amend("00", at=1)) == [("not_a_scan", "00")]


def test_something_must_change() -> None:
    assert amending(Amend("01")) == [("nothing_changes", "01")]
    one_each = [Amend("01", at=at("09:30")), Amend("01", direction=Direction.IN), Amend("01", volunteer="S/ben")]
    for amend in (*one_each, Amend("01", activity="S/A")):
        assert amending(amend) == []


def test_a_time_is_not_in_the_future() -> None:
    def moved(when: str, scan: str = "09:00", now: str = "10:00") -> list[str]:
        return [code for code, _ in amending(Amend("01", at=at(when)), f"{scan} ana in", now)]

    assert (moved("10:00"), moved("10:00:00.001"), moved("2/09:00")) == ([], ["in_the_future"], ["in_the_future"])
    assert amending(Amend("01", at=at("10:01")), now="10:00") == [("in_the_future", "--at")]
    assert moved("10:00:00.001", scan="10:00") == ["in_the_future"]


def test_a_scan_that_a_wrong_clock_put_into_the_future_is_moved_about_there_and_back() -> None:
    scan = "activity A end=4/12:00\n3/09:00 ana in"

    def moved(when: str, now: str = "10:00") -> list[str]:
        return [code for code, _ in amending(Amend("02", at=at(when)), scan, now)]

    assert moved("09:00") == moved("3/11:00") == moved("4/09:00") == []
    assert moved("4/09:00:00.001") == ["in_the_future"]
    assert moved("3/09:00:00.001", now="3/09:00") == ["in_the_future"]


def test_a_time_is_on_the_day_of_the_scan_or_on_a_planned_one() -> None:
    def moved(when: str, ledger: str, activity: str = "S/A", other: str | None = None) -> Told:
        return amending(Amend("02", at=at(when), activity=other), ledger, "9/00:00", activity)

    camp = "activity A end=3/12:00\n5/09:00 ana in"
    assert [moved(when, camp) for when in ("00:00", "2/12:00", "3/23:59", "5/00:00")] == [[]] * 4
    assert [moved(when, camp) for when in ("4/00:00", "6/00:00")] == [[("another_day", "--at")]] * 2
    assert moved("4/23:59", camp) == [("another_day", "--at")]
    night = "activity A start=20:00 end=23:00 overnight=true\n20:10 ana in"
    assert (moved("2/11:00", night), moved("3/00:00", night)) == ([], [("another_day", "--at")])
    other = "activity B name=B place=P start=3/08:00 end=3/12:00\n09:00 ana in"
    assert moved("3/09:00", other) == [("another_day", "--at")]
    assert moved("3/09:00", other, "S/B") == moved("3/09:00", other, other="S/B") == []
    assert moved("2/09:00", "activity B name=B\n09:00 ana in", "S/B") == [("another_day", "--at")]


def test_a_day_is_that_of_the_activitys_zone() -> None:
    """06:00 in Shanghai is the evening before in London."""
    london = "activity A timezone=Europe/London\n12:00 ana in"
    assert amending(Amend("02", at=at("2/07:00")), london, "9/00:00") == []
    assert amending(Amend("02", at=at("06:00")), london, "9/00:00") == [("another_day", "--at")]


def test_an_activity_that_is_not_there_is_named_as_people_write_it() -> None:
    assert amending(Amend("01", activity="S/Z")) == [("no_activity", "--activity")]
    both = amending(Amend("01", at=at("23:00"), activity="S/Z"))
    assert both == [("in_the_future", "--at"), ("no_activity", "--activity")]
    assert [sentence(no_activity(key, "S")) for key in ("S/Z", "T/Z")] == [
        "there is no activity “Z”",
        "there is no activity “T/Z”",
    ]


def turning(*amends: Amend, ledger: str = IN_OUT) -> Told:
    return told(turned_around(iter(amends), read_story(ledger).record))


def test_a_check_out_does_not_come_before_its_check_in() -> None:
    wrong = [("out_before_in", "--at")]
    assert turning(Amend("01", at=at("11:00"))) == turning(Amend("02", at=at("09:00"))) == []
    assert turning(Amend("01", at=at("11:00:00.001"))) == turning(Amend("02", at=at("08:59"))) == wrong
    assert turning(Amend("01", at=at("12:00")), Amend("02", at=at("13:00"))) == []
    assert turning(Amend("01", at=at("08:00")), Amend("02", at=at("07:00"))) == wrong
    assert turning(Amend("01", at=at("12:00")), Amend("02", direction=Direction.OUT)) == []
    assert turning(Amend("01", volunteer="S/ben")) == turning(Amend("09", at=at("12:00"))) == turning() == []
    late = Amend("01", at=at("12:00"))
    for moved in (
        late._replace(volunteer="S/ben"),
        late._replace(activity="S/B"),
        late._replace(direction=Direction.OUT),
    ):
        assert turning(moved) == []


def test_what_has_no_two_ends_is_not_turned_around_and_the_next_session_is_looked_at() -> None:
    ledger = "07:00 ben in\n07:10 cem out\n08:00 dee in\n08:30 dee out\n" + IN_OUT
    moved = [Amend("01", at=at("23:00")), Amend("02", at=at("01:00")), Amend("05", at=at("12:00"))]
    assert turning(*moved, ledger=ledger) == [("out_before_in", "--at")]
    both = [Amend("03", at=at("09:00")), Amend("05", at=at("12:00"))]
    assert turning(*both, ledger=ledger) == [("out_before_in", "--at")] * 2


def event_of(ledger: str, target: str) -> Event:
    return next(one for one in read_story(ledger).events if one.id == target)


@pytest.mark.parametrize(
    ("ledger", "target", "found"),
    [
        (IN_OUT, "01", []),
        (CONFIRMED, "01", [("confirmed", "01")]),
        (CONFIRMED, "02", [("confirmed", "02")]),
        (PUBLISHED, "02", [("confirmed", "02")]),
        ("07:00 ben in\n07:30 ben out\n" + IN_OUT + "13:00 confirm 3 ana 120 events 3,4", "03", [("confirmed", "03")]),
        (IN_OUT + "07:00 ben in\n13:00 confirm 1 ana 120 events 1,2", "03", []),
        (CONFIRMED, "03", []),
        (CONFIRMED + "\n14:00 void 3", "04", []),
    ],
)
def test_what_is_part_of_confirmed_hours_is_not_struck_out(ledger: str, target: str, found: Told) -> None:
    assert told(void_faults(event_of(ledger, target), read_story(ledger).record)) == found


@pytest.mark.parametrize(
    ("ledger", "found"),
    [
        (IN_OUT, []),
        ("09:00 ana in", []),
        ("09:00 ana out", []),
        ("add ana 30", [("not_scanned", "01")]),
        (CONFIRMED, [("confirmed", "01")]),
        (PUBLISHED, [("confirmed", "01")]),
    ],
)
def test_what_can_be_ruled_on(ledger: str, found: Told) -> None:
    assert told(rule_faults(read_story(ledger).record.sessions[0], "01")) == found


def test_a_ruling_on_no_session() -> None:
    assert told(rule_faults(None, "77")) == [("no_session", "77")]


@pytest.mark.parametrize(
    ("ledger", "now", "found"),
    [
        (IN_OUT, "11:00", []),
        (IN_OUT, "10:59", ["in_the_future"]),
        (PUBLISHED, "11:00", []),
        (PUBLISHED, "10:59", ["in_the_future"]),
        (CONFIRMED, "20:00", ["confirmed"]),
        ("09:00 ana in", "20:00", ["still_open"]),
        ("09:00 ana out", "20:00", ["needs_review"]),
        (CONFIRMED + "\n14:00 object 1 ana", "20:00", ["objection"]),
        ("add ana 30", "08:00", []),
        ("add ana 30", "07:59", ["in_the_future"]),
    ],
)
def test_what_can_be_confirmed(ledger: str, now: str, found: list[str]) -> None:
    session = read_story(ledger).record.sessions[0]
    assert told(confirm_faults(session, A, at(now))) == [(code, session.key) for code in found]
