"""A teacher checks a whole class in or out, and vouches for it by name (整班签到, 整班签退)."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.desk import Desk
from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.decide import Arrival
from checkin.rules.events import VOUCHED, Direction, Event, Scan
from checkin.rules.identity import split
from checkin.rules.instants import local_time
from checkin.rules.on_site import ended_without_check_out
from checkin.rules.outcomes import Outcome
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.record import Record
from checkin.rules.sessions import Flag
from checkin.rules.signature import Signature
from checkin.rules.standing import standing
from checkin.rules.wrong_times import another_day, in_the_future
from storage.disk.ids import new_id
from storage.log.event_queries import whole_events
from storage.people.known import named_person, unknown_persons
from storage.people.person import Person
from storage.record import record_in
from storage.store import Store

TEACHER = "teacher"


def vouch(
    store: Store,
    activity: str,
    volunteers: Sequence[str],
    direction: Direction,
    vouched_by: str,
    signed: Signature,
    at: int | None = None,
    post: str | None = None,
) -> list[Outcome]:
    """Check volunteers (keys) in or out of an activity (its key) at one instant (now, or `at`), all in one commit; at the post
    of this code, or at none.

    Each of them is decided on like any scan; returns the outcomes in the same order. Raises Refused, and
    writes nothing, where the teacher is in no register or is one of the volunteers, where `volunteers` is
    empty, where the time is not possible, and for the check-out of a volunteer who forgot it on an earlier day.
    """
    with store.ledger.transaction():
        taken = store.now()
        when = taken if at is None else at
        problems = voucher_faults(store, vouched_by, volunteers)
        if at is not None and not problems:
            problems = _time_faults(store, store.ledger.facts().activity(activity), volunteers, at, taken)
        if not volunteers:
            problems.append(Problem("nobody", "", N_("nobody is chosen: there is nothing to record")))
        if direction is Direction.OUT and not problems:
            problems = _forgotten_faults(store, store.ledger.facts().activity(activity), volunteers, when)
        if problems:
            raise Refused(*problems)
        desk = Desk(store.ledger, signed.operator)
        return [
            desk.scan(Arrival(new_id(taken), when, "", activity, direction, VOUCHED, volunteer, vouched_by, post=post))
            for volunteer in dict.fromkeys(volunteers)
        ]


def find_voucher(store: Store, number: str) -> Person:
    """The person of a number (or key) who vouches. Raises Refused where the register has nobody of this number."""
    return named_person(store, number, "--teacher")


def voucher_note(person: Person, where: str = "") -> Problem | None:
    """A note where the person who vouches is no teacher. It is allowed, for a parent may lead a class."""
    if person.kind == TEACHER:
        return None
    message = N_("{name} ({number}) is not a teacher in the roster; it is still recorded under this name")
    return Problem("no_teacher", where, message, {"name": person.name, "number": person.number})


def voucher_faults(store: Store, vouched_by: str, volunteers: Sequence[str]) -> list[Problem]:
    """The reasons why a person can't vouch: they are in no register, or they are one of
    `volunteers`, also by a linked number.
    """
    unknown = unknown_persons(store, [vouched_by], "--teacher")
    if unknown:
        return unknown
    if is_among(store, vouched_by, volunteers):
        message = N_(
            "a teacher can't check themselves in or out: leave the teacher out of the list, or name another teacher"
        )
        return [Problem("own_word", "--teacher", message)]
    return []


def is_among(store: Store, vouched_by: str, volunteers: Sequence[str]) -> bool:
    """Whether the person who vouches is one of the volunteers, also by a linked number."""
    person = store.ledger.facts().person
    return person(vouched_by) in map(person, volunteers)


def vouched_together(store: Store, event: Event) -> list[Event]:
    """The scans that one entry of a class made, `event` among them, without those that were struck out; empty where
    `event` is no scan that somebody vouched for.
    """
    scan = event.body
    if not isinstance(scan, Scan) or scan.source != VOUCHED:
        return []
    rows = store.connection.execute(
        "SELECT raw FROM log WHERE activity = ? AND desk = ? AND kind = 'scan' AND at = ? AND source = ? AND direction = ?",
        (scan.activity, event.desk, event.at, VOUCHED, scan.direction),
    )
    found = list(whole_events(rows))
    wanted = {one.id for one in found}
    return [one for one in standing(store.ledger.queries.completed(found)) if one.id in wanted]


def _time_faults(store: Store, activity: Activity, volunteers: Sequence[str], at: int, taken: int) -> list[Problem]:
    """A problem for each person who was scanned after `at`, for that scan would count differently then.

    Raises Refused where `at` is in the future, or on no planned day of the activity.
    """
    if at > taken:
        raise Refused(in_the_future("--at"))
    day, planned = local_days(activity.timezone).day(at), planned_days(activity)
    if planned is None or not planned[0] <= day <= planned[1]:
        raise Refused(another_day("--at", day))
    last = _last_times(record_in(store, activity.key), activity.key)
    message = N_("was scanned at {time}, after that: leave this person out, or choose a later time")
    return [
        Problem("scanned_later", split(one)[1], message, {"time": f"{local_time(last[one], activity.zone):%H:%M}"})
        for one in map(store.ledger.facts().person, dict.fromkeys(volunteers))
        if last.get(one, at) > at
    ]


def _forgotten_faults(store: Store, activity: Activity, volunteers: Sequence[str], at: int) -> list[Problem]:
    """A check-out for a session that midnight has ended would only make a second row; that session waits for a person."""
    wanted = {store.ledger.facts().person(one) for one in volunteers}
    last = {s.volunteer: s for s in record_in(store, activity.key).sessions if s.activity == activity.key}
    message = N_("checked in at {time} and never out: this waits for review; leave this person out")
    return [
        Problem(
            "forgotten", split(one)[1], message, {"time": f"{local_time(session.start, activity.zone):%Y-%m-%d %H:%M}"}
        )
        for one, session in last.items()
        if one in wanted
        and session.start is not None
        and ended_without_check_out(session, activity, at) in (Flag.MIDNIGHT, Flag.TOO_LONG)
    ]


def _last_times(record: Record, activity: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for session in record.sessions:
        if session.activity == activity:
            times = [t for t in (session.start, session.end) if t is not None]
            found[session.volunteer] = max([found.get(session.volunteer, 0), *times])
    return found
