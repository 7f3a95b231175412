"""Confirms the hours of sessions: they are frozen as they are now."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.rules.corrections import confirm_faults, rule_faults
from checkin.rules.events import Confirm, Event
from checkin.rules.problems import Refused
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature, with_note
from storage.record import record_of_all
from storage.store import Store
from storage.supervision.correcting import Correction, sessions_of


def confirm(store: Store, sessions: Sequence[Session], signed: Signature) -> list[Event]:
    """Freeze the hours of sessions, as they are now. Raises Refused with every one that can't be; then none is.

    Where the team's policy has a publicity period, a first call puts hours on the publicity list and a later one,
    when its working days are over, confirms them.
    """
    return list(confirm_all(store, sessions, signed).events)


def confirm_all(store: Store, sessions: Sequence[Session], signed: Signature) -> Correction:
    """Do as `confirm`, and return the correction with its changes."""
    from storage.activities.publicity import publicity_faults, stage_of

    signed = with_note(signed)
    with store.ledger.transaction():
        persons = {session.volunteer for session in sessions}
        # Another program may have corrected them since they were read.
        record = record_of_all(store, persons)
        current = {s.key: record.session(s.key) for s in sessions}
        facts, now = store.ledger.facts(), store.now()
        problems = [
            problem
            for key, s in current.items()
            for problem in (confirm_faults(s, facts.activity(s.activity), now) if s else rule_faults(None, key))
        ]
        ready = [s for s in current.values() if s is not None]
        problems += publicity_faults(store, ready)
        if problems:
            raise Refused(*problems)
        before = sessions_of(store, persons)
        bodies = (
            Confirm(s.key, s.volunteer, s.activity, s.minutes, s.policy, s.events, stage_of(store, s)) for s in ready
        )
        events = store.ledger.record_each([(body, signed) for body in bodies])
        return Correction(events, before, sessions_of(store, persons))
