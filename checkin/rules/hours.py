"""Seconds become credited minutes: raw → clamp → share → grid (design §6); the day limit comes in the second pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from checkin.rules.activities import Activity
from checkin.rules.policies import Policy, Rounding

_FLOOR = Rounding.FLOOR


def clamped_seconds(start: int, end: int, activity: Activity, policy: Policy) -> int:
    """Whole seconds from `start` to `end` (milliseconds) within what the policy counts of the planned time."""
    if policy.clamp_start and activity.start is not None:
        start = max(start, activity.start)
    if policy.clamp_end and activity.end is not None:
        end = min(end, activity.end)
    return max(0, end - start) // 1000


def widest(times: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The planned times (start, end) that lie within no other of them, the earliest first; the ends rise too then."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(set(times), key=lambda one: (one[0], -one[1])):
        if not found or last > found[-1][1]:
            found.append((first, last))
    return tuple(found)


def counted_by_other_times(
    start: int, end: int, activity: Activity, policy: Policy, times: Sequence[tuple[int, int]]
) -> bool:
    """Whether the policy would count a second from `start` to `end` if the activity had one of these planned times, as
    `widest` gives them. Where the policy counts from one side only, the outermost time of that side counts most.
    """
    begins = bisect_right(times, start, key=lambda one: one[1])
    over = bisect_left(times, end, key=lambda one: one[0])
    likely = chain(times[:1], times[-1:], (times[place] for place in range(begins, over)))
    return any(clamped_seconds(start, end, activity._replace(start=first, end=last), policy) for first, last in likely)


def reaches_share(clamped: Iterable[int], activity: Activity, policy: Policy) -> bool:
    """Whether the sum of a volunteer's clamped seconds reaches the share of the planned
    length that the policy asks for.
    """
    if policy.min_share_of_activity is False or activity.start is None or activity.end is None:
        return True
    planned = (activity.end - activity.start) // 1000
    return sum(clamped) >= policy.min_share_of_activity * planned


def grid_minutes(seconds: int, policy: Policy) -> int:
    """Whole minutes on the policy's grid; seconds are rounded once, `nearest` rounds a half up."""
    step = policy.grid_minutes * 60
    if policy.rounding is _FLOOR:
        return seconds // step * policy.grid_minutes
    match policy.rounding:
        case Rounding.NEAREST:
            steps = (2 * seconds + step) // (2 * step)
        case Rounding.CEIL:
            steps = -(-seconds // step)
    return steps * policy.grid_minutes
