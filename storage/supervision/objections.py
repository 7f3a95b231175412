"""Objections to sessions: recorded as events, shown on the session, settled by a supervisor (domain §2).

The volunteer may report an error, the team verifies and corrects it. The objection stays in the log; a supervisor
settles it by striking it out with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.corrections import no_session
from checkin.rules.events import Event, Objection
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature, with_reason
from checkin.rules.standing import standing
from storage.disk.ids import check_id
from storage.record import record_of, whole_record
from storage.store import Store
from storage.supervision.corrections import Correction, find_event, void


@dataclass(frozen=True, slots=True)
class OpenObjection:
    """An objection that is not settled. `session` is None where its events open no session any longer."""

    event: Event
    volunteer: str
    session: Session | None


def raise_objection(store: Store, target: str, signed: Signature) -> Event:
    """Record that somebody objects to the session that an event names. Raises Refused where it names none."""
    with store.ledger.transaction():
        found = find_event(store, target)
        session = _session_of(store, found)
        if session is None:
            raise Refused(no_session(target))
        if "/" not in session.volunteer:
            message = N_(
                "it is not known whose badge this is: first give the scan to a volunteer with amend --volunteer"
            )
            raise refuse("unknown_badge", target, message)
        return store.ledger.record(Objection(session.key, session.volunteer), signed=with_reason(signed))


def settle(store: Store, objection: str, signed: Signature) -> Correction:
    """Settle an objection, with or without a correction. Raises Refused where the event is no
    objection, or it is settled already.
    """
    with store.ledger.transaction():
        (event,) = store.ledger.queries.by_ids({check_id(objection)}) or (None,)
        if event is None or not isinstance(event.body, Objection):
            message = N_("this is no objection: take its event from hourdesk objection list")
            raise Refused(Problem("no_objection", objection, message))
        return void(store, event.id, signed)


def open_objections(store: Store, activity: str | None = None) -> list[OpenObjection]:
    """All objections that are not settled, or those of one activity (its key), the oldest first."""
    events = store.ledger.queries.of_kind("objection")
    found = []
    for event in standing(events):
        body = event.body
        if isinstance(body, Objection):
            session = record_of(store, body.volunteer).session(body.target)
            if activity is None or (session is not None and session.activity == activity):
                found.append(OpenObjection(event, body.volunteer, session))
    return found


def _session_of(store: Store, event: Event) -> Session | None:
    """The session that an event opened or closed, in the record of the person to whom it belongs now."""
    person = getattr(event.body, "volunteer", None)
    record = record_of(store, person) if person else whole_record(store)
    own = next((s for s in record.sessions if event.id in (s.key, s.close_event)), None)
    if own is None and person:
        # The scan was given to somebody else since.
        own = next((s for s in whole_record(store).sessions if event.id in (s.key, s.close_event)), None)
    return own
