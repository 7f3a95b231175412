"""How many of a session's credited minutes belong to each shift (班次): what was served at a post is cut where its shifts begin and
end. The session itself is rounded once (design §6), and the parts add up to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.facts import Facts
from checkin.rules.hours import clamped_seconds
from checkin.rules.policies import DEFAULT_POLICY, Policy
from checkin.rules.posts import Shift
from checkin.rules.posts_served import minutes_by_segment, shared_out
from checkin.rules.sessions import Segment


class ShiftServed(NamedTuple):
    """So many minutes of a part by post were served in a shift; `shift` is None for what lies in none, such as before the first."""

    shift: Shift | None
    minutes: int

    @property
    def times(self) -> tuple[int, int] | tuple[None, None]:
        """When the shift is planned (milliseconds)."""
        return (None, None) if self.shift is None else (self.shift.start, self.shift.end)


def minutes_by_shift(
    segments: Sequence[Segment], credited: int, volunteer: str, activity: Activity, facts: Facts
) -> tuple[tuple[ShiftServed, ...], ...]:
    """For each segment of a volunteer's session, of which `credited` minutes are all, its minutes by shift in the order in which they
    were reached; nothing for a post without shifts. They add up to what `minutes_by_segment` gives the segment.

    Where two shifts of a post overlap, the time counts for the one for which the volunteer (a key) signed up, else for the earlier.
    What was confirmed stays as it was cut by the plan of that time.
    """
    if any(segment.shifts is not None for segment in segments):
        return tuple(tuple(map(_kept, segment.shifts or ())) for segment in segments)
    person = facts.person(volunteer)
    policy = facts.policy_for(activity.key, segments[0].start) if segments else DEFAULT_POLICY
    return cut_by_shift(segments, credited, activity, policy, lambda shift: person in map(facts.person, shift.people))


def cut_by_shift(
    segments: Sequence[Segment], credited: int, activity: Activity, policy: Policy, signed_up: Callable[[Shift], bool]
) -> tuple[tuple[ShiftServed, ...], ...]:
    """The same by this plan and policy, of somebody who `signed_up` for shifts."""
    planned = {post.code: post.shifts for post in activity.posts or () if post.shifts}
    if not any(segment.post in planned for segment in segments):
        return ((),) * len(segments)
    clamped = partial(clamped_seconds, activity=activity, policy=policy)
    return tuple(
        _cut(segment, minutes, planned[segment.post], clamped, signed_up) if segment.post in planned else ()
        for segment, minutes in zip(segments, minutes_by_segment(segments, credited), strict=True)
    )


def _kept(one: tuple[int | None, int | None, int]) -> ShiftServed:
    start, end, minutes = one
    return ShiftServed(None if start is None or end is None else Shift(start, end), minutes)


def _cut(
    segment: Segment,
    minutes: int,
    shifts: Sequence[Shift],
    clamped: Callable[[int, int], int],
    signed_up: Callable[[Shift], bool],
) -> tuple[ShiftServed, ...]:
    def shift_at(at: int) -> Shift | None:
        there = [shift for shift in shifts if shift.start <= at < shift.end]
        if len(there) > 1:
            # Asked only here: of a large day's shifts each has hundreds of people.
            there = [shift for shift in there if signed_up(shift)] or there
        return min(there, key=lambda shift: (shift.start, shift.end), default=None)

    # A person decided how long a session without a check-out was: as if it had gone on from here.
    end = segment.start + minutes * 60_000 if segment.end is None else segment.end
    bounds = {at for shift in shifts for at in (shift.start, shift.end) if segment.start < at < end}
    pieces = [(a, b, shift_at(a)) for a, b in pairwise(sorted({segment.start, end, *bounds}))]
    served = [(b - a) // 1000 for a, b, _shift in pieces]
    # Where all of it counts, the policy cut nothing away.
    counted = served if segment.counted >= sum(served) else [clamped(a, b) for a, b, _shift in pieces]
    if segment.end is None or not any(counted):
        counted = served
    if not any(counted):
        return (ShiftServed(shift_at(segment.start), minutes),)
    seconds: dict[Shift | None, int] = {}
    for (_a, _b, shift), found in zip(pieces, counted, strict=True):
        if found:
            seconds[shift] = seconds.get(shift, 0) + found
    return tuple(map(ShiftServed, seconds, shared_out(minutes, list(seconds.values()))))
