"""Who waited for a guardian's consent and is no minor any more: by the day, at the desk that keeps the dates of birth.

Without this they would wait until the next list or policy.
"""

from __future__ import annotations

from datetime import date

from checkin.rules.events import Consent, ConsentState, Kind
from checkin.rules.policies import Policy
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.disk import sqlite
from storage.disk.schema import NO_SCANS
from storage.people.ages import birthday
from storage.people.consents import consent_states
from storage.people.person import Person
from storage.store import Store

_MISSING = f"kind = '{Kind.CONSENT}' AND {NO_SCANS} AND state = '{ConsentState.MISSING}'"
_WAITED = (
    f"SELECT volunteer FROM log WHERE {_MISSING} UNION SELECT volunteer FROM kit_event WHERE {_MISSING} "
    "INTERSECT SELECT key FROM person WHERE birth IS NOT NULL OR age_until IS NOT NULL"
)


def release_grown_up(store: Store, operator: str | None) -> int:
    """Record that no consent is needed any more of those who are old enough by today; returns of how many.

    It is done by the way, as a desk opens or scans come in: a record that can't be written is told by those.
    """
    try:
        return _released(store, operator)
    except (Refused, OSError, sqlite.Error):
        return 0


def _released(store: Store, operator: str | None) -> int:
    waited = [key for (key,) in store.connection.execute(_WAITED)]
    if not waited:
        return 0
    policy, today = store.policy(), store.today()
    persons = ((one, store.register.person(one)) for one in waited)
    old_enough = [one for one, person in persons if person is not None and _is_old_enough(person, policy, today)]
    if not old_enough:
        return 0
    with store.ledger.transaction():
        states = consent_states(store)
        changes = [
            Consent(one, ConsentState.NOT_NEEDED) for one in old_enough if states.get(one) is ConsentState.MISSING
        ]
        store.ledger.record_all(changes, signed=Signature(operator))
    return len(changes)


def _is_old_enough(person: Person, policy: Policy, today: date) -> bool:
    """At a desk made from a kit, where the age class ends with the age of consent, by the day on which it changes."""
    if person.birth is not None:
        return today >= birthday(person.birth, policy.consent_age)
    return person.age_under == policy.consent_age and person.age_until is not None and today >= person.age_until
