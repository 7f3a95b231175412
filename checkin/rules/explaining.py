"""From a session's scans to its minutes, step by step, with the numbers of each step (design §6).

No rule is applied here a second time: the fold kept the result of each step in the session, and this module reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.claims import ClaimLimit, cutting_limits
from checkin.rules.crediting import HOLD_BACK
from checkin.rules.facts import Facts
from checkin.rules.policies import DEFAULT_POLICY, Policy
from checkin.rules.service import WAITING, policy_of
from checkin.rules.sessions import Flag, Session, Source, Status
from checkin.rules.shifts_served import ShiftServed, minutes_by_shift


class StepKind(StrEnum):
    """The steps in the order in which they come."""

    NO_CHECK_IN = "no_check_in"
    NO_CHECK_OUT = "no_check_out"
    RAW = "raw"
    CLAMP = "clamp"
    SHARE = "share"
    GRID = "grid"
    RULED = "ruled"
    ADDED = "added"
    TRANSFERRED = "transferred"
    CLAIMED = "claimed"
    NOT_PAIRED = "not_paired"
    TRAINING = "training"
    NOT_CREDITABLE = "not_creditable"
    DAY_LIMIT = "day_limit"
    CLAIM_LIMIT = "claim_limit"
    CLAIM_YEAR_LIMIT = "claim_year_limit"
    WAITING = "waiting"
    PUBLICITY = "publicity"
    CONFIRMED = "confirmed"


_WITHOUT_SCANS = {
    Source.ADDED: StepKind.ADDED,
    Source.TRANSFERRED: StepKind.TRANSFERRED,
    Source.CLAIMED: StepKind.CLAIMED,
}


class Step(NamedTuple):
    """One step. `seconds` and `minutes` are what the session has after it, `of` what it is measured against.

    `of` is for RAW and CLAMP the seconds before it, for SHARE the seconds that are asked for, for TRAINING the minutes of
    training, for DAY_LIMIT and both limits of claims the limit in minutes.
    """

    kind: StepKind
    seconds: int = 0
    minutes: int = 0
    of: int = 0


class SessionExplanation(NamedTuple):
    """How a session came to its minutes: the minutes of the last step are the session's.

    `policy` is the one in force at the start of the session; a confirmed session keeps the version that
    was confirmed (`session.policy`). `shifts` are the minutes of each of its parts by post, by shift (`shifts_served`).
    """

    session: Session
    policy: Policy
    steps: tuple[Step, ...]
    shifts: tuple[tuple[ShiftServed, ...], ...] = ()


def explain(sessions: Iterable[Session], facts: Facts) -> Iterator[SessionExplanation]:
    """The explanation of each session, in their order. `sessions` must be all sessions of their
    volunteers, for the least share sums them.
    """
    listed = list(sessions)
    served: defaultdict[tuple[str, str], int] = defaultdict(int)
    for session in listed:
        served[session.volunteer, session.activity] += session.clamped
    cut = cutting_limits(listed, facts)
    for session in listed:
        activity = facts.activity(session.activity)
        policy = policy_of(session, facts) if facts.policies else DEFAULT_POLICY
        steps = _steps(session, activity, policy, served, cut.get(session.key, set()))
        segments, minutes = session.segments, session.minutes
        shifts = minutes_by_shift(segments, minutes, session.volunteer, activity, facts) if segments else ()
        yield SessionExplanation(session, policy, steps, shifts)


def _steps(
    session: Session,
    activity: Activity,
    policy: Policy,
    served: Mapping[tuple[str, str], int],
    cut: Set[ClaimLimit],
) -> tuple[Step, ...]:
    steps = list(_made(session, activity, policy, served))
    flags = session.flags
    if Flag.TRAINING in flags:
        steps.append(Step(StepKind.TRAINING, of=session.on_grid))
    if Flag.NOT_CREDITABLE in flags:
        steps.append(Step(StepKind.NOT_CREDITABLE))
    final = session.status in (Status.CONFIRMED, Status.PUBLICITY)
    if Flag.DAY_LIMIT in flags and policy.max_minutes_per_day is not False and not final:
        steps.append(Step(StepKind.DAY_LIMIT, minutes=session.minutes, of=policy.max_minutes_per_day))
    if Flag.CLAIM_LIMIT in flags and not final:
        for kind, which, limit in (
            (StepKind.CLAIM_LIMIT, ClaimLimit.IN_ALL, policy.max_claimed_minutes),
            (StepKind.CLAIM_YEAR_LIMIT, ClaimLimit.IN_YEAR, policy.max_claimed_minutes_per_year),
        ):
            if which in cut and limit is not False:
                steps.append(Step(kind, minutes=session.minutes, of=limit))
    if session.status in WAITING:
        steps.append(Step(StepKind.WAITING))
    elif session.status is Status.PUBLICITY:
        steps.append(Step(StepKind.PUBLICITY, minutes=session.minutes))
    elif session.status is Status.CONFIRMED:
        steps.append(Step(StepKind.CONFIRMED, minutes=session.minutes))
    return tuple(steps)


def _made(
    session: Session, activity: Activity, policy: Policy, served: Mapping[tuple[str, str], int]
) -> Iterator[Step]:
    """The steps before any cut: minutes that nobody scanned; or the times of the scans, then a ruling or the policy's arithmetic.
    What waits of a lost desk was not read: there is nothing to tell."""
    if Flag.LOST_DESK in session.flags:
        return
    if (kind := _WITHOUT_SCANS.get(session.source)) is not None:
        yield Step(kind, minutes=session.on_grid)
        return
    if session.start is None and session.end is None:
        yield Step(StepKind.NOT_PAIRED)
        return
    timed = session.start is not None and session.end is not None
    if session.start is None:
        yield Step(StepKind.NO_CHECK_IN)
    elif session.end is None:
        yield Step(StepKind.NO_CHECK_OUT)
    else:
        yield Step(StepKind.RAW, session.seconds)
    if session.source is Source.RULED:
        yield Step(StepKind.RULED, session.seconds, session.on_grid)
        return
    if not timed:
        return
    if session.clamped != session.seconds:
        yield Step(StepKind.CLAMP, session.clamped, of=session.seconds)
    share = policy.min_share_of_activity
    if share is not False and activity.start is not None and activity.end is not None:
        needed = int(share * ((activity.end - activity.start) // 1000))
        yield Step(StepKind.SHARE, served[session.volunteer, session.activity], of=needed)
        if Flag.SHARE in session.flags:
            return
    if not HOLD_BACK.intersection(session.flags):
        yield Step(StepKind.GRID, session.clamped, session.on_grid)
