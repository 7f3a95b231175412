"""Random logs for properties: two volunteers, a second number, an unknown badge, two activities, all corrections."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from checkin.rules.events import (
    ActivityChange,
    Add,
    Amend,
    Badge,
    BadgeState,
    Body,
    Clock,
    Close,
    Confirm,
    Consent,
    ConsentState,
    Direction,
    Event,
    Link,
    Objection,
    PolicyChange,
    Reopen,
    Rule,
    Scan,
    Void,
)
from tests.checkin.rules.story import LONG_BEFORE, at, made_at, who

LONGEST_BOUNCE_MS = 10_000
PEOPLE = ("S/ana", "S/ben", "S/ana2")
BADGE = who("?7")
ACTIVITIES = ("S/A", "S/B")
MOST = 24

people = st.sampled_from(PEOPLE)
activities = st.sampled_from(ACTIVITIES)
directions = st.sampled_from(Direction)
# Half of them among the first: most logs are short, and what aims at nothing tells little.
targets = (st.integers(0, 5) | st.integers(0, MOST - 1)).map(lambda n: f"{n:02d}")
minutes = st.integers(0, 200)
# Few minutes of two days, and a few seconds each: bursts, midnights and equal times are common.
moments = st.builds(
    lambda day, minute, ms: at("08:00") + day * 86_400_000 + minute * 60_000 + ms,
    st.sampled_from([0, 0, 0, 1]),
    st.sampled_from([0, 0, 3, 60, 61, 200, 240, 900]),
    st.sampled_from([0, 0, 1000, 2000, 2999, 3000, 5000]),
)
settings = st.fixed_dictionaries(
    {},
    optional={
        "rounding": st.sampled_from(["floor", "nearest", "ceil"]),
        "grid_minutes": st.sampled_from([1, 30]),
        "clamp_start": st.booleans(),
        "clamp_end": st.booleans(),
        "min_share_of_activity": st.sampled_from([False, "0.6"]),
        "max_minutes_per_day": st.sampled_from([False, 100]),
        "max_pairs_per_day": st.sampled_from([False, 1, 2]),
        "bounce_seconds": st.sampled_from([0, 3, 10]),
        "min_session_minutes": st.sampled_from([0, 5]),
        "consent": st.sampled_from(["hold", "ignore", "refuse"]),
        "not_creditable_kinds": st.sampled_from([[], ["parent"]]),
    },
)
changes = st.fixed_dictionaries(
    {
        "start": st.sampled_from([at("08:00"), at("08:00"), at("11:30")]),
        "end": st.sampled_from([at("12:00"), at("14:00"), at("2/00:30")]),
    },
    optional={
        "overnight": st.booleans(),
        "check_in_until": st.just(at("09:00")),
        "check_out_from": st.just(at("11:00")),
        "timezone": st.sampled_from(["Asia/Shanghai", "Europe/London"]),
        "not_creditable": st.sampled_from([None, "Training"]),
        "kind": st.sampled_from(["service", "service", "training"]),
    },
)
arrivals = st.none() | st.none() | moments.map(made_at)
"""Ids that say when a scan came: mostly none, else a time of these two days, long after or before that of the scan."""
posts = st.none() | st.none() | st.sampled_from(["gate", "tea"])
"""The post of a scan: mostly none."""
scans: st.SearchStrategy[Body] = st.builds(
    lambda activity, direction, person, source, arrival, post: Scan(
        activity, direction, source, volunteer=person if "/" in person else None,
        badge=None if "/" in person else person, arrival=arrival, post=post,
    ),
    activities,
    directions,
    st.sampled_from((*PEOPLE, BADGE)),
    st.sampled_from(["keyboard", "keyboard", "vouched", "paper"]),
    arrivals,
    posts,
)  # fmt: skip
amends = st.builds(
    Amend,
    targets,
    at=st.none() | moments,
    direction=st.none() | directions,
    volunteer=st.none() | people,
    activity=st.none() | activities,
    post=st.none() | st.none() | st.sampled_from(["", "gate", "tea"]),
)
voids = st.builds(Void, targets)
confirms = st.builds(
    Confirm, targets, people, activities, minutes, st.integers(1, 2), st.lists(targets, max_size=2).map(tuple)
)
others: st.SearchStrategy[Body] = st.one_of(
    st.builds(Rule, targets, minutes),
    st.builds(Rule, targets, minutes, st.lists(targets, max_size=2).map(tuple)),
    st.builds(Objection, targets, people),
    st.builds(Add, people, activities, minutes),
    confirms,
    st.builds(ActivityChange, activities, changes, made=st.none(), making=st.none()),
    st.builds(Close, activities, making=st.none()),
    st.builds(Reopen, activities, making=st.none()),
    st.builds(PolicyChange, st.integers(2, 3), settings, moments),
    st.builds(Badge, st.just(BADGE), st.sampled_from(["S/ben", "S/ana2"]), st.sampled_from(BadgeState), st.sampled_from(["student", "parent"])),
    st.builds(Consent, people, st.sampled_from(ConsentState)),
    st.builds(Clock, st.sampled_from([-5000, 3_600_000])),
    st.sampled_from([Link("S/ana2", "S/ana"), Link("S/ana2", "S/ana"), Link("S/ana", "S/ben"), Link("S/ben", "S/ana2")]),
)  # fmt: skip
bodies = st.one_of(scans, scans, scans, amends, voids, others)


def _log(parts: list[tuple[Body, int, str]]) -> list[Event]:
    return [Event(f"{n:02d}", when, "S", desk, body) for n, (body, when, desk) in enumerate(parts)]


logs = st.lists(st.tuples(bodies, moments, st.sampled_from("12")), min_size=1, max_size=MOST).map(_log)


NIGHT = {"start": at("20:00"), "end": at("2/02:00"), "overnight": True}
edges = st.builds(
    lambda day, minute, ms: at("00:00") + day * 86_400_000 + minute * 60_000 + ms,
    st.sampled_from([-2, -1, 0, 0, 0, 0, 0, 1, 1, 2, 3]),
    st.sampled_from([0, 120, 480, 500, 539, 540, 600, 660, 700, 720, 840, 1200, 1320, 1439]),
    st.sampled_from([0, 0, 0, 1, 1000, 2000, 3000, 4000, 30_000, 59_999]),
)
"""Times about which the design says something: the begin and end of what is planned, midnights, twelve hours after an end."""


def _prepared(
    parts: list[tuple[Body, int, str]], night: bool, change: dict[str, Any], policy: dict[str, Any]
) -> list[Event]:
    """A log in which both activities are made and a policy is set before the first scan."""
    first = [
        ActivityChange("S/A", {"start": at("08:00"), "end": at("12:00")} | change),
        ActivityChange("S/B", NIGHT if night else {"start": at("09:00"), "end": at("11:00")}),
        PolicyChange(2, policy, LONG_BEFORE),
    ]
    return [Event(f"p{n}", LONG_BEFORE, "S", "1", body) for n, body in enumerate(first)] + _log(parts)


few = st.builds(
    lambda activity, direction, person, source, arrival, post: Scan(
        activity, direction, source, person, arrival=arrival, post=post
    ),
    st.sampled_from(["S/A", "S/A", "S/B"]),
    st.sampled_from([Direction.AUTO, Direction.AUTO, Direction.IN, Direction.OUT]),
    st.sampled_from(["S/ana", "S/ana", "S/ana2"]),
    st.sampled_from(["keyboard"] * 5 + ["vouched"]),
    arrivals,
    posts | st.none(),
)
busy_logs = st.builds(
    _prepared,
    st.lists(
        st.tuples(st.one_of(few, few, few, few, bodies), moments | edges, st.sampled_from("123")),
        min_size=2,
        max_size=MOST,
    ),
    st.booleans(),
    st.just({}) | changes,
    settings,
)
"""One volunteer's scans mostly, where days begin and end, at three desks."""
