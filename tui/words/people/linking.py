"""Two numbers of one person, in words: for commands and for the screen."""

from __future__ import annotations

from checkin.rules.facts import Facts
from checkin.rules.identity import within
from checkin.texts import _, enumerated
from checkin.words import person_kind_word
from storage.people.linking import Joining
from storage.people.person import Person
from tui.words.cells import plain


def linked_text(facts: Facts, volunteer: str, own_team: str) -> str:
    """`= 012` beside a number that another one stands for, `= W3f2a-01, 013` beside the one that stands; else empty."""
    stands, *others = facts.numbers_of(volunteer)
    shown = others if stands == volunteer else [stands]
    return "= " + enumerated(within(one, own_team) for one in shown) if shown else ""


def joining_lines(joining: Joining, own_team: str) -> list[str]:
    """Who becomes one person, and what the roster says of them otherwise."""
    lines = [_("One person from now on, counted under {number}:").format(number=within(joining.numbers[0], own_team))]
    lines += [f"  {_row(person)}" for person in joining.persons]
    differs = (
        (joining.other_name, _("The names differ.")),
        (joining.other_class, _("The classes differ.")),
        (joining.other_kind, _("The kinds differ: that of the number that stands counts.")),
    )
    return lines + [text for is_so, text in differs if is_so]


def _row(person: Person) -> str:
    parts = (person.number, plain(person.name), plain(person.class_name), person_kind_word(person.kind))
    return "  ".join(part for part in parts if part)
