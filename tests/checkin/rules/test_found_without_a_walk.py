"""What is found by an index is what a walk through all of them finds: clock changes, policies, earlier planned times."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.activities import Activity
from checkin.rules.clock_changes import ClockChange, ClockChanges
from checkin.rules.hours import clamped_seconds, counted_by_other_times, widest
from checkin.rules.policies import DEFAULT_POLICY, Policy, read_policy
from checkin.rules.policy_versions import PolicyVersions

times = st.integers(0, 30)
spans = st.tuples(times, times).map(lambda two: (min(two), max(two)))
changes = st.lists(
    st.builds(ClockChange, st.sampled_from(["1", "2", "3"]), times, times, st.uuids().map(str)), max_size=12
)


@given(changes, spans)
def test_clock_changes(found: list[ClockChange], span: tuple[int, int]) -> None:
    indexed, (start, end) = ClockChanges(found), span
    mine = [one for one in found if one.within(("1", "3"), start, end)]
    assert indexed.spans(("1", "3", "1"), start, end) is bool(mine)
    assert set(indexed.within(("1", "3", "1"), start, end, 99)) == set(mine)
    assert len(indexed.within(("1", "3"), start, end, 2)) == min(2, len(mine))
    assert indexed.moved("1", start, end) == sum(one.after - one.before for one in mine if one.desk == "1")


@given(st.lists(times, max_size=12), times)
def test_the_policy_in_force(begins: list[int], at: int) -> None:
    """The version that was written last holds, whenever an earlier one begins."""
    versions = [(since, read_policy({"grid_minutes": 5}, place)) for place, since in enumerate(begins)]
    walked = DEFAULT_POLICY
    for since, policy in versions:
        walked = policy if since <= at else walked
    assert PolicyVersions(versions).in_force(at) == walked


@given(st.lists(spans, min_size=1, max_size=12), spans, st.booleans(), st.booleans())
def test_earlier_planned_times(had: list[tuple[int, int]], span: tuple[int, int], begins: bool, ends: bool) -> None:
    policy: Policy = read_policy({"clamp_start": begins, "clamp_end": ends}, 2)
    seconds = [(first * 1000, last * 1000) for first, last in had]
    start, end = span[0] * 1000, span[1] * 1000
    walked = any(clamped_seconds(start, end, Activity("S/A", start=a, end=b), policy) for a, b in seconds)
    assert counted_by_other_times(start, end, Activity("S/A"), policy, widest(seconds)) is walked
