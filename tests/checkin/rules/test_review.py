"""What waits for a supervisor, and what does not any longer."""

from __future__ import annotations

from checkin.rules.activities import changed
from checkin.rules.facts import gather
from checkin.rules.review import Remedy, Wait, remedies, waits
from tests.checkin.rules.story import at, read_story


def waiting(ledger: str, now: str = "11:00") -> list[list[str]]:
    """For each session the reasons why it waits."""
    story = read_story(ledger)
    activity = gather(story.events).activity("S/A")
    return [[str(wait) for wait in waits(session, activity, at(now))] for session in story.record.sessions]


def test_who_is_in_waits_from_the_planned_end_on() -> None:
    assert waiting("09:00 ana in") == [[]]
    assert waiting("09:00 ana in", "12:00:01") == [["not_out"]]
    assert waiting("09:00 ana in", "23:59") == [["not_out"]]
    assert waiting("09:00 ana in", "2/00:00") == [["midnight"]], "in review at once, not only when the next scan comes"
    night = "activity A overnight=true end=2/06:00\n09:00 ana in"
    assert waiting(night, "2/18:00") == [["not_out"]]
    assert waiting(night, "2/18:00:01") == [["too_long"]]
    assert waiting("09:00 ana in\n12:30 close A", "12:30") == [["no_check_out"]]


def test_a_ruling_or_a_correction_settles() -> None:
    assert waiting("09:00 ana in\n12:30 close A\n12:40 rule 1 60") == [[]]
    assert waiting("09:00 ana out") == [["no_check_in"]]
    assert waiting("09:00 ana out\n10:00 rule 1 60") == [[]]
    clock = "09:00 ana in\n10:00 clock +600\n11:00 ana out"
    assert waiting(clock) == [["clock"]]
    assert waiting(clock + "\n12:00 amend 1 at 09:10") == [[]]
    assert waiting(clock + "\n12:00 rule 1 110") == [[]]


def test_what_came_late_or_was_objected_to_is_never_settled_by_the_way() -> None:
    late = "09:00 ana in\n12:00 close A\n12:30 rule 1 60 seen 1\n11:00 ana out #2"
    assert waiting(late) == [["late_check_out"]]
    confirmed = "09:00 ana in\n12:00 rule 1 60 seen 1\n13:00 confirm 1 ana 60 events 1,2\n11:00 ana out #2"
    assert waiting(confirmed) == [["late_check_out", "changed"]]
    assert waiting("09:00 ana in\n11:00 ana out\n12:00 object 1 ana") == [["objection"]]


def test_causes_come_in_the_order_of_urgency() -> None:
    assert waiting("09:00 ?3 in\n12:30 close A") == [["no_check_out", "unknown_badge"]]
    assert waiting("consent ana missing\n09:00 ana in\n12:30 close A") == [["no_check_out", "consent"]]
    assert waiting("09:00 ana in\n11:00 ana out\n10:00 ana in @B\n11:30 ana out @B")[1] == ["overlap"]


def test_confirmed_hours_can_only_be_opened_again() -> None:
    def can(ledger: str) -> set[Remedy]:
        story = read_story(ledger)
        activity = gather(story.events).activity("S/A")
        return set(remedies(story.record.sessions[0], activity, at("23:00")))

    assert can("09:00 ana in\n11:00 ana out\n13:00 confirm 1 ana 120 events 1,2") == {Remedy.VOID}
    assert Remedy.CONFIRM in can("09:00 ana in\n11:00 ana out")
    assert Remedy.CONFIRM not in can("09:00 ana in")
    assert {Remedy.SCANS, Remedy.KEEP} < can("09:00 ana in\n12:30 rule 1 60 seen 1\n11:00 ana out")
    assert Wait.LATE_CHECK_OUT is next(iter(Wait))


def can(ledger: str, now: str = "23:00", **planned: int | None) -> list[str]:
    """What can be done about the first session."""
    story = read_story(ledger)
    activity = changed(gather(story.events).activity("S/A"), planned)
    return [str(remedy) for remedy in remedies(story.record.sessions[0], activity, at(now))]


SERVED = "09:00 ana in\n11:00 ana out\n"
EVERYTHING = ["planned_end", "time", "minutes", "void", "amend"]


def test_everything_that_can_be_done_in_its_order() -> None:
    assert can(SERVED) == [*EVERYTHING, "confirm"]
    assert can("09:00 ana in") == EVERYTHING
    assert can(SERVED, "10:59") == EVERYTHING[1:], (
        "neither confirmed nor counted to the planned end before that is over"
    )
    assert can("09:00 ana in", "11:59:59") == EVERYTHING[1:] and can("09:00 ana in", "12:00") == EVERYTHING
    assert can("11:00 ana out", "11:30") == EVERYTHING, "counted from the planned start"
    for missing in ({"start": None}, {"end": None}, {"start": None, "end": None}):
        assert can(SERVED, **missing) == ["time", "minutes", "void", "amend", "confirm"]
    assert can("add ana 30") == ["void", "confirm"]
    assert can("add ana 30", "07:59") == ["void"], "before the planned start"
    assert can(SERVED + "13:00 confirm 1 ana 120 events 1,2 stage publicity") == ["void", "confirm"]


def test_what_is_undecided_is_not_confirmed() -> None:
    assert can(SERVED + "12:00 object 1 ana") == [*EVERYTHING, "settle"]
    assert can("09:00 ?3 in\n11:00 ?3 out") == EVERYTHING
    late = "09:00 ana in\n12:30 rule 1 60 seen 1\n11:00 ana out #2"
    assert can(late) == ["planned_end", "time", "minutes", "void", "amend", "scans", "keep"]
    assert can("consent ana missing\n" + SERVED) == [*EVERYTHING, "consent"]


def test_far_from_the_planned_days_no_time_of_its_own_day_is_right() -> None:
    assert can("5/09:00 ana in\n5/11:00 ana out", "9/00:00") == ["minutes", "void", "amend"]
    assert waiting("5/09:00 ana in", "5/10:00") == [["far", "not_out"]]
    assert waiting("5/09:00 ana in\n5/11:00 ana out", "5/12:00") == [["far"]]


def test_who_is_in_does_not_wait_at_the_planned_end_itself() -> None:
    assert waiting("09:00 ana in", "12:00") == [[]]
    objected = waiting("09:00 ana in\n12:30 close A\n12:40 object 1 ana", "13:00")
    assert objected == [["objection", "no_check_out"]]
