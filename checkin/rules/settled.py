"""What a scan's answer needs of the other activities is one sum: most of what somebody did elsewhere is settled long ago.

At the gate everybody waits for the fold. Where nothing but plain sessions lie behind a person, which no correction,
ruling, consent or limit of a policy can touch, their minutes are summed up without making a session of each. In all
other cases everything is folded; a property holds that both give the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.activities import ActivityKind
from checkin.rules.events import Badge, Event, Scan
from checkin.rules.facts import Facts
from checkin.rules.hours import clamped_seconds, grid_minutes
from checkin.rules.plain_sessions import is_plain

_TRAINING = ActivityKind.TRAINING


class Settled(NamedTuple):
    """Credited minutes of sessions that are settled, the events of which the others must be folded, and when the settled ones
    began and ended (milliseconds)."""

    minutes: int
    rest: Sequence[Event]
    times: Sequence[tuple[int, int]] = ()


def settled_elsewhere(facts: Facts, events: Sequence[Event], candidate: Event) -> Settled:
    """Sum up what is settled in other activities than that of a scan, the `candidate`.

    `events` are all others about its volunteer. Folding `rest` and the candidate gives the sessions that are not summed up.
    """
    assert isinstance(candidate.body, Scan)
    person, here = candidate.body.volunteer, candidate.body.activity
    everything = Settled(0, events)
    if person is None or person in facts.same or facts.makings.shared or facts.joins or facts.have_limits:
        return everything
    struck = facts.struck
    groups: dict[str, list[Event]] = {}
    rest: list[Event] = []
    for event in events:
        body = event.body
        if type(body) is Scan:
            activity, volunteer = body.activity, body.volunteer
            if volunteer != person or (struck and event.id in struck):
                return everything
            if activity == here:
                rest.append(event)
            elif activity in groups:
                groups[activity].append(event)
            else:
                groups[activity] = [event]
        elif type(body) is not Badge:
            # A badge says which kind of person has it, and no policy asks for that.
            return everything
    return _sum_up(facts, groups, rest, candidate) or everything


def _sum_up(facts: Facts, groups: dict[str, list[Event]], rest: list[Event], candidate: Event) -> Settled | None:
    """What is settled: the groups that are plain; the others go to the `rest`. None where two sessions may overlap."""
    minutes, times = 0, []
    counting = [candidate.at, *(event.at for event in rest)]
    for key, group in groups.items():
        if len(group) == 2:
            first, second = group
            occasion, start, end = facts.occasion(key), first.at, second.at
            activity = occasion.activity
            policy = facts.policy_for(activity.key, start)
            if is_plain(first, second, occasion, policy):
                clamped = clamped_seconds(start, end, activity, policy)
                if not clamped and facts.earlier_times:
                    return None
                if activity.not_creditable is None and activity.kind is not _TRAINING:
                    minutes += grid_minutes(clamped, policy)
                times.append((start, end))
                continue
            counting += (start, end)
        elif len(group) > 2:
            counting += [event.at for event in group]
        # A single scan makes a session without an end or without a start, which overlaps nothing.
        rest += group
    return Settled(minutes, rest, times) if _one_after_another(times, min(counting)) else None


def _one_after_another(times: list[tuple[int, int]], then: int) -> bool:
    """Whether none of these times (start, end) overlaps another, and all are over at the instant `then`."""
    latest = 0
    times.sort()
    for start, end in times:
        if start < latest:
            return False
        latest = end
    return latest <= then
