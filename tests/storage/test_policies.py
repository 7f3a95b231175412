"""The team's policy: versions, from when they hold, and every bad value named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from checkin.rules.policies import SETTINGS, Policy
from checkin.rules.problems import Refused
from storage.activities.policies import set_policy, unreached_sessions
from storage.record import whole_record
from storage.store import Store
from tests.portions import share
from tests.storage.conftest import HOUR, Scanner

BAD: dict[str, list[Any]] = {
    "rounding": ["up", "", 1, None, ["floor"], True],
    "grid_minutes": [0, 7, "15", True, 1.5, None, [5]],
    "clamp_start": ["true", 1, 0, None],
    "clamp_end": ["yes", 1, None],
    "min_share_of_activity": [0, -0.1, 1.1, True, "half", None, [0.6]],
    "max_minutes_per_day": [0, -1, 1441, True, "480", 1.5, None],
    "max_pairs_per_day": [0, -1, 21, True, "2", 1.5, None],
    "bounce_seconds": [-1, 61, 2.5, True, "3", None],
    "min_session_minutes": [-1, 241, True, "5", None],
    "consent": ["no", "", 1, None, False],
    "consent_age": [-1, 31, True, "14", 13.5],
    "unknown_birth_is_minor": ["true", 1, None],
    "publicity_working_days": [1, 2, 10, -3, True, "3", None],
    "publicity_masks_names": ["no", 0, None],
    "redeem_added_hours": ["yes", 1, None],
    "credential_identity": ["", "birth date", None, True],
    "transferred": ["yes", 1, None, True],
    "max_claimed_minutes": [0, -1, 60_001, True, "600", 1.5, None],
    "max_claimed_minutes_per_year": [0, -1, 6_001, True, "600", 1.5, None],
    "claim_years": [0, -1, 21, True, "3", 1.5, None],
    "school_year_begins": ["", "9", "13-01", "02-30", "09-01-01", 901, None, False],
    "not_creditable_kinds": ["家长", ["pupil"], 3, [["parent"]], None, True],
}
GOOD: dict[str, list[tuple[Any, Any]]] = {
    "rounding": [("nearest", "nearest"), ("ceil", "ceil")],
    "grid_minutes": [(n, n) for n in (1, 5, 10, 15, 30, 60)],
    "clamp_start": [(True, True)],
    "clamp_end": [(True, True)],
    "min_share_of_activity": [(0.6, Decimal("0.6")), ("0.6", Decimal("0.6")), (1, Decimal(1)), (False, False)],
    "max_minutes_per_day": [(480, 480), (1, 1), (1440, 1440), (False, False)],
    "max_pairs_per_day": [(2, 2), (1, 1), (20, 20), (False, False)],
    "bounce_seconds": [(0, 0), (60, 60)],
    "min_session_minutes": [(0, 0), (240, 240)],
    "consent": [("refuse", "refuse"), ("ignore", "ignore")],
    "consent_age": [(0, 0), (18, 18)],
    "unknown_birth_is_minor": [(True, True)],
    "publicity_working_days": [(3, 3), (7, 7), (0, 0)],
    "publicity_masks_names": [(False, False)],
    "redeem_added_hours": [(True, True)],
    "transferred": [("apart", "apart"), ("count", "count")],
    "max_claimed_minutes": [(600, 600), (1, 1), (60_000, 60_000), (False, False)],
    "max_claimed_minutes_per_year": [(600, 600), (1, 1), (6_000, 6_000), (False, False)],
    "claim_years": [(1, 1), (20, 20), (False, False)],
    "school_year_begins": [("02-29", "02-29"), ("8-15", "08-15")],
    "credential_identity": [("number", "number"), ("hash", "hash")],
    "not_creditable_kinds": [("parent", ("parent",)), (["teacher", "parent"], ("parent", "teacher")), ([], ())],
}


def test_the_tables_here_name_every_setting() -> None:
    assert set(BAD) == set(GOOD) == set(SETTINGS)


@pytest.mark.parametrize("name", share(SETTINGS, 0, 2))
def test_bad_values_are_named_and_nothing_is_written(store: Store, name: str) -> None:
    before = store.connection.execute("SELECT count(*) FROM log").fetchone()
    for value in BAD[name]:
        with pytest.raises(Refused) as refused:
            set_policy(store, {name: value, "rounding": "ceil"} if name != "rounding" else {name: value})
        assert [(p.code, p.where) for p in refused.value.problems] == [("bad_setting", f"policy {name}")]
    assert store.connection.execute("SELECT count(*) FROM log").fetchone() == before
    assert store.policy() == Policy()


@pytest.mark.parametrize("name", share(SETTINGS, 1, 2))
def test_good_values_come_back_from_the_log(store: Store, name: str) -> None:
    for value, kept in GOOD[name]:
        assert getattr(set_policy(store, {name: value}), name) == kept
        assert getattr(store.policy(), name) == kept


def test_all_that_is_wrong_is_named_together(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        set_policy(store, {"grid_minutes": 7, "grid": 5, "version": 9, "rounding": "ceil"})
    assert {(p.code, p.where) for p in refused.value.problems} == {
        ("bad_setting", "policy grid_minutes"),
        ("unknown_setting", "policy grid"),
        ("unknown_setting", "policy version"),
    }


def test_each_change_is_a_version_and_keeps_the_rest(store: Store) -> None:
    assert [set_policy(store, s).version for s in ({"grid_minutes": 30}, {"rounding": "ceil"}, {})] == [2, 3, 4]
    assert (store.policy().grid_minutes, str(store.policy().rounding)) == (30, "ceil")


def test_a_session_is_counted_by_the_policy_at_its_start(store: Store, scan: Scanner) -> None:
    """001 came before the change, 002 after it."""
    scan("001", -55)
    set_policy(store, {"grid_minutes": 30}, since=store.now() - 50 * 60_000)
    scan("002", -45)
    scan("001", -1)
    scan("002", -1)
    assert {s.volunteer: (s.minutes, s.policy) for s in whole_record(store).sessions} == {
        "FD/001": (54, 1),
        "FD/002": (30, 2),
    }


def test_settings_that_bear_on_no_session_of_before_leave_none_behind(store: Store, scan: Scanner) -> None:
    scan("001", -55)
    scan("001", -1)
    said = {"transferred": "count", "claim_years": False, "consent_age": 12}
    assert [unreached_sessions(store, {name: value}) for name, value in said.items()] == [0, 0, 0]
    assert unreached_sessions(store, {"max_claimed_minutes_per_year": 600}) == 1


def test_what_holds_from_tomorrow_does_not_hold_today(store: Store) -> None:
    tomorrow = store.now() + 24 * HOUR
    set_policy(store, {"grid_minutes": 30}, since=tomorrow)
    assert store.policy() == Policy()
    assert store.ledger.facts().policy_at("FD", tomorrow).grid_minutes == 30
    assert store.ledger.facts().policy_at("XH", tomorrow) == Policy()


def test_a_change_today_keeps_what_was_set_for_tomorrow(store: Store) -> None:
    """Set: grid 30 from tomorrow; then ceil from now on; then the day limit from the day after tomorrow."""
    day = 24 * HOUR
    tomorrow = store.now() + day
    set_policy(store, {"grid_minutes": 30}, since=tomorrow)
    assert set_policy(store, {"rounding": "ceil"}) == store.policy()
    set_policy(store, {"max_minutes_per_day": 480}, since=tomorrow + day)
    facts = store.ledger.facts()
    told = [facts.policy_at("FD", at) for at in (store.now(), tomorrow, tomorrow + day)]
    assert [(str(p.rounding), p.grid_minutes, p.max_minutes_per_day) for p in told] == [
        ("ceil", 1, False),
        ("ceil", 30, False),
        ("ceil", 30, 480),
    ]
    assert len({p.version for p in told}) == 3


def test_a_change_from_an_earlier_day_keeps_what_was_set_since(store: Store) -> None:
    set_policy(store, {"grid_minutes": 30}, since=store.now() - HOUR)
    set_policy(store, {"rounding": "ceil"}, since=store.now() - 5 * HOUR)
    facts = store.ledger.facts()
    told = [facts.policy_at("FD", store.now() - hours * HOUR) for hours in (6, 3, 0)]
    assert [(str(p.rounding), p.grid_minutes) for p in told] == [("floor", 1), ("ceil", 1), ("ceil", 30)]
