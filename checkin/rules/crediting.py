"""The second pass: all sessions of one volunteer together, from overlaps to the day limit (design §4 and §6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from checkin.rules.consent import ConsentHistory
from checkin.rules.facts import ClockChange, Facts
from checkin.rules.hours import clamped_seconds, grid_minutes, reaches_share
from checkin.rules.identity import split
from checkin.rules.policies import ConsentRule, Policy
from checkin.rules.sessions import Draft, Flag, Status

DayOf = Callable[[str, int], date]
"""The local date of an instant in the zone of the activity with this key."""


def credit(drafts: Sequence[Draft], person_kind: str, consent: ConsentHistory, facts: Facts, day_of: DayOf) -> None:
    """Give each of one volunteer's sessions its minutes, status and flags, in place; `drafts` in any order."""
    ordered = sorted(drafts, key=_by_start)
    policies = {d.key: facts.policy_at(split(d.activity)[0], _counted_at(d)) for d in ordered}
    _clamp(ordered, policies, facts)
    _flag_overlaps(ordered)
    for draft in ordered:
        _flag_clock(draft, facts.clocks)
        policy = policies[draft.key]
        draft.policy = policy.version
        if policy.consent is not ConsentRule.IGNORE and consent.holds(_counted_at(draft)):
            draft.flags.add(Flag.CONSENT)
    _give_minutes(ordered, policies, person_kind, facts)
    _cut_to_day_limit(ordered, policies, day_of)
    for draft in ordered:
        _freeze(draft)


def _by_start(draft: Draft) -> tuple[int, str]:
    return (_counted_at(draft), draft.key)


def _counted_at(draft: Draft) -> int:
    return draft.start if draft.start is not None else draft.end or 0


def _clamp(ordered: Iterable[Draft], policies: dict[str, Policy], facts: Facts) -> None:
    for draft in ordered:
        if draft.start is not None and draft.end is not None:
            activity = facts.activity(draft.activity)
            draft.clamped = clamped_seconds(draft.start, draft.end, activity, policies[draft.key])


def _flag_overlaps(ordered: Iterable[Draft]) -> None:
    """Of two sessions that overlap in time the later waits for review; one without an end overlaps nothing."""
    latest_end = None
    for draft in ordered:
        if draft.start is None or draft.end is None:
            continue
        if latest_end is not None and draft.start < latest_end:
            draft.flags.add(Flag.OVERLAP)
        latest_end = draft.end if latest_end is None else max(latest_end, draft.end)


def _flag_clock(draft: Draft, clocks: Iterable[ClockChange]) -> None:
    if draft.start is None or draft.end is None:
        return
    for change in clocks:
        first, last = sorted((change.before, change.after))
        if change.desk in draft.desks and draft.start <= last and draft.end >= first:
            draft.flags.add(Flag.CLOCK)


def _give_minutes(ordered: Sequence[Draft], policies: dict[str, Policy], person_kind: str, facts: Facts) -> None:
    seconds_in: defaultdict[str, list[int]] = defaultdict(list)
    for draft in ordered:
        seconds_in[draft.activity].append(draft.clamped)
    for draft in ordered:
        policy, activity = policies[draft.key], facts.activity(draft.activity)
        waits = Flag.OVERLAP in draft.flags or Flag.CONSENT in draft.flags
        if draft.rule is not None:
            draft.status = Status.CLOSED
            draft.minutes = draft.rule.minutes
        elif waits and draft.status is Status.CLOSED:
            draft.status = Status.NEEDS_REVIEW
        elif draft.status is Status.CLOSED:
            if reaches_share(seconds_in[draft.activity], activity, policy):
                draft.minutes = grid_minutes(draft.clamped, policy)
            else:
                draft.flags.add(Flag.SHARE)
        if activity.not_creditable is not None or person_kind in policy.not_creditable_kinds:
            draft.flags.add(Flag.NOT_CREDITABLE)
            draft.minutes = 0


def _cut_to_day_limit(ordered: Sequence[Draft], policies: dict[str, Policy], day_of: DayOf) -> None:
    """By local day of check-in, earliest first; ruled sessions are never cut and use the day up first.

    So do confirmed minutes, for they hold whatever comes later; what a confirmed session would have today is still
    found in its place among the others, so that a change is seen.
    """
    if all(policy.max_minutes_per_day is False for policy in policies.values()):
        return
    days = {draft.key: day_of(draft.activity, _counted_at(draft)) for draft in ordered}
    ruled = [(days[d.key], d.minutes) for d in ordered if d.rule is not None]
    cut = _cut(ordered, policies, days, ruled)
    confirmed = [(days[d.key], d.confirm.minutes) for d in ordered if d.confirm is not None and d.rule is None]
    if confirmed:
        others = [draft for draft in ordered if draft.confirm is None]
        cut |= _cut(others, policies, days, ruled + confirmed)
    for draft in ordered:
        if draft.key in cut and cut[draft.key] < draft.minutes:
            draft.minutes = cut[draft.key]
            draft.flags.add(Flag.DAY_LIMIT)


def _cut(
    ordered: Sequence[Draft], policies: dict[str, Policy], days: dict[str, date], first: Iterable[tuple[date, int]]
) -> dict[str, int]:
    """Minutes by key that the day limit leaves, where `first` uses the days up before all others."""
    used: defaultdict[date, int] = defaultdict(int)
    for day, minutes in first:
        used[day] += minutes
    left: dict[str, int] = {}
    for draft in ordered:
        if draft.rule is None and draft.minutes:
            day, limit = days[draft.key], policies[draft.key].max_minutes_per_day
            left[draft.key] = draft.minutes if limit is False else min(draft.minutes, max(0, limit - used[day]))
            used[day] += left[draft.key]
    return left


def _freeze(draft: Draft) -> None:
    """What was confirmed holds; where the fold says something else today, the row says so (design §4)."""
    confirm = draft.confirm
    if confirm is None:
        return
    now = (draft.minutes, draft.policy, set(draft.events))
    if now != (confirm.minutes, confirm.policy, set(confirm.events)):
        draft.flags.add(Flag.CHANGED)
    draft.minutes = confirm.minutes
    draft.policy = confirm.policy
    draft.status = Status(confirm.stage)
