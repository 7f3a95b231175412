"""A list comes in while the desk is at work: what takes long comes before the record is locked, and what comes meanwhile counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.log import ledger
from storage.people.walk_in import register_walk_in
from storage.roster import importing
from storage.roster.bringing import prepared
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.store import Store, open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

PEOPLE = 20


@pytest.fixture
def new_class(tmp_path: Path) -> Path:
    file = tmp_path / "new.csv"
    rows = "".join(f"{n},学生{n},七4班,学生,2020-01-{n - 489}\n" for n in range(500, 500 + PEOPLE))
    file.write_text("学号,姓名,班级,人员类别,出生日期\n" + rows, "utf-8")
    return file


@pytest.fixture
def beside(data: Path, clock: StandingClock) -> Callable[[], Any]:
    """The record as another process has it open, which waits for no lock."""

    @contextmanager
    def opened() -> Iterator[Store]:
        with open_store(data, clock.clock) as store:
            store.connection.execute("PRAGMA busy_timeout = 0")
            yield store

    return opened


def before_each(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, do: Callable[[], None], times: int = 1
) -> None:
    """Do something before a function is called, so many times."""
    real, left = getattr(module, name), [times]

    def first(*values: Any, **named: Any) -> Any:
        if left[0]:
            left[0] -= 1
            do()
        return real(*values, **named)

    monkeypatch.setattr(module, name, first)


def scan(store: Store, badge: str) -> None:
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), badge, "FD/A1"))


def test_scans_go_on_while_people_are_compared_badges_minted_and_events_chained(
    desk: Run, new_class: Path, beside: Any, badge: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scans = list[str]()

    def one(where: str) -> Callable[[], None]:
        def now() -> None:
            with beside() as store:
                scan(store, badge("001"))
            scans.append(where)

        return now

    before_each(monkeypatch, prepared, "planned", one("planned"))
    before_each(monkeypatch, prepared, "mint", one("mint"), times=PEOPLE)
    before_each(monkeypatch, prepared, "consent_changes", one("consents"))
    before_each(monkeypatch, ledger, "chain_all", one("chain"))
    assert desk("roster", "import", new_class, "--add").lines[-1] == f"{PEOPLE} new badge numbers"
    assert [scans.count(where) for where in ("planned", "mint", "consents", "chain")] == [1, PEOPLE, 1, 1]
    with beside() as store:
        assert len(store.ledger.queries.of_kind("consent")) == PEOPLE
        assert len(store.register.badges()) == 4 + PEOPLE
    assert desk("check").code == 0


def test_a_gate_that_never_rests_holds_no_list_up(
    desk: Run, new_class: Path, beside: Any, badge: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan comes whenever the events stand ready: at last they are chained while the record is locked."""

    real, scans = ledger.SqliteLedger.chain_ahead, list[bool]()

    def then_a_scan(*values: Any, **named: Any) -> Any:
        ahead = real(*values, **named)
        with beside() as store:
            scan(store, badge("001"))
        scans.append(True)
        return ahead

    monkeypatch.setattr(ledger.SqliteLedger, "chain_ahead", then_a_scan)
    assert desk("roster", "import", new_class, "--add").code == 0
    assert len(scans) > 1 and len(desk("roster", "list", "--json").lines) == 4 + PEOPLE
    assert desk("check").code == 0


def test_somebody_who_was_brought_in_meanwhile_gets_no_second_badge(
    desk: Run, new_class: Path, beside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window takes the same list while this one is looked at."""

    def the_same() -> None:
        with beside() as store:
            importing.import_roster(store, new_class, Wanted(Others.ADD))

    before_each(monkeypatch, ledger, "chain_all", the_same)
    answer = desk("roster", "import", new_class, "--add")
    assert answer.code == 0 and f"unchanged {PEOPLE}" in answer.out
    with beside() as store:
        issued = [event.body.volunteer for event in store.ledger.queries.of_kind("badge")]
        assert len(issued) == len(set(issued)) == 4 + PEOPLE
    assert desk("check").code == 0


def test_who_is_registered_on_the_spot_meanwhile_is_kept(
    desk: Run, new_class: Path, beside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk_in() -> None:
        with beside() as store:
            register_walk_in(store, "路过的人")

    before_each(monkeypatch, ledger, "chain_all", walk_in)
    assert desk("roster", "import", new_class, "--add").code == 0
    names = [one["name"] for one in desk("roster", "list", "--json").objects]
    assert "路过的人" in names and len(names) == 4 + 1 + PEOPLE
    assert desk("check").code == 0


def test_a_list_is_looked_at_while_another_program_has_the_record_locked(
    desk: Run, new_class: Path, beside: Any
) -> None:
    with beside() as store:
        store.connection.execute("BEGIN IMMEDIATE")
        answer = desk("roster", "import", new_class, "--add", "--dry-run")
        store.connection.execute("ROLLBACK")
    assert answer.code == 0 and f"new {PEOPLE}" in answer.out
