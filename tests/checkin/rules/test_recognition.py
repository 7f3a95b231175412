"""Evaluations, commendations and stars, by day; months and sources of service; trainings apart."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import Award, Commend, Evaluate, Event, Link, Quality, Void
from checkin.rules.facts import gather
from checkin.rules.recognition import Recognition, recognitions
from checkin.rules.service import Month, Part, PartTotal, by_month, by_part, of_service
from checkin.rules.training import trainings
from tests.checkin.rules.story import at, read_story


def told(*bodies: object) -> list[Event]:
    return [Event(f"{n:02d}", at("09:00") + n, "S", "1", body) for n, body in enumerate(bodies, 1)]  # type: ignore[arg-type]


def given_in(events: list[Event]) -> dict[str, Recognition]:
    facts = gather(events)
    return dict(recognitions(facts, events))


STORY = told(
    Evaluate("S/ana", Quality.GOOD, "2026-03-05"),
    Evaluate("S/ana", Quality.PASSED, "2026-01-01", "S/A"),
    Commend("S/ana", "优秀志愿者", "2026-03-05", "区团委"),
    Award("S/ana", 2, "2026-03-06"),
    Award("S/ana2", 1, "2026-03-01"),
    Commend("S/ben", "x", "2026-03-05", "y"),
    Void("06"),
    Link("S/ana2", "S/ana"),
)


def test_the_last_day_holds_though_it_was_written_first() -> None:
    (ana,) = given_in(STORY).values()
    assert ana.quality() is Quality.GOOD
    assert [ana.quality(date(2026, month, 1)) for month in (1, 2, 4)] == [Quality.PASSED, Quality.PASSED, Quality.GOOD]
    assert (ana.stars(), ana.stars(date(2026, 3, 5)), ana.stars(date(2026, 2, 1))) == (2, 1, 0)
    assert [(c.title, c.granted_by) for c in ana.commendations] == [("优秀志愿者", "区团委")]


@given(st.randoms(use_true_random=False))
def test_order_and_repeats_do_not_matter(random) -> None:  # type: ignore[no-untyped-def]
    again = STORY * 2
    random.shuffle(again)
    assert given_in(again) == given_in(STORY)


SERVICE = """
    activity A start=08:00 end=31/12:00
    activity T kind=training name=急救 content=包扎 organiser=红十字会 start=2/08:00 end=2/12:00
    08:00   ana in
    10:00   ana out
    11:00   confirm 3 ana 120 events 3,4
    30/08:00 ana in
    30/09:00 ana out
    2/08:00 ana in @T
    2/09:30 ana out @T
    12:00   add ana 45
    31/08:00 ana in
"""


def test_service_by_part_and_month_and_trainings_apart() -> None:
    story = read_story(SERVICE)
    facts, sessions = gather(story.events), story.record.sessions
    served = of_service(sessions)
    parts = by_part(served)
    assert parts[Part.SCANNED] == PartTotal(120, 60) and parts[Part.ADDED] == PartTotal(0, 45)
    assert by_month(served, facts) == [
        Month(2026, 3, 1, 165, {Part.SCANNED: 120, Part.ADDED: 45}),
        Month(2026, 4, 2, 60, {Part.SCANNED: 60}),
    ]
    (training,) = trainings(sessions, facts)
    assert (training.name, training.content, training.organiser) == ("急救", "包扎", "红十字会")
    assert (training.day, training.minutes) == (date(2026, 3, 6), 90)


def test_months_without_service_stand_between_others() -> None:
    story = read_story("08:00 ana in\n09:00 ana out\n100/08:00 ana in\n100/09:00 ana out")
    months = by_month(story.record.sessions, gather(story.events))
    assert [(m.month, m.sessions) for m in months] == [(3, 1), (4, 0), (5, 0), (6, 1)]
    assert by_month([], gather([])) == []
