"""Drawn logs of three desks that make one code apart: whoever reads them, in whatever order, sees the same sessions."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import ActivityChange, Body, Clash, Close, Direction, Event, Scan, Void
from checkin.rules.facts import gather
from checkin.rules.record import fold
from tests.checkin.rules.story import at
from tests.checkin.rules.test_makings import event, made

DESKS = "123"
targets = st.integers(1, 12).map(lambda n: f"{n:02d}")
scans: st.SearchStrategy[Body] = st.builds(
    lambda person: Scan("S/K", Direction.AUTO, "keyboard", f"S/{person}"), st.sampled_from(["ana", "ben"])
)
decisions: st.SearchStrategy[Body] = st.one_of(
    st.builds(lambda target, other: Clash(target, one_with=other), targets, targets),
    st.builds(lambda target, code: Clash(target, code=code), targets, st.sampled_from(["K-1", "K-2"])),
    st.builds(Void, targets),
    st.builds(lambda making: ActivityChange("S/K", {}, making=making), targets),
)
makings = st.builds(lambda desk: ("made", desk), st.sampled_from(DESKS))
parts = st.tuples(
    st.one_of(scans, scans, st.just(Close("S/K")), decisions), st.sampled_from(DESKS), st.integers(0, 200)
)
logs = st.tuples(st.lists(makings, max_size=3), st.lists(parts, max_size=12))
Drawn = tuple[list[tuple[str, str]], list[tuple[Body, str, int]]]
Rows = list[tuple[str, int, str, str]]


def log(drawn: Drawn) -> list[Event]:
    first, others = drawn
    events = [made(n, f"07:{n:02d}", desk, f"N{desk}") for n, (_made, desk) in enumerate(first, 1)]
    for n, (body, desk, minute) in enumerate(others, len(events) + 1):
        events.append(Event(f"{n:02d}", at("08:00") + minute * 60_000, "S", desk, body))
    return events


def told(events: list[Event], here: str | None = None) -> Rows:
    facts = gather(events, here)
    found = fold(facts, events).sessions
    return sorted((s.key, s.minutes, str(s.status), facts.activity(s.activity).name) for s in found)


@given(logs, st.randoms(use_true_random=False))
def test_in_any_order_and_at_every_desk_the_sessions_are_the_same(drawn: Drawn, chance: random.Random) -> None:
    events = log(drawn)
    mixed = [*events, *events[::2]]
    chance.shuffle(mixed)
    for here in (None, *DESKS):
        assert told(mixed, here) == told(events)


@given(st.lists(st.tuples(scans, st.sampled_from("12"), st.integers(0, 200)), max_size=8))
def test_what_a_desk_recorded_by_itself_is_unchanged_by_what_the_other_brings(
    drawn: list[tuple[Body, str, int]],
) -> None:
    """Each desk made the code itself; persons of the one are not those of the other."""
    events = [made(1, "07:00", "1", "River"), made(2, "07:10", "2", "Park")]
    for n, (body, desk, minute) in enumerate(drawn, 10):
        assert isinstance(body, Scan)
        own = body._replace(volunteer=f"{body.volunteer}{desk}")
        events.append(event(n, f"{8 + minute // 60:02d}:{minute % 60:02d}", desk, own))
    alone = [row for desk in "12" for row in told([e for e in events if e.desk == desk])]
    assert told(events) == sorted(alone)
