"""How many minutes a supervisor's decision gives a session. Only the policy's own arithmetic is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checkin.rules.activities import LONGEST_AFTER_END, local_days
from checkin.rules.corrections import LONGEST_RULING
from checkin.rules.facts import Facts
from checkin.rules.hours import clamped_seconds, grid_minutes, reaches_share
from checkin.rules.problems import N_, Problem
from checkin.rules.sessions import Session
from checkin.rules.wrong_times import in_the_future


@dataclass(frozen=True, slots=True)
class FixedMinutes:
    """The decision names the minutes themselves (whole minutes, 0 or more)."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The decision takes the planned end for a missing check-out, or the planned start for a missing check-in."""


@dataclass(frozen=True, slots=True)
class Until:
    """The decision counts from the check-in to the instant `at` (milliseconds)."""

    at: int


@dataclass(frozen=True, slots=True)
class Since:
    """The decision counts from the instant `at` (milliseconds) to the check-out."""

    at: int


@dataclass(frozen=True, slots=True)
class CurrentMinutes:
    """The decision keeps the minutes that the session has now, although an event came after an earlier decision."""


Way = FixedMinutes | Planned | Until | Since | CurrentMinutes


@dataclass(frozen=True, slots=True)
class Credit:
    """The minutes of a decision; `start` and `end` are the instants between which they were
    counted, None where they were not.
    """

    minutes: int
    start: int | None = None
    end: int | None = None


def credit_by(way: Way, session: Session, others: Iterable[Session], facts: Facts, now: int) -> Credit | Problem:
    """The minutes that a decision gives, or the problem that makes it impossible.

    `others` are the volunteer's other sessions: the least share counts them too.
    """
    match way:
        case FixedMinutes(minutes=minutes):
            return Credit(minutes)
        case CurrentMinutes():
            return Credit(session.minutes)
        case Planned():
            start, end = _planned(session, facts)
        case Until(at=at):
            start, end = session.start, at
        case Since(at=at):
            start, end = at, session.end
    fault = _fault(way, session, start, end, facts, now)
    if fault is not None or start is None or end is None:
        return fault or Problem("no_times", session.key, N_("give minutes: there is no time to count from"))
    policy, activity = facts.policy_for(session.activity, start), facts.activity(session.activity)
    seconds = clamped_seconds(start, end, activity, policy)
    beside = [s.clamped for s in others if s.activity == session.activity and s.key != session.key]
    minutes = grid_minutes(seconds, policy) if reaches_share([seconds, *beside], activity, policy) else 0
    return Credit(minutes, start, end)


def _planned(session: Session, facts: Facts) -> tuple[int | None, int | None]:
    activity = facts.activity(session.activity)
    if session.start is None and session.end is not None:
        return activity.start, session.end
    return session.start, activity.end


def _fault(way: Way, session: Session, start: int | None, end: int | None, facts: Facts, now: int) -> Problem | None:
    """Why no minutes can be counted between two times; None where they can."""
    where = session.key
    if start is None:
        if session.end is None or isinstance(way, Planned):
            return Problem("no_times", where, N_("give minutes: there is no time to count from"))
        return Problem("no_check_in", where, N_("the check-in is missing: say since when, or give minutes"))
    if end is None:
        return Problem("no_check_out", where, N_("the check-out is missing: say until when, or give minutes"))
    if end < start:
        if isinstance(way, Planned):
            return Problem("after_planned", where, N_("outside the planned time: give a time or minutes"))
        return Problem("out_before_in", where, N_("check-out would come before check-in: choose another time"))
    if end > now:
        if isinstance(way, Planned):
            return Problem("in_the_future", where, N_("the planned end is in the future: give a time or minutes"))
        return in_the_future(where)
    activity = facts.activity(session.activity)
    days = local_days(activity.timezone)
    if not activity.overnight and days.day(start) != days.day(end):
        return Problem("another_day", where, N_("this is another day than that of the session: give minutes instead"))
    if activity.overnight and activity.end is not None and end > activity.end + LONGEST_AFTER_END:
        return Problem("too_long", where, N_("this is over 12 hours after the planned end: give minutes instead"))
    if (end - start) // 60_000 > LONGEST_RULING:
        return Problem("too_long", where, N_("this is over 24 hours: give minutes instead"))
    return None
