"""The answer at the gate sums up what is settled elsewhere: it says the same as the fold of everything, on drawn months."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from hypothesis import event, given, settings
from hypothesis import strategies as st

from checkin.rules.decide import outcome_of
from checkin.rules.events import (
    ActivityChange,
    Badge,
    BadgeState,
    Body,
    Clock,
    Close,
    Direction,
    Event,
    PolicyChange,
    Scan,
)
from checkin.rules.facts import gather
from checkin.rules.record import fold
from checkin.rules.settled import settled_elsewhere
from tests.checkin.rules.logs import changes, few, moments, others
from tests.checkin.rules.logs import settings as policies
from tests.checkin.rules.story import LONG_BEFORE, at, who
from tests.portions import WHOLE

ANA = "S/ana"
PLACES = ("S/A", "S/B", "S/C", "S/D")
DAY, MINUTE = 86_400_000, 60_000

served = st.tuples(
    st.sampled_from(PLACES),
    st.integers(0, 3),
    st.sampled_from([480, 540, 541, 600, 660, 720]),
    st.sampled_from([30, 60, 60, 61, 120, 180]),
    st.sampled_from(["both"] * 8 + ["in", "thrice"]),
)
"""Where, on which day, from which minute on, for how long, and which of its scans are there."""
unlimited = st.fixed_dictionaries(
    {},
    optional={
        "rounding": st.sampled_from(["floor", "ceil"]),
        "grid_minutes": st.sampled_from([1, 30]),
        "clamp_end": st.booleans(),
    },
)
facts_of_all: st.SearchStrategy[Body] = st.one_of(
    st.builds(ActivityChange, st.sampled_from(PLACES), st.just({}) | changes, made=st.none(), making=st.none()),
    st.builds(ActivityChange, st.just("S/B"), st.sampled_from([{"kind": "training"}, {"not_creditable": "Party"}])),
    st.builds(Close, st.sampled_from(PLACES), making=st.none()),
    st.builds(PolicyChange, st.just(2), unlimited | policies, moments),
    st.builds(Clock, st.sampled_from([-5000, 3_600_000])),
)
rare: st.SearchStrategy[Body] = st.one_of(few, others)


def _scan(activity: str) -> Scan:
    return Scan(activity, Direction.AUTO, "keyboard", ANA)


def _events(sessions: Sequence[tuple[str, int, int, int, str]], more: Sequence[tuple[Body, int]]) -> list[Event]:
    found = [Event("badge", LONG_BEFORE, "S", "1", Badge(who("?1"), ANA, BadgeState.ISSUED, "parent"))]
    for n, (activity, day, begins, lasts, scans) in enumerate(sessions):
        start = at("00:00") + day * DAY + begins * MINUTE
        times = {"in": [0], "both": [0, lasts], "thrice": [0, lasts // 2, lasts]}[scans]
        found += [Event(f"s{n}.{i}", start + m * MINUTE, "S", "1", _scan(activity)) for i, m in enumerate(times)]
    return found + [Event(f"z{n}", when, "S", "2", body) for n, (body, when) in enumerate(more)]


@settings(max_examples=(10 if WHOLE else 4) * settings().max_examples)
@given(
    st.lists(served, min_size=2, max_size=4, unique_by=itemgetter(0)) | st.lists(served, min_size=1, max_size=6),
    st.just([]) | st.lists(st.tuples(facts_of_all, moments), max_size=2),
    st.just([]) | st.just([]) | st.lists(st.tuples(rare, moments), max_size=2),
    st.sampled_from(PLACES),
    st.sampled_from([0, 1, 2, 3, 4, 4, 4]),
)
def test_the_answer_is_that_of_the_whole_fold(
    sessions: list[tuple[str, int, int, int, str]],
    common: list[tuple[Body, int]],
    more: list[tuple[Body, int]],
    where: str,
    day: int,
) -> None:
    events = _events(sessions, more)
    facts = gather([*events, *(Event(f"f{n}", when, "S", "1", body) for n, (body, when) in enumerate(common))])
    scan = _scan(where)
    candidate = Event("zz", at("10:00") + day * DAY, "S", "1", scan)
    settled = settled_elsewhere(facts, events, candidate)
    event(f"summed up: {len(settled.rest) < len(events)}, minutes: {settled.minutes > 0}")
    quick = fold(facts, [*settled.rest, candidate])
    whole = fold(facts, [*events, candidate])
    answer = outcome_of(candidate, scan, facts, quick, settled.minutes, settled.times)
    assert answer == outcome_of(candidate, scan, facts, whole)


def test_hours_of_other_days_are_summed_up() -> None:
    """Else the property would hold for want of examples."""
    events = _events([("S/A", 0, 480, 60, "both"), ("S/B", 1, 480, 90, "both"), ("S/C", 2, 480, 30, "in")], [])
    candidate = Event("zz", at("10:00") + 4 * DAY, "S", "1", _scan("S/D"))
    settled = settled_elsewhere(gather([]), events, candidate)
    assert settled.minutes == 150
    assert [e.id for e in settled.rest] == ["s2.0"]


def test_what_overlaps_another_session_is_folded() -> None:
    events = _events([("S/A", 0, 480, 60, "both"), ("S/B", 0, 500, 90, "both")], [])
    candidate = Event("zz", at("10:00") + 4 * DAY, "S", "1", _scan("S/D"))
    assert settled_elsewhere(gather([]), events, candidate) == (0, events, ())
