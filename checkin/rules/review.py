"""What a supervisor is asked to look at before hours are confirmed, and what can be done about it."""

from __future__ import annotations

from enum import StrEnum

from checkin.rules.activities import Activity
from checkin.rules.on_site import ended_without_check_out
from checkin.rules.service import CONFIRMABLE, lies_in_the_future
from checkin.rules.sessions import UNSCANNED, Flag, Session, Source, Status


class Wait(StrEnum):
    """Why a session waits; in the order in which people should look."""

    LATE_CHECK_OUT = "late_check_out"
    OBJECTION = "objection"
    CHANGED = "changed"
    LOST_DESK = "lost_desk"
    NO_CHECK_OUT = "no_check_out"
    NO_CHECK_IN = "no_check_in"
    MIDNIGHT = "midnight"
    TOO_LONG = "too_long"
    OVERLAP = "overlap"
    CLOCK = "clock"
    FAR = "far"
    OUTSIDE = "outside"
    PAIRS = "pairs"
    UNKNOWN_BADGE = "unknown_badge"
    CONSENT = "consent"
    RULE_UNMATCHED = "rule_unmatched"
    NOT_OUT = "not_out"


class Remedy(StrEnum):
    """What can be done about a session."""

    PLANNED_END = "planned_end"
    TIME = "time"
    MINUTES = "minutes"
    VOID = "void"
    AMEND = "amend"
    SCANS = "scans"
    KEEP = "keep"
    SETTLE = "settle"
    CONSENT = "consent"
    CONFIRM = "confirm"


_ALWAYS = {
    Flag.LATE_CHECK_OUT: Wait.LATE_CHECK_OUT,
    Flag.OBJECTION: Wait.OBJECTION,
    Flag.CHANGED: Wait.CHANGED,
    Flag.RULE_UNMATCHED: Wait.RULE_UNMATCHED,
    Flag.LOST_DESK: Wait.LOST_DESK,
}
_UNTIL_RULED = {
    Flag.NO_CHECK_OUT: Wait.NO_CHECK_OUT,
    Flag.NO_CHECK_IN: Wait.NO_CHECK_IN,
    Flag.MIDNIGHT: Wait.MIDNIGHT,
    Flag.TOO_LONG: Wait.TOO_LONG,
    Flag.OVERLAP: Wait.OVERLAP,
    Flag.CONSENT: Wait.CONSENT,
    Flag.FAR: Wait.FAR,
    Flag.OUTSIDE: Wait.OUTSIDE,
    Flag.PAIRS: Wait.PAIRS,
}
_ORDER = {wait: place for place, wait in enumerate(Wait)}
_FROZEN = (Status.CONFIRMED, Status.PUBLICITY)


def waits(session: Session, activity: Activity, now: int) -> tuple[Wait, ...]:
    """Why a session waits for a supervisor, the most urgent first; empty where it does not wait.

    A session without a check-out waits from the planned end on, and is `midnight` or `too_long` as soon as no scan can
    close it any more. A correction or a ruling settles a changed clock.
    """
    flags = session.flags
    found = {_ALWAYS[flag] for flag in flags if flag in _ALWAYS}
    if session.status is Status.NEEDS_REVIEW:
        found |= {_UNTIL_RULED[flag] for flag in flags if flag in _UNTIL_RULED}
    elif (ended := ended_without_check_out(session, activity, now)) is not None:
        found.add(_UNTIL_RULED[ended])
    elif session.status is Status.OPEN and activity.end is not None and now > activity.end:
        found.add(Wait.NOT_OUT)
    if session.status is Status.OPEN and Flag.FAR in flags:
        found.add(Wait.FAR)
    if session.status not in _FROZEN:
        if Flag.UNKNOWN_BADGE in flags:
            found.add(Wait.UNKNOWN_BADGE)
        if Flag.CLOCK in flags and session.source not in (Source.CORRECTED, Source.RULED):
            found.add(Wait.CLOCK)
    return tuple(sorted(found, key=_ORDER.__getitem__))


def remedies(session: Session, activity: Activity, now: int) -> tuple[Remedy, ...]:
    """What can be done at `now` (milliseconds) about a session; of confirmed hours only their confirmation can be struck out.

    A scan far from the planned days, or a session outside the planned times, is moved, struck out or ruled on in minutes:
    no time of its own day would be right.
    """
    if Flag.LOST_DESK in session.flags:
        # The first desk decides about all that the lost one says, and not row by row.
        return ()
    if Flag.RULE_UNMATCHED in session.flags:
        return (Remedy.VOID,)
    found = [Remedy.VOID]
    if session.status not in _FROZEN and session.source not in UNSCANNED:
        if not {Flag.FAR, Flag.OUTSIDE}.intersection(session.flags):
            found += [Remedy.PLANNED_END, Remedy.TIME] if _planned_helps(session, activity, now) else [Remedy.TIME]
        found += [Remedy.MINUTES, Remedy.AMEND]
        if Flag.LATE_CHECK_OUT in session.flags:
            found += [Remedy.SCANS, Remedy.KEEP]
    if Flag.OBJECTION in session.flags:
        found.append(Remedy.SETTLE)
    if Flag.CONSENT in session.flags:
        found.append(Remedy.CONSENT)
    undecided = {Flag.OBJECTION, Flag.LATE_CHECK_OUT, Flag.UNKNOWN_BADGE}.intersection(session.flags)
    if session.status in CONFIRMABLE and not undecided and not lies_in_the_future(session, activity, now):
        found.append(Remedy.CONFIRM)
    return tuple(remedy for remedy in Remedy if remedy in found)


def _planned_helps(session: Session, activity: Activity, now: int) -> bool:
    """Whether there is a planned time to count to or from: the end only once it is over, as of an activity that was closed early."""
    if activity.start is None or activity.end is None:
        return False
    return activity.end <= now or (session.start is None and session.end is not None)
