"""Drawn days as schools have them: people check in and out, and a policy counts, clamps, shares and cuts their minutes."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from checkin.rules.events import (
    ActivityChange,
    Add,
    Body,
    Clock,
    Confirm,
    ConfirmStage,
    Consent,
    ConsentState,
    Direction,
    Event,
    Objection,
    PolicyChange,
    Rule,
    Scan,
)  # fmt: skip
from tests.checkin.rules.story import LONG_BEFORE, at

MINUTE = 60_000


class Served(NamedTuple):
    """A session of a day, and what was decided about it: its minutes ruled or confirmed, or None."""

    person: str
    activity: str
    day: int
    begins: int
    lasts: int
    ruled: int | None
    confirmed: int | None
    sees: int


minutes = st.sampled_from([0, 15, 29, 30, 45, 60, 90, 100, 120])
served = st.builds(
    Served,
    st.sampled_from(["S/ana", "S/ana", "S/ben"]),
    st.sampled_from(["S/A", "S/B", "S/C"]),
    st.sampled_from([0, 0, 0, 0, 1]),
    st.sampled_from([390, 420, 470, 480, 495, 540, 570, 600, 630, 660, 700]),
    st.sampled_from([1, 10, 29, 30, 44, 45, 60, 90, 150]),
    st.none() | st.none() | st.none() | minutes,
    st.none() | st.none() | st.none() | minutes,
    st.integers(0, 3),
)
policies = st.fixed_dictionaries(
    {
        "rounding": st.sampled_from(["floor", "nearest", "ceil"]),
        "grid_minutes": st.sampled_from([1, 5, 30]),
        "clamp_start": st.booleans(),
        "clamp_end": st.booleans(),
        "min_share_of_activity": st.sampled_from([False, False, "0.2", "0.6"]),
        "max_minutes_per_day": st.sampled_from([False, 30, 60, 100, 150]),
        "consent": st.sampled_from(["hold", "ignore"]),
    }
)
said: st.SearchStrategy[Body] = st.one_of(
    st.builds(Add, st.just("S/ana"), st.just("S/A"), minutes),
    st.builds(Consent, st.just("S/ana"), st.sampled_from(ConsentState)),
    st.builds(Clock, st.sampled_from([-60_000, 60_000, 3_600_000])),
    st.builds(ActivityChange, st.sampled_from(["S/A", "S/B"]), st.just({"start": at("10:00"), "end": at("13:00")})),
    st.builds(ActivityChange, st.just("S/C"), st.sampled_from([{"kind": "training"}, {"not_creditable": "Party"}])),
    st.builds(Objection, st.sampled_from(["s0i", "s1i"]), st.just("S/ana")),
)


def _events_of(place: int, one: Served) -> list[Event]:
    begin = at("00:00") + one.day * 86_400_000 + one.begins * MINUTE
    end = begin + one.lasts * MINUTE + 30_000
    desk, ids = str(place % 3 + 1), (f"s{place}i", f"s{place}o")
    found = [
        Event(ids[0], begin, "S", desk, Scan(one.activity, Direction.IN, "keyboard", volunteer=one.person)),
        Event(ids[1], end, "S", "1", Scan(one.activity, Direction.OUT, "keyboard", volunteer=one.person)),
    ]
    seen = (ids, ids[:1], (*ids, f"s{place}r"), ids)[one.sees]
    if one.ruled is not None:
        found.append(
            Event(f"s{place}r", end + MINUTE, "S", "1", Rule(ids[0], one.ruled, None if one.sees == 3 else seen))
        )
    if one.confirmed is not None:
        stage = ConfirmStage.PUBLICITY if one.sees == 1 else ConfirmStage.CONFIRMED
        body = Confirm(ids[0], one.person, one.activity, one.confirmed, 2, seen, stage)
        found.append(Event(f"s{place}c", end + 2 * MINUTE, "S", "1", body))
    return found


def _days(sessions: list[Served], policy: dict[str, Any], others: list[tuple[Body, int]]) -> list[Event]:
    planned = {"start": at("08:00"), "end": at("11:00")}
    first: list[Body] = [
        ActivityChange("S/A", planned),
        ActivityChange("S/B", planned),
        PolicyChange(2, policy, LONG_BEFORE),
    ]
    events = [Event(f"p{n}", LONG_BEFORE, "S", "1", body) for n, body in enumerate(first)]
    for place, one in enumerate(sessions):
        events += _events_of(place, one)
    return events + [Event(f"t{n}", at("07:00") + m * MINUTE, "S", "2", body) for n, (body, m) in enumerate(others)]


served_days = st.builds(
    _days,
    st.lists(served, min_size=1, max_size=6),
    policies,
    st.lists(st.tuples(said, st.sampled_from([0, 60, 100, 240, 600])), max_size=3),
)
