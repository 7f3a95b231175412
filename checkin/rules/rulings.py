"""How many minutes a supervisor's decision gives a session; the policy's own arithmetic is used, never another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checkin.rules.activities import LONGEST_AFTER_END, local_days
from checkin.rules.corrections import LONGEST_RULING
from checkin.rules.facts import Facts
from checkin.rules.hours import clamped_seconds, grid_minutes, reaches_share
from checkin.rules.problems import N_, Problem
from checkin.rules.sessions import Session


@dataclass(frozen=True, slots=True)
class Given:
    """So many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The planned end in place of a missing check-out, the planned start in place of a missing check-in."""


@dataclass(frozen=True, slots=True)
class Until:
    """From the check-in to an instant."""

    at: int


@dataclass(frozen=True, slots=True)
class Since:
    """From an instant to the check-out."""

    at: int


@dataclass(frozen=True, slots=True)
class AsTheyStand:
    """The minutes that it has: a decision is kept, though something came since."""


Way = Given | Planned | Until | Since | AsTheyStand


@dataclass(frozen=True, slots=True)
class Credit:
    """Minutes, and the times on which they rest where they rest on times."""

    minutes: int
    start: int | None = None
    end: int | None = None


def credit_by(way: Way, session: Session, others: Iterable[Session], facts: Facts, now: int) -> Credit | Problem:
    """What a decision comes to. `others` are the volunteer's other sessions, which the least share counts in."""
    match way:
        case Given(minutes=minutes):
            return Credit(minutes)
        case AsTheyStand():
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
        message = N_("this time is in the future; write when it happened")
        if isinstance(way, Planned):
            message = N_("the planned end is still to come: give a time or minutes")
        return Problem("in_the_future", where, message)
    activity = facts.activity(session.activity)
    days = local_days(activity.timezone)
    if not activity.overnight and days.day(start) != days.day(end):
        return Problem("another_day", where, N_("this is another day than that of the session: give minutes instead"))
    if activity.overnight and activity.end is not None and end > activity.end + LONGEST_AFTER_END:
        return Problem("too_long", where, N_("this is over 12 hours after the planned end: give minutes instead"))
    if (end - start) // 60_000 > LONGEST_RULING:
        return Problem("too_long", where, N_("this is over 24 hours: give minutes instead"))
    return None
