"""What makes a correction impossible; checked before it is written, for an event can't be taken back (design §4)."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.activities import Activity, local_days, no_activity, planned_days
from checkin.rules.events import Admit, Amend, Event, Purge, Revoke, Scan, Void
from checkin.rules.facts import Facts
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.record import Record
from checkin.rules.service import lies_in_the_future
from checkin.rules.sessions import Flag, Session, Source, Status
from checkin.rules.wrong_times import in_the_future

LONGEST_RULING = 24 * 60
LONGEST_ADDITION = 24 * 60 * 31
LONGEST_CLAIM = 24 * 60
LONGEST_REDEMPTION = 100_000 * 60
LONGEST_SHIFT = 366 * 24 * 60
"""These are minutes; `LONGEST_SHIFT` is that by which the times of scans may be moved."""
ONE_DAY_MS = 24 * 60 * 60 * 1000


def check_minutes(minutes: int, most: int) -> int:
    """Minutes that a person gives. Raises Refused below 0 or above `most`."""
    if not 0 <= minutes <= most:
        raise refuse(
            "bad_minutes", "--minutes", N_("{minutes} is not possible: write 0 to {most}"), minutes=minutes, most=most
        )
    return minutes


def amend_faults(amend: Amend, event: Event, activity: str, facts: Facts, now: int) -> list[Problem]:
    """What is wrong with amending `event`: no scan, nothing changed, an activity that is not there, the future, another day.

    `activity` is the one in which the scan counts now.
    """
    if not isinstance(event.body, Scan):
        return [
            Problem("not_a_scan", amend.target, N_("only a scan can be amended; strike out anything else with void"))
        ]
    found = []
    if not any(said is not None for said in amend[1:]):
        message = N_("say what changes: --at, --direction, --volunteer, --activity or --post")
        found.append(Problem("nothing_changes", amend.target, message))
    # A scan that a wrong clock put into the future may be moved about there, and back.
    if amend.at is not None and amend.at > (now if event.at <= now else event.at + ONE_DAY_MS):
        found.append(in_the_future("--at"))
    elif amend.at is not None and not _same_occasion(amend.at, event.at, facts.activity(amend.activity or activity)):
        message = N_("this is another day than that of the scan and of the activity: choose a time on the same day")
        found.append(Problem("another_day", "--at", message))
    if amend.activity is not None and amend.activity not in facts.activities:
        found.append(no_activity(amend.activity, event.team))
    return found


def _same_occasion(at: int, scanned_at: int, activity: Activity) -> bool:
    """Whether `at` is on the day of the scan or on a planned day; overnight also the morning
    after. A clock may have been days off.
    """
    days = local_days(activity.timezone)
    day = days.day(at)
    if day == days.day(scanned_at):
        return True
    planned = planned_days(activity)
    return planned is not None and planned[0] <= day <= planned[1]


def turned_around(amends: Iterable[Amend], before: Record) -> list[Problem]:
    """A problem for each new time that puts a check-out before its check-in, or a move to another post beyond one of them:
    this would break the session apart.
    """
    moved = {amend.target: amend for amend in amends}
    found: list[Problem] = []
    for session in before.sessions:
        times = _times(session)
        mine = [moved[event] for event in times if event in moved]
        if all(amend.at is None for amend in mine) or any(a.volunteer or a.activity or a.direction for a in mine):
            continue
        now = {
            event: at if (amend := moved.get(event)) is None or amend.at is None else amend.at
            for event, at in times.items()
        }
        start, end = now.get(session.open_event or ""), now.get(session.close_event or "")
        if start is not None and end is not None and end < start:
            message = N_("check-out would come before check-in: choose another time, or amend the other scan first")
            found.append(Problem("out_before_in", "--at", message))
        elif list(now.values()) != sorted(now.values()):
            message = N_(
                "the moves from post to post would not lie between check-in and check-out in their order: choose another time, or amend "
                "or strike out the move first"
            )
            found.append(Problem("move_out_of_order", "--at", message))
    return found


def _times(session: Session) -> dict[str, int]:
    """The instants (milliseconds) of the scans that made a session, in their order: check-in, moves, check-out."""
    times = {} if session.open_event is None or session.start is None else {session.open_event: session.start}
    times |= {part.event: part.start for part in session.segments}
    if session.close_event is not None and session.end is not None:
        times[session.close_event] = session.end
    return times


def void_faults(event: Event, record: Record) -> list[Problem]:
    """What is wrong with striking out `event`: it is part of hours that were confirmed, or says what was purged or lost."""
    if isinstance(event.body, Purge):
        message = N_("what was purged is gone, and can't come back by striking this out: see hourdesk purge --again")
        return [Problem("purged", event.id, message)]
    if isinstance(event.body, Revoke | Admit):
        message = N_("what was said about a lost desk is not struck out: at the first desk hourdesk revoke-desk DESK with --undo, --accept or --refuse says otherwise")  # fmt: skip
        return [Problem("lost_desk", event.id, message)]
    if isinstance(event.body, Void):
        return []
    for session in record.sessions:
        if event.id in session.events and session.status in (Status.CONFIRMED, Status.PUBLICITY):
            message = N_("these hours are confirmed: strike out the confirmation first, then this")
            return [Problem("confirmed", event.id, message)]
    return []


def no_session(target: str) -> Problem:
    """That an event, which was named as `target`, stands for no session."""
    message = N_("this event names no session: take open_event (or close_event where there is no start) of sessions")
    return Problem("no_session", target, message)


def are_added(target: str) -> Problem:
    """That the hours of a session have no scan that could be ruled on."""
    return Problem("not_scanned", target, N_("added hours can't be ruled on: strike them out and add them again"))


def are_confirmed(target: str) -> Problem:
    """That the hours of a session stay as they are."""
    return Problem("confirmed", target, N_("these hours are confirmed: strike out the confirmation first"))


def rule_faults(session: Session | None, target: str) -> list[Problem]:
    """What is wrong with a ruling: the event names no session, hours that were added, or confirmed ones."""
    if session is None:
        return [no_session(target)]
    if session.source is Source.TRANSFERRED:
        message = N_("hours of another school can't be ruled on here: strike them out, or ask that school")
        return [Problem("not_scanned", target, message)]
    if session.source is Source.CLAIMED:
        message = N_("hours of a claim can't be ruled on: strike out the judgement, and judge the claim anew")
        return [Problem("not_scanned", target, message)]
    if session.source is Source.ADDED:
        return [are_added(target)]
    if session.status in (Status.CONFIRMED, Status.PUBLICITY):
        return [are_confirmed(target)]
    return []


def confirm_faults(session: Session, activity: Activity, now: int) -> list[Problem]:
    """What is wrong with confirming at `now` (milliseconds): a badge that is nobody's, an objection that is not settled, still
    open, waiting for review, confirmed, or in the future."""
    if Flag.UNKNOWN_BADGE in session.flags:
        message = N_("it is not known whose badge this is: first give these scans to a volunteer")
        return [Problem("unknown_badge", session.key, message)]
    if Flag.OBJECTION in session.flags:
        message = N_("somebody objects to this session: correct it or not, then settle the objection")
        return [Problem("objection", session.key, message)]
    match session.status:
        case Status.OPEN:
            return [Problem("still_open", session.key, N_("the session is still open"))]
        case Status.NEEDS_REVIEW:
            return [Problem("needs_review", session.key, N_("the session waits for review: rule on it first"))]
        case Status.CONFIRMED:
            return [Problem("confirmed", session.key, N_("the hours are confirmed already"))]
        case Status.CLOSED | Status.PUBLICITY if lies_in_the_future(session, activity, now):
            message = N_("these hours lie in the future: put the time of the scans right, or wait until then")
            return [Problem("in_the_future", session.key, message)]
        case Status.CLOSED | Status.PUBLICITY:
            return []
