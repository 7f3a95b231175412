"""The volunteers who need a guardian's consent: by age, by the day of the birthday."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.events import ConsentState
from checkin.rules.policies import Policy
from checkin.rules.signature import UNSIGNED
from storage.people.consents import age, bring_up_to_date, needed_state
from storage.people.person import Person
from storage.store import Store
from tests.storage.conftest import PEOPLE


@pytest.mark.parametrize(
    ("birth", "today", "years"),
    [
        ("2012-03-05", "2026-03-04", 13),
        ("2012-03-05", "2026-03-05", 14),
        ("2012-02-29", "2026-02-28", 13),
        ("2012-02-29", "2026-03-01", 14),
        ("2026-03-05", "2026-03-05", 0),
    ],
)
def test_full_years(birth: str, today: str, years: int) -> None:
    assert age(date.fromisoformat(birth), date.fromisoformat(today)) == years


@pytest.mark.parametrize(
    ("kind", "birth", "consent", "unknown_is_minor", "state"),
    [
        ("student", "2012-03-06", None, False, "missing"),
        ("student", "2012-03-06", False, False, "missing"),
        ("student", "2012-03-06", True, False, "given"),
        ("student", "2012-03-05", None, False, "not_needed"),
        ("student", None, None, False, "not_needed"),
        ("student", None, None, True, "missing"),
        ("student", None, True, True, "given"),
        ("teacher", None, None, True, "not_needed"),
        ("parent", None, None, True, "not_needed"),
    ],
)
def test_what_is_needed(kind: str, birth: str | None, consent: bool | None, unknown_is_minor: bool, state: str) -> None:
    born = date.fromisoformat(birth) if birth else None
    person = Person("FD", "001", "张伟", "七1班", kind, birth=born, consent=consent)
    policy = Policy(unknown_birth_is_minor=unknown_is_minor)
    assert needed_state(person, policy, date(2026, 3, 5)) is ConsentState(state)


def test_nothing_is_said_twice(store: Store) -> None:
    person = Person("FD", "001", "张伟", "七1班", birth=date(2020, 1, 2))
    assert bring_up_to_date(store, [person, *PEOPLE[1:]], UNSIGNED) == 1
    assert bring_up_to_date(store, [person, *PEOPLE[1:]], UNSIGNED) == 0
