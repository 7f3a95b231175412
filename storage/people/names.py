"""Names of persons also by the key under which another number of theirs counts (a link says so)."""

from __future__ import annotations

from storage.people.person import Person
from storage.store import Store


def person_by_any_number(store: Store, volunteer: str) -> Person | None:
    """The person of a key; where the register does not have it, a person whose number counts under this key.

    None for an unknown badge.
    """
    person = store.register.person(volunteer)
    if person is not None or "/" not in volunteer:
        return person
    others = sorted(one for one, same in store.ledger.facts().same.items() if same == volunteer)
    return next((found for one in others if (found := store.register.person(one)) is not None), None)


def names_by_any_number(store: Store) -> dict[str, tuple[str, str, str]]:
    """`(name, class, kind)` by key, as `Register.names` gives them, and also by the keys
    under which other numbers count.
    """
    names = store.register.names()
    counted = {
        same: names[one] for one, same in sorted(store.ledger.facts().same.items(), reverse=True) if one in names
    }
    return {**counted, **names}
