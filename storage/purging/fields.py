"""Where the desk keeps each personal field: who has something in it, and how it is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checkin.progress import counted
from checkin.rules.purges import PersonalField
from checkin.texts import _
from storage.disk.made_files import forget_made
from storage.people.consents import age
from storage.people.earlier_classes import forget_earlier
from storage.people.notes import KEEP_OUT_NOTES, forget_notes, noted
from storage.people.purged_marks import is_nameless
from storage.people.register import key_of
from storage.presence.held_scans import forget_card_texts
from storage.presence.unwritten_scans import forget_unwritten_card_texts
from storage.purging.unfinished import note_erasing
from storage.standard.receipts import forget_names
from storage.store import Store

_IN_REGISTER: Mapping[PersonalField, str] = {
    PersonalField.BIRTH: "birth",
    PersonalField.SEX: "sex",
    PersonalField.CARD: "card",
    PersonalField.NAME: "name",
    PersonalField.CLASS: "class_name",
}
_BESIDE: Mapping[PersonalField, str] = {PersonalField.GUARDIAN: "guardian_word", PersonalField.DIARY: "diary"}
"""Tables beside the register with rows about a volunteer, which go whole."""
_WITH_EARLIER_CLASSES = {PersonalField.NAME, PersonalField.CLASS}


def holders(store: Store, field: PersonalField) -> set[str]:
    """The keys of those of whom something is kept in a field. A telephone is kept of nobody."""
    if column := _IN_REGISTER.get(field):
        rows = store.connection.execute(f"SELECT key FROM person WHERE coalesce({column}, '') <> ''")
    elif table := _BESIDE.get(field):
        rows = store.connection.execute(f"SELECT DISTINCT volunteer FROM {table}")
    elif field is PersonalField.NOTE:
        return noted(store)
    else:
        return set()
    found = {row[0] for row in rows}
    if field is PersonalField.NAME:
        found |= {row[0] for row in store.connection.execute("SELECT volunteer FROM certificate WHERE content <> '{}'")}
    return found


def take_away(store: Store, removed: Mapping[str, Iterable[str]]) -> None:
    """Take these fields of these persons (keys) away, wherever the desk keeps them, and mark them as purged.

    Needs a transaction around it. Fields that only a newer version knows are marked.
    """
    cards = _cards(store, [one for one, fields in removed.items() if PersonalField.CARD in fields])
    minors = _minors(store, [one for one, fields in removed.items() if PersonalField.BIRTH in fields])
    store.register.purged.add(
        (one, field, minors.get(one) if field == PersonalField.BIRTH else None)
        for one, fields in removed.items()
        for field in fields
    )
    if cards:
        forget_card_texts(store, cards)
        forget_unwritten_card_texts(store.folder, cards)
    names = [found.name for one, fields in removed.items() if PersonalField.NAME in fields
             and (found := store.register.person(one)) is not None and not is_nameless(found)]  # fmt: skip
    known = (store.register.person(volunteer) for volunteer in counted(removed, _("people")))
    store.register.rewrite([person for person in known if person is not None])
    for table, field in ((table, field) for field, table in _BESIDE.items()):
        rows = [(one,) for one, fields in removed.items() if field in fields]
        store.connection.executemany(f"DELETE FROM {table} WHERE volunteer = ?", rows)
    # Which classes somebody was in before says who they are, almost as the name does.
    forget_earlier(store, (one for one, fields in removed.items() if {*fields} & _WITH_EARLIER_CLASSES))
    forget_notes(store, (one for one, fields in removed.items() if {*fields} & KEEP_OUT_NOTES))
    if removed:
        note_erasing(store.connection)
    named = [one for one, fields in removed.items() if PersonalField.NAME in fields]
    store.connection.executemany("UPDATE certificate SET content = '{}' WHERE volunteer = ?", ((one,) for one in named))
    if named:
        forget_names(store.connection, named)
        forget_made(store.folder, names)


def _cards(store: Store, volunteers: Iterable[str]) -> dict[str, str]:
    """The text of each card of these persons, with whose it is."""
    persons = (store.register.person(volunteer) for volunteer in volunteers)
    return {person.card: key_of(person) for person in persons if person is not None and person.card}


def _minors(store: Store, volunteers: Iterable[str]) -> dict[str, bool]:
    """Whether each of these persons whose birth date is known is a minor today, by the policy in force."""
    limit, today = store.policy().consent_age, store.today()
    persons = (store.register.person(volunteer) for volunteer in volunteers)
    return {key_of(one): age(one.birth, today) < limit for one in persons if one is not None and one.birth is not None}
