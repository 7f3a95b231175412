"""Somebody who is in no roster is registered on the spot and counts from then on."""

from __future__ import annotations

import pytest

from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.events import Link
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.activities.policies import set_policy
from storage.people.walk_in import WALK_IN_NUMBER, register_walk_in
from storage.record import record_of, whole_record
from storage.store import Store
from tests.storage.conftest import Scanner


def test_a_number_and_a_badge_at_once(store: Store, scan: Scanner) -> None:
    one = register_walk_in(store, "赵六", "家委会", "parent", Signature("li"))
    other = register_walk_in(store, "赵六")
    assert [p.number for p in (one, other)] == [f"W{store.identity.desk[:4]}-01", f"W{store.identity.desk[:4]}-02"]
    assert all(WALK_IN_NUMBER.fullmatch(p.number) for p in (one, other))
    badge = store.register.badge(f"FD/{one.number}")
    assert badge is not None and is_badge_number(badge)
    assert store.register.find("赵六 家委会") == [one]
    assert scan(one.number).kind == "opened"
    assert whole_record(store).kinds[f"FD/{one.number}"] == "parent"


def test_the_name_is_kept_as_a_roster_keeps_it(store: Store) -> None:
    person = register_walk_in(store, " 赵\u3000六\u202e\n", " 七 1班\t\x07")
    assert (person.name, person.class_name) == ("赵六", "七1班")
    assert register_walk_in(store, "Anna  Lee").name == "Anna Lee"


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("", "student", "missing_value"),
        (" \t\u200b ", "student", "missing_value"),
        ("长" * 201, "student", "name_too_long"),
        ("赵六", "学生", "bad_kind"),
    ],
)
def test_bad_values_register_nobody(store: Store, name: str, kind: str, code: str) -> None:
    before = store.connection.execute("SELECT (SELECT count(*) FROM log), (SELECT count(*) FROM person)").fetchone()
    with pytest.raises(Refused) as refused:
        register_walk_in(store, name, kind=kind)
    assert refused.value.problems[0].code == code
    after = store.connection.execute("SELECT (SELECT count(*) FROM log), (SELECT count(*) FROM person)").fetchone()
    assert after == before


def test_hours_of_a_walk_in_wait_where_the_policy_takes_everybody_for_a_minor(store: Store, scan: Scanner) -> None:
    """Nobody knows when they were born (domain §7); grown-ups need no consent."""
    grown_up = register_walk_in(store, "钱七", kind="parent")
    before = register_walk_in(store, "孙八")
    assert (scan(grown_up.number).flags, scan(before.number).flags) == ((), ())
    set_policy(store, {"unknown_birth_is_minor": True})
    for name, kind, flags in (("周九", "student", ("consent",)), ("吴十", "parent", ())):
        assert scan(register_walk_in(store, name, kind=kind).number).flags == flags


def test_a_walk_in_who_has_a_number_after_all(store: Store, scan: Scanner) -> None:
    person = register_walk_in(store, "张伟")
    scan(person.number, -30)
    scan("001", -10)
    store.ledger.record(Link(f"FD/{person.number}", "FD/001"), at=store.now())
    (session,) = record_of(store, "FD/001").of("FD/001")
    assert session.minutes == 20 and record_of(store, f"FD/{person.number}").of("FD/001") == (session,)
