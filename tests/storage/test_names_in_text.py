"""What is written for the record about somebody does not name them; a word that only holds the letters of a name does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED
from storage.people.names_in_text import is_named_in
from storage.people.person import Person
from storage.recognition.commendations import CommendationDraft, commend
from storage.recognition.giving import redeem
from storage.store import Store
from storage.things.naming import named_thing

LI = Person("FD", "004", "Li", "七2班")
LI_KEY = "FD/004"


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Li", "Library card", False),
        ("Li", "a card for LI", True),
        ("Anna Lee", "ANNALEE's book", True),
        ("Ana", "banana", False),
        ("张伟", "给张 伟的书", True),
        ("张伟", "张大伟", False),
        ("张", "张灯结彩", False),
        ("", "book", False),
    ],
)
def test_a_name_in_a_text(name: str, text: str, named: bool) -> None:
    assert is_named_in(name, text) == named


def test_a_service_a_title_and_a_thing_ask_alike(store: Store) -> None:
    with store.ledger.transaction():
        store.register.write([LI])

    def said(deed: Callable[[], object]) -> list[str]:
        with pytest.raises(Refused) as told:
            deed()
        return [one.code for one in told.value.problems]

    def praise(title: str, by: str) -> CommendationDraft:
        return CommendationDraft("row 1", LI_KEY, title, by, store.today())

    assert said(lambda: redeem(store, LI_KEY, 30, "Library card", UNSIGNED)) == ["not_covered"]
    assert said(lambda: redeem(store, LI_KEY, 30, "card of li", UNSIGNED)) == ["names_somebody"]
    commend(store, praise("Light of the year", "Library"), UNSIGNED)
    assert said(lambda: commend(store, praise("Best", "class of Li"), UNSIGNED)) == ["names_somebody"]
    assert named_thing("light", None, LI.name) == ("light", None)
    assert said(lambda: named_thing("vest LI", None, LI.name)) == ["names_somebody"]
