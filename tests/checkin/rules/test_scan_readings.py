"""A scan as it is read: its amendments, whose activity an amendment means, and bursts as they were scanned."""

from __future__ import annotations

from checkin.rules.badge_holders import holders_of
from checkin.rules.events import ActivityChange, Amend, Body, Direction, Event, Scan
from checkin.rules.facts import gather
from checkin.rules.scans import Bounces, Reading, bounces, read_scan
from checkin.rules.voids import struck_out
from tests.checkin.rules.story import at, read_story

PLAN = {"place": "Gate", "start": at("08:00"), "end": at("12:00"), "timezone": "Asia/Shanghai"}


def readings(events: list[Event]) -> list[Reading]:
    """The scans of a log, each with its amendments, in the order of the log."""
    facts, holders = gather(events), holders_of(events)
    amends = [event for event in events if isinstance(event.body, Amend)]
    return [
        read_scan(e, e.body, [a for a in amends if isinstance(a.body, Amend) and a.body.target == e.id], facts, holders)
        for e in events
        if isinstance(e.body, Scan)
    ]


def burst(ledger: str) -> Bounces:
    events = read_story(ledger).events
    return bounces(readings(events), gather(events), struck_out(events))


def test_a_scan_with_and_without_amendments() -> None:
    plain, amended = readings(
        read_story(
            "09:00 ana scan #4\n09:30 ana in\n10:00 amend 2 at 08:30 direction out volunteer ben activity B"
        ).events
    )
    scanned = ("S/ana", "S/A")
    assert plain == Reading(
        at("09:00"), "01", *scanned, Direction.AUTO, False, "4", at("09:00"), *scanned, Direction.AUTO, False, "01"
    )
    assert amended == Reading(
        at("08:30"), "02", "S/ben", "S/B", Direction.OUT, True, "1", at("09:30"), *scanned, Direction.IN, False, "02"
    )
    assert plain.amended is False


def test_an_amendment_means_the_activity_that_its_desk_meant_then() -> None:
    """Desks 1 and 2 made one code apart; desk 3 took up the first, and later the second."""

    def said(event: str, when: str, desk: str, body: Body) -> Event:
        return Event(event, at(when), "S", desk, body)

    log = [
        said("01", "07:00", "1", ActivityChange("S/K", {**PLAN, "name": "River"}, True)),
        said("02", "07:10", "2", ActivityChange("S/K", {**PLAN, "name": "Park"}, True)),
        said("10", "08:00", "3", ActivityChange("S/K", {}, making="01")),
        said("20", "09:00", "3", ActivityChange("S/K", {}, making="02")),
        said("11", "08:10", "1", Scan("S/A", Direction.IN, "keyboard", "S/ana")),
    ]
    facts = gather(log)

    def meant(event: str, desk: str) -> str:
        (reading,) = readings([*log, said(event, "10:00", desk, Amend("11", activity="S/K"))])
        return facts.activity(reading.activity).name

    assert (meant("30", "1"), meant("30", "2"), meant("30", "3"), meant("15", "3")) == (
        "River",
        "Park",
        "Park",
        "River",
    )


def test_a_burst_is_as_it_was_scanned_and_names_its_first_scan() -> None:
    two = "09:00:00 ana scan\n09:00:02 ana scan\n"
    assert burst(two) == burst(two + "10:00 amend 1 at 11:00") == Bounces({"02": "01"}, frozenset())
    assert burst(two + "10:00 amend 2 at 11:00") == Bounces({}, frozenset())
    assert burst(two + "10:00 void 1") == Bounces({}, frozenset({"02"}))
    assert burst("09:00:02 ana scan\n09:00:00 ana scan\n09:00:04 ana scan") == Bounces(
        {"01": "02", "03": "02"}, frozenset()
    )
    assert burst(two.replace("02 ana scan", "02 ana in by tea")) == Bounces({}, frozenset())
