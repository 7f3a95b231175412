"""Which events stand, in what order; each way in which another module said it before gives the same."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import Confirm, Consent, Event, Objection, Scan, Void
from checkin.rules.facts import gather
from checkin.rules.standing import in_order, order_key, standing, struck_by
from checkin.rules.voids import struck_out
from tests.checkin.rules.logs import logs
from tests.checkin.rules.story import read_story


def again(events: list[Event], chance: random.Random, more: int) -> list[Event]:
    """The events in another order, some of them twice, as a log and a kit give them."""
    shuffled = events + chance.choices(events, k=more)
    chance.shuffle(shuffled)
    return shuffled


shuffles = st.tuples(st.randoms(use_true_random=False), st.integers(0, 8))


@given(logs, shuffles)
def test_as_objections_publicity_and_consents_said_it(events: list[Event], how: tuple[random.Random, int]) -> None:
    """All were sorted, and those passed over that some void strikes."""
    struck = struck_out(events)
    said = [e for e in sorted(events, key=lambda e: (e.at, e.id)) if e.id not in struck]
    assert standing(again(events, *how)) == said


@given(logs, shuffles)
def test_as_the_facts_and_the_record_said_it(events: list[Event], how: tuple[random.Random, int]) -> None:
    """Voids were folded apart, and the others kept by id, so that repeats did no harm."""
    told = again(events, *how)
    voids = [event for event in told if isinstance(event.body, Void)]
    others = {event.id: event for event in told if not isinstance(event.body, Void)}
    struck = struck_out(voids)
    said = sorted((e for e in others.values() if e.id not in struck), key=lambda e: (e.at, e.id))
    assert standing(others.values(), struck) == said
    assert [e for e in standing(told) if not isinstance(e.body, Void)] == said


@given(logs, shuffles)
def test_as_the_record_of_a_volunteer_said_it(events: list[Event], how: tuple[random.Random, int]) -> None:
    """What is struck was put together from all voids and from those among the volunteer's own events."""
    told = again(events, *how)
    facts, part = gather(told), told[::2]
    struck = {**facts.struck, **struck_out(part)}
    kept = {event.id: event for event in part if event.id not in struck}
    assert standing(part, facts.struck) == sorted(kept.values(), key=lambda e: (e.at, e.id))


@given(logs, shuffles)
def test_as_remedies_and_class_check_ins_said_it(events: list[Event], how: tuple[random.Random, int]) -> None:
    told = again(events, *how)
    struck = struck_out(told)
    for kind in (Objection, Confirm, Scan, Consent):
        said = sorted({e.id for e in told if isinstance(e.body, kind) and e.id not in struck})
        assert sorted(e.id for e in standing(told) if isinstance(e.body, kind)) == said


@given(logs, shuffles)
def test_as_the_history_said_it(events: list[Event], how: tuple[random.Random, int]) -> None:
    """Struck ones stay in a history, and are marked."""
    told = again(events, *how)
    whole = {event.id: event for event in told}
    assert in_order(told) == sorted(whole.values(), key=lambda e: (e.at, e.id))
    assert struck_by(told).keys() == struck_out(told).keys()


@given(logs)
def test_what_strikes_an_event_stands_itself_and_is_the_first_that_does(events: list[Event]) -> None:
    stand = {event.id for event in standing(events)}
    for target, void in struck_by(events).items():
        assert target not in stand and void.id in stand
        others = [e for e in events if isinstance(e.body, Void) and e.body.target == target and e.id in stand]
        assert void == min(others, key=order_key)


@given(logs)
def test_the_last_that_stands_holds(events: list[Event]) -> None:
    """Whoever goes through them in order and keeps the last of each has the greatest by (at, id)."""
    last = {e.body.volunteer: e for e in standing(events) if isinstance(e.body, Consent)}
    for volunteer, kept in last.items():
        said = [e for e in standing(events) if isinstance(e.body, Consent) and e.body.volunteer == volunteer]
        assert kept == max(said, key=order_key)


def test_a_circle_of_voids_strikes_nothing_and_a_struck_void_neither() -> None:
    events = read_story("""
        09:00 ana in
        09:10 void 3
        09:20 void 2
        09:30 void 1
        09:40 void 4
        """).events
    assert [event.id for event in standing(events)] == ["00", "01", "02", "03", "05"]
    assert {target: void.id for target, void in struck_by(events).items()} == {"04": "05"}
