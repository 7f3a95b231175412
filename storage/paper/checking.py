"""What the times of a row would change in the record, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checkin.rules.activities import Activity
from checkin.rules.events import PAPER, Direction, Event, Scan
from checkin.rules.identity import split
from checkin.rules.instants import local_time
from checkin.rules.makings import Makings
from checkin.rules.problems import N_, Problem
from checkin.rules.record import fold
from checkin.rules.sessions import Effect, Session
from storage.disk.ids import new_id
from storage.paper.row import ChangedScan
from storage.store import Store

_MINUTE = 60_000
_NOTHING = (Effect.DUPLICATE, Effect.ALREADY_IN, Effect.ALREADY_OUT)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a row would change. `times` would be recorded, each with its direction; `session` is on record already where
    the times add nothing to it; `changed_scans` would count differently; `problem` is what is wrong.
    """

    times: tuple[tuple[Direction, int], ...] = ()
    session: Session | None = None
    changed_scans: tuple[ChangedScan, ...] = ()
    problem: Problem | None = None


def consequence(
    store: Store,
    activity: Activity,
    volunteer: str,
    times: Sequence[tuple[Direction, int]],
    where: str,
    post: str | None = None,
) -> Consequence:
    """Fold the person's events with and without the times, taken at a post or at none. Times that are on record already are
    left out.
    """
    facts = store.ledger.facts()
    history = list(store.ledger.events_of(volunteer))
    before = fold(facts, history)
    new = [
        (_scan(store, activity, volunteer, direction, at, post), direction)
        for direction, at in times
        if not _is_recorded(history, before.effects, facts.makings, (activity.key, direction, at))
    ]
    after = fold(facts, [*history, *(event for event, _ in new)])
    effects = {event.id: after.effects.get(event.id, (Effect.DUPLICATE, "")) for event, _ in new}
    session = next(
        (s for s in after.of(facts.person(volunteer)) if s.key in {key for _, key in effects.values()}), None
    )
    kept = tuple((direction, event.at) for event, direction in new if effects[event.id][0] not in _NOTHING)
    if not kept:
        return Consequence(session=session or _session_at(before.of(facts.person(volunteer)), activity.key, times))
    scanned = {event.id: event.at for event in history}
    changed = tuple(
        ChangedScan(scanned[id_], was[0], after.effects.get(id_, was)[0])
        for id_, was in before.effects.items()
        if id_ in scanned and after.effects.get(id_, was)[0] is not was[0]
    )
    wrong = next((t for t in changed if not _is_right(t, kept, activity)), None)
    if wrong is None:
        return Consequence(kept, session, changed)
    message = N_(
        "does not fit the scan at {time} at the desk, which would count differently: leave the row out, or amend the scan"
    )
    values = {"time": f"{local_time(wrong.at, activity.zone):%H:%M}"}
    return Consequence(problem=Problem("against_a_scan", where, message, values))


def _scan(store: Store, activity: Activity, volunteer: str, direction: Direction, at: int, post: str | None) -> Event:
    body = Scan(activity.key, direction, PAPER, volunteer=volunteer, post=post)
    return Event(new_id(store.now()), at, split(activity.key)[0], store.ledger.desk, body)


def _is_recorded(
    history: Sequence[Event],
    effects: Mapping[str, tuple[Effect, str]],
    makings: Makings,
    entered: tuple[str, Direction, int],
) -> bool:
    """Whether this time (activity, direction, instant) was entered before, even if it was amended later. A time that was
    struck out may be entered again.
    """
    activity, direction, at = entered
    return any(
        isinstance(event.body, Scan)
        and event.id in effects
        and event.body.source == PAPER
        and event.body.direction == direction
        and makings.meant(event.body.activity, event.desk, event.id) == activity
        and event.at // _MINUTE == at // _MINUTE
        for event in history
    )


def _is_right(scan: ChangedScan, kept: Sequence[tuple[Direction, int]], activity: Activity) -> bool:
    """Whether a scan at the desk may count differently because of the sheet.

    It may where the scan found no check-in and is now the check-out of somebody who came while the desk was down. Any
    other change would let the paper overrule the desk.
    """
    if scan.after is not Effect.CLOSED or Direction.OUT in [direction for direction, _ in kept]:
        return False
    if scan.before is Effect.NO_CHECK_IN:
        return True
    nearer_to_the_end = (
        activity.start is None or activity.end is None or activity.end - scan.at < scan.at - activity.start
    )
    return scan.before is Effect.OPENED and nearer_to_the_end


def _session_at(sessions: Sequence[Session], activity: str, times: Sequence[tuple[Direction, int]]) -> Session | None:
    """The session of an activity that holds one of the times, else its last one."""
    there = [s for s in sessions if s.activity == activity]
    for session in there:
        if any(at // _MINUTE in ((session.start or 0) // _MINUTE, (session.end or 0) // _MINUTE) for _, at in times):
            return session
    return there[-1] if there else None
