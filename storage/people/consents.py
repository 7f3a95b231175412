"""Which volunteers need a guardian's consent, and which have it: from the roster into the log (design §6, domain §7).

Birth dates stay in the register of the desk that read the roster. The log, and so every other desk, only gets the
state: missing, given, withdrawn or not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from checkin.rules.consent import consent_history
from checkin.rules.events import Consent, ConsentState, Event
from checkin.rules.policies import Policy
from checkin.rules.signature import Signature
from checkin.rules.standing import standing
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store


def bring_up_to_date(store: Store, persons: Iterable[Person], signed: Signature) -> int:
    """Record what changed in the consent of these persons; returns how many changes. Does
    nothing at a desk without birth dates.
    """
    changes = consent_changes(store, persons)
    store.ledger.record_all(changes, signed=signed)
    return len(changes)


def consent_changes(store: Store, persons: Iterable[Person]) -> list[Consent]:
    """What is to be recorded of the consent of these persons."""
    if not store.identity.first:
        return []
    states = consent_states(store)
    policy = store.policy()
    today, purged = store.today(), store.register.purged.age_classes()
    changes: list[Consent] = []
    for person in persons:
        volunteer = key_of(person)
        before = states.get(volunteer, ConsentState.NOT_NEEDED)
        if volunteer in purged:
            state = _state_that_holds(person, before, was_minor=bool(purged[volunteer]))
        else:
            state = needed_state(person, policy, today)
        if state is ConsentState.MISSING and before in (ConsentState.GIVEN, ConsentState.WITHDRAWN):
            # A roster that says nothing of it undoes nothing that was said by hand, perhaps at another desk.
            state = before if person.consent is None else ConsentState.WITHDRAWN
        if state is not before:
            changes.append(Consent(volunteer, state))
    return changes


def hold_for_consent(store: Store, person: Person, signed: Signature) -> None:
    """Record whether the hours of a person who was registered on the spot wait for a guardian's consent."""
    at = store.now()
    policy = store.ledger.facts().policy_at(store.identity.team, at)
    today = store.today()
    if needed_state(person, policy, today) is ConsentState.MISSING:
        store.ledger.record(Consent(key_of(person), ConsentState.MISSING), at=at, signed=signed)


def needed_state(person: Person, policy: Policy, today: date) -> ConsentState:
    """Given where the roster says so; else missing for a minor; else not needed.

    A minor is younger than `consent_age` years. Without a birth date, a student is a minor where the policy says so.
    """
    if person.consent:
        return ConsentState.GIVEN
    if person.birth is None:
        minor = policy.unknown_birth_is_minor and person.kind == "student"
    else:
        minor = age(person.birth, today) < policy.consent_age
    return ConsentState.MISSING if minor else ConsentState.NOT_NEEDED


def _state_that_holds(person: Person, before: ConsentState, *, was_minor: bool) -> ConsentState:
    """The state of a person whose birth date was purged: the last one holds, with the age class of then, whatever the policy
    says of unknown birth dates. Only what a guardian says anew changes it.
    """
    if person.consent:
        return ConsentState.GIVEN
    withdrawn = person.consent is False and before is ConsentState.GIVEN and was_minor
    return ConsentState.WITHDRAWN if withdrawn else before


def age(birth: date, today: date) -> int:
    """The age on the day `today` in full years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def consent_states(store: Store) -> dict[str, ConsentState]:
    """The last recorded consent state by number (a key), for those that have one; see `consent_of_persons`."""
    return _current(_consents(store), lambda number: number)


def consent_of_persons(store: Store) -> dict[str, ConsentState]:
    """The consent state of every person who has one, by each of their keys: several numbers are one person."""
    facts = store.ledger.facts()
    states = _current(_consents(store), facts.person)
    return {number: state for person, state in states.items() for number in facts.numbers_of(person)}


def settle_linked(store: Store, volunteer: str, signed: Signature) -> None:
    """After a link: whoever is no minor, by the number that stands, needs no consent for the other numbers either.

    Does nothing at a desk without birth dates, where two of the numbers have different ones, and where those that were
    known were purged: then the last state of each holds.
    """
    facts, states = store.ledger.facts(), consent_states(store)
    numbers = facts.numbers_of(volunteer)
    known = [person for one in numbers if (person := store.register.person(one)) is not None]
    births = {person.birth for person in known if person.birth is not None}
    was_purged = not births and not store.register.purged.age_classes().keys().isdisjoint(numbers)
    if not store.identity.first or not known or len(births) > 1 or was_purged:
        return
    person = known[0]._replace(birth=next(iter(births), None))
    policy = store.policy()
    if needed_state(person, policy, store.today()) is not ConsentState.NOT_NEEDED:
        return
    for number in numbers:
        if states.get(number) is ConsentState.MISSING:
            store.ledger.record(Consent(number, ConsentState.NOT_NEEDED), signed=signed)


def _consents(store: Store) -> list[Event]:
    return standing(store.ledger.queries.of_kind("consent"))


def _current(events: Iterable[Event], whose: Callable[[str], str]) -> dict[str, ConsentState]:
    by_person: dict[str, list[Event]] = {}
    for event in events:
        if isinstance(event.body, Consent):
            by_person.setdefault(whose(event.body.volunteer), []).append(event)
    return {person: consent_history(theirs).current for person, theirs in by_person.items()}
