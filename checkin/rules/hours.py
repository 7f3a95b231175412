"""Seconds become credited minutes: raw → clamp → share → grid (design §6); the day limit comes in the second pass."""

from __future__ import annotations

from collections.abc import Iterable

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


def counted_by_other_times(
    start: int, end: int, activity: Activity, policy: Policy, times: Iterable[tuple[int, int]]
) -> bool:
    """Whether the policy would count a second from `start` to `end` if the activity had one of these planned times."""
    return any(clamped_seconds(start, end, activity._replace(start=first, end=last), policy) for first, last in times)


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
