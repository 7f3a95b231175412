"""A guardian's consent that comes in by hand, for one person or a whole class (design §4, domain §7).

The log gets the state. The words of the guardian are kept beside it, so that they can be purged. The register gets the
state too, so that the next roster does not undo it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.rules.events import Consent, ConsentState
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from storage.people.consents import consent_of_persons
from storage.people.known import known_persons
from storage.people.named import persons_named
from storage.people.person import Person
from storage.people.register import key_of
from storage.people.spelling import clean_text
from storage.store import Store
from storage.supervision.correcting import Correction, sessions_of

LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class PersonWithoutConsent:
    """A person whose consent is missing or was withdrawn."""

    person: Person
    state: ConsentState


def persons_without_consent(store: Store, class_name: str | None = None) -> list[PersonWithoutConsent]:
    """The persons whose consent is missing or withdrawn, of one class or all, by class and number.

    Raises Refused where nobody is in such a class.
    """
    states = consent_of_persons(store)
    lacks = (ConsentState.MISSING, ConsentState.WITHDRAWN)
    persons = persons_named(store, class_name=class_name, everybody=class_name is None)
    return [
        PersonWithoutConsent(person, states[key_of(person)])
        for person in persons
        if states.get(key_of(person)) in lacks
    ]


def missing_in_class(store: Store, class_name: str) -> list[str]:
    """The keys of a class's volunteers whose consent is missing, for a class that hands in all consents together.

    A withdrawn consent is not among them: it must be given again for that person. Raises Refused
    where nobody is in such a class.
    """
    lacking = persons_without_consent(store, class_name)
    return [key_of(one.person) for one in lacking if one.state is ConsentState.MISSING]


def give_consent(store: Store, volunteers: Sequence[str], who: str, signed: Signature) -> Correction:
    """Record that the guardians of these volunteers consent: held hours are released.
    Volunteers with consent are left out.
    """
    return _say(store, volunteers, ConsentState.GIVEN, who, signed)


def withdraw_consent(store: Store, volunteers: Sequence[str], who: str, signed: Signature) -> Correction:
    """Record that consent was withdrawn: sessions that begin from now on are held, earlier ones stay as they are."""
    return _say(store, volunteers, ConsentState.WITHDRAWN, who, signed)


def _say(store: Store, volunteers: Sequence[str], state: ConsentState, who: str, signed: Signature) -> Correction:
    words = clean_text(who)
    if len(words) > LONGEST_WORD:
        raise refuse("too_long", "--who", N_("write at most {most} characters"), most=LONGEST_WORD)
    with store.ledger.transaction():
        wanted = [key_of(person) for person in known_persons(store, volunteers, "--number")]
        states = consent_of_persons(store)
        changed = [one for one in wanted if states.get(one) is not state]
        before = sessions_of(store, changed)
        at = store.now()
        events = store.ledger.record_each([(Consent(one, state), signed) for one in changed], at=at)
        store.register.set_consent(changed, given=state is ConsentState.GIVEN)
        if words:
            store.connection.executemany(
                "INSERT INTO guardian_word (volunteer, state, who, written_by, written_at) VALUES (?, ?, ?, ?, ?)",
                [(one, str(state), words, signed.operator, at) for one in changed],
            )
        return Correction(events, before, sessions_of(store, changed))
