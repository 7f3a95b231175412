"""`hourdesk roster list` and `find`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checkin.rules.badge_numbers import grouped
from checkin.rules.facts import Facts
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _
from checkin.words import person_kind_word
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import finish, message
from tui.words.cells import plain
from tui.words.people.linking import linked_text


@examples(N_("hourdesk roster list"))
@command("list", N_("List everybody who is in the roster."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """Print the register, by class and number; who left is not in it."""
    with choice.open() as store:
        persons, badges = store.register.persons(with_leavers=False), store.register.badges()
        team, facts = store.identity.team, store.ledger.facts()
    _print(persons, badges, team, facts, as_json)
    if not persons:
        message(_("The roster is empty: bring one in with hourdesk roster import."))


@examples(N_("hourdesk roster find zw"), N_("hourdesk roster find 7-1"))
@command("find", N_("Find people by a part of the name, its pinyin or initials, a number or a class."))
@argument("text", nargs=-1, required=True)
@options.json_option
@pass_desk
def find(choice: DeskChoice, text: tuple[str, ...], as_json: bool) -> None:
    """Print the people whose name, pinyin, initials, number or class fits the text."""
    with choice.open() as store:
        persons, badges = find_people(store, " ".join(text)), store.register.badges()
        team, facts = store.identity.team, store.ledger.facts()
    _print(persons, badges, team, facts, as_json)
    if not persons:
        message(_("Nobody in the roster fits “{text}”.").format(text=plain(" ".join(text))))
    finish(refused=not persons)


def _print(persons: Sequence[Person], badges: Mapping[str, str], own_team: str, facts: Facts, as_json: bool) -> None:
    columns: list[Column[Person]] = [
        Column("", lambda person: person.number if person.team == own_team else key_of(person)),
        Column("", lambda person: person.name),
        Column("", lambda person: person.class_name),
        Column("", lambda person: person_kind_word(person.kind)),
        Column("", lambda person: grouped(badges.get(key_of(person), ""))),
    ]
    if facts.same:
        columns.append(Column("", lambda person: linked_text(facts, key_of(person), own_team)))

    def listed(person: Person) -> dict[str, Any]:
        stands = facts.person(key_of(person))
        linked = {} if stands == key_of(person) else {"same_as": within(stands, own_team)}
        return {**object_of(person, badges.get(key_of(person))), **linked}

    show(persons, columns, listed, as_json=as_json)


def object_of(person: Person, badge: str | None) -> dict[str, Any]:
    """A person as a JSON object of the contract (design §7)."""
    return {
        "team": person.team,
        "number": person.number,
        "name": person.name,
        "class": person.class_name,
        "kind": person.kind,
        "badge": badge,
        "card": person.card,
        "consent": person.consent,
    }
