"""The second pass: all sessions of one volunteer together, from overlaps to the day limit (design §4 and §6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from checkin.rules.activities import ActivityKind
from checkin.rules.clock_changes import ClockChanges
from checkin.rules.consent import ConsentHistory, lacks_consent
from checkin.rules.events import Confirm
from checkin.rules.facts import Facts
from checkin.rules.hours import clamped_seconds, counted_by_other_times, grid_minutes, reaches_share
from checkin.rules.pairs_a_day import flag_further_pairs
from checkin.rules.sessions import Draft, Flag, Status

DayOf = Callable[[str, int], date]
"""The local date of an instant in the zone of the activity with this key."""


_CLOSED, _TRAINING = Status.CLOSED, ActivityKind.TRAINING
HOLD_BACK = frozenset({Flag.OVERLAP, Flag.CONSENT, Flag.FAR, Flag.OUTSIDE, Flag.PAIRS})
"""With one of these a closed session waits for review."""


def credit(drafts: Sequence[Draft], person_kind: str, consent: ConsentHistory, facts: Facts, day_of: DayOf) -> None:
    """Give each of one volunteer's sessions its minutes, status and flags, in place; `drafts` in any order."""
    ordered = sorted(drafts, key=_by_start) if len(drafts) > 1 else drafts
    for draft in ordered:
        start, end = draft.start, draft.end
        at = start if start is not None else end or 0
        draft.terms = facts.policy_for(draft.activity, at)
        if start is not None and end is not None:
            draft.clamped = clamped_seconds(start, end, draft.occasion, draft.terms)
            if facts.clocks:
                _flag_clock(draft, start, end, facts.clocks)
            if facts.earlier_times and not draft.clamped:
                _flag_outside(draft, start, end, facts)
        if lacks_consent(consent, draft.terms, at):
            draft.flags.add(Flag.CONSENT)
    _flag_overlaps(ordered)
    flag_further_pairs(ordered, day_of)
    _give_minutes(ordered, person_kind)
    _cut_to_day_limit(ordered, day_of)
    for draft in ordered:
        if draft.confirm is not None:
            _freeze(draft, draft.confirm)


def _by_start(draft: Draft) -> tuple[int, str]:
    return (_counted_at(draft), draft.key)


def _counted_at(draft: Draft) -> int:
    return draft.start if draft.start is not None else draft.end or 0


def _flag_overlaps(ordered: Iterable[Draft]) -> None:
    """Of two sessions that overlap in time the later waits for review; one without an end overlaps nothing."""
    latest_end = None
    for draft in ordered:
        if draft.start is None or draft.end is None:
            continue
        if latest_end is not None and draft.start < latest_end:
            draft.flags.add(Flag.OVERLAP)
        latest_end = draft.end if latest_end is None else max(latest_end, draft.end)


def _flag_clock(draft: Draft, start: int, end: int, clocks: ClockChanges) -> None:
    if clocks.spans(draft.desks, start, end):
        draft.flags.add(Flag.CLOCK)


def _flag_outside(draft: Draft, start: int, end: int, facts: Facts) -> None:
    """A session that the planned times leave nothing of, since they were moved away from it, waits for review (design §4).

    Which of its times an activity had when it was scanned does not matter: that desk may not have known the edit yet.
    """
    times = facts.earlier_times.get(draft.activity, ())
    if Flag.FAR not in draft.flags and counted_by_other_times(start, end, draft.occasion, draft.terms, times):
        draft.flags.add(Flag.OUTSIDE)


def _give_minutes(ordered: Sequence[Draft], person_kind: str) -> None:
    seconds_in: defaultdict[str, list[int]] = defaultdict(list)
    if any(draft.terms.min_share_of_activity is not False for draft in ordered):
        for draft in ordered:
            seconds_in[draft.activity].append(draft.clamped)
    for draft in ordered:
        policy, activity = draft.terms, draft.occasion
        if draft.rule is not None:
            draft.status = Status.CLOSED
            draft.minutes = draft.on_grid = draft.rule.minutes
            if _came_late(draft, draft.rule.events):
                draft.flags.add(Flag.LATE_CHECK_OUT)
        elif draft.status is _CLOSED:
            if draft.flags and not draft.flags.isdisjoint(HOLD_BACK):
                draft.status = Status.NEEDS_REVIEW
            elif policy.min_share_of_activity is False or reaches_share(seconds_in[draft.activity], activity, policy):
                draft.minutes = draft.on_grid = grid_minutes(draft.clamped, policy)
            else:
                draft.flags.add(Flag.SHARE)
        if activity.kind is _TRAINING:
            draft.flags.add(Flag.TRAINING)
            draft.on_grid, draft.minutes = draft.minutes, 0
        if activity.not_creditable is not None or person_kind in policy.not_creditable_kinds:
            draft.flags.add(Flag.NOT_CREDITABLE)
            draft.minutes = 0


def _cut_to_day_limit(ordered: Sequence[Draft], day_of: DayOf) -> None:
    """Cut minutes to the day limit, by local day of check-in, earliest first.

    Sessions with a ruling are never cut, and use the day first. Confirmed minutes do so too, for they hold
    whatever comes later. What a confirmed session would have today is still computed in its place among the
    others, so that a change is seen.
    """
    if not any(draft.terms.max_minutes_per_day is not False for draft in ordered):
        return
    days = {draft.key: day_of(draft.activity, _counted_at(draft)) for draft in ordered}
    ruled = [(days[d.key], d.minutes) for d in ordered if d.rule is not None]
    cut = _cut(ordered, days, ruled)
    confirmed = [(days[d.key], d.confirm.minutes) for d in ordered if d.confirm is not None and d.rule is None]
    if confirmed:
        others = [draft for draft in ordered if draft.confirm is None]
        cut |= _cut(others, days, ruled + confirmed)
    for draft in ordered:
        if draft.key in cut and cut[draft.key] < draft.minutes:
            draft.minutes = cut[draft.key]
            draft.flags.add(Flag.DAY_LIMIT)


def _cut(ordered: Sequence[Draft], days: dict[str, date], first: Iterable[tuple[date, int]]) -> dict[str, int]:
    """Minutes by key after the day limit. `first` are minutes by day that are used before all others."""
    used: defaultdict[date, int] = defaultdict(int)
    for day, minutes in first:
        used[day] += minutes
    left: dict[str, int] = {}
    for draft in ordered:
        if draft.rule is None and draft.minutes:
            day, limit = days[draft.key], draft.terms.max_minutes_per_day
            left[draft.key] = draft.minutes if limit is False else min(draft.minutes, max(0, limit - used[day]))
            used[day] += left[draft.key]
    return left


def _freeze(draft: Draft, confirm: Confirm) -> None:
    """Keep the confirmed minutes; where the fold gives other minutes today, flag the session as changed (design §4)."""
    now = (draft.minutes, draft.terms.version, set(draft.events))
    if now != (confirm.minutes, confirm.policy, set(confirm.events)):
        draft.flags.add(Flag.CHANGED)
    if _came_late(draft, confirm.events):
        draft.flags.add(Flag.LATE_CHECK_OUT)
    draft.minutes = confirm.minutes
    draft.status = Status(confirm.stage)


def _came_late(draft: Draft, seen: Sequence[str] | None) -> bool:
    """Whether a check-out came that was not there yet when a person decided on the session."""
    return seen is not None and draft.close_event is not None and draft.close_event not in seen
