"""A whole class checked in or out at one moment, because its teacher says so (「带队老师代签」)."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.desk import Desk
from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.decide import Arrival
from checkin.rules.events import VOUCHED, Direction
from checkin.rules.instants import moment
from checkin.rules.outcomes import Outcome
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.record import Record
from storage.board import record_in
from storage.ids import new_id
from storage.moment import now
from storage.store import Store
from storage.vouchers import find_voucher, is_same


def check_group(
    store: Store,
    activity: Activity,
    volunteers: Sequence[str],
    direction: Direction,
    voucher: str,
    operator: str | None,
    at: int | None = None,
) -> list[Outcome]:
    """Check these persons (keys) in or out in one transaction, all at one moment (now, or `at`); what each came to.

    `voucher` is the key of the person who stands for it. Raises Refused with all that is wrong, and then nothing is written.
    """
    with store.ledger.transaction():
        taken = now()
        problems = _faults(store, activity, volunteers, voucher)
        if at is not None:
            problems += _time_faults(store, activity, volunteers, at, taken)
        if problems:
            raise Refused(*problems)
        desk = Desk(store.ledger, operator)
        moment_of_all = taken if at is None else at
        return [
            desk.scan(
                Arrival(
                    new_id(), moment_of_all, "", activity.key, direction, VOUCHED, volunteer=one, vouched_by=voucher
                )
            )
            for one in dict.fromkeys(volunteers)
        ]


def _faults(store: Store, activity: Activity, volunteers: Sequence[str], voucher: str) -> list[Problem]:
    teacher = find_voucher(store, voucher)
    if not volunteers:
        raise refuse("nobody_chosen", activity.code, N_("nobody is left to check in or out: choose somebody"))
    if any(is_same(store, teacher, one) for one in volunteers):
        message = N_("{name} stands for the others: scan the own badge, or name another teacher")
        return [Problem("vouches_for_themself", teacher.number, message, {"name": teacher.name})]
    return []


def _time_faults(store: Store, activity: Activity, volunteers: Sequence[str], at: int, taken: int) -> list[Problem]:
    """A moment in the past must be one of the activity, and nobody may have been scanned after it, for that scan would
    count differently then."""
    if at > taken:
        raise refuse("in_the_future", "--at", N_("this time is in the future; write when it happened"))
    day, planned = local_days(activity.timezone).day(at), planned_days(activity)
    if planned is None or not planned[0] <= day <= planned[1]:
        message = N_("{day} is another day than the activity's")
        raise refuse("another_day", "--at", message, day=day.isoformat())
    last = _last_times(record_in(store, activity.key), activity.key)
    message = N_("was scanned at {time}, after that: leave this person out, or choose a later time")
    return [
        Problem("scanned_later", one.partition("/")[2], message, {"time": f"{moment(last[one], activity.zone):%H:%M}"})
        for one in map(store.ledger.facts().person, dict.fromkeys(volunteers))
        if last.get(one, at) > at
    ]


def _last_times(record: Record, activity: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for session in record.sessions:
        if session.activity == activity:
            times = [t for t in (session.start, session.end) if t is not None]
            found[session.volunteer] = max([found.get(session.volunteer, 0), *times])
    return found
