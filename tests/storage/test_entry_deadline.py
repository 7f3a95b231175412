"""Ten working days to enter an activity's service: counted down until everything in it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, list_activities
from storage.activities.entry_deadline import EntryDeadline, entry_deadlines
from storage.disk.ids import new_id
from storage.people.badges import issue, mint
from storage.record import whole_record
from storage.store import Store, init_store
from storage.supervision.corrections import confirm
from tests.standing_clock import StandingClock
from tests.storage.conftest import HOUR, PEOPLE

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=SHANGHAI)


@pytest.fixture
def clock() -> StandingClock:
    """It is Friday, 6 November 2026, noon."""
    return StandingClock(at("2026-11-06"))


@pytest.fixture
def store(clock: StandingClock, folder: Path) -> Iterator[Store]:
    """001 served this morning in an activity that ended at half past eleven."""
    with init_store(folder, team="FD", team_name="复旦中学", clock=clock.clock) as opened:
        plan = {"name": "清洁", "place": "公园", "start": opened.now() - 3 * HOUR, "end": opened.now() - HOUR // 2}
        add_activity(opened, "A1", plan)
        with opened.ledger.transaction():
            opened.register.write(PEOPLE)
            issue(opened, PEOPLE[0], mint(opened), UNSIGNED)
        badge = opened.register.badge("FD/001")
        assert badge is not None
        for minutes in (120, 60):
            Desk(opened.ledger).scan(Arrival(new_id(opened.now()), opened.now() - minutes * 60_000, badge, "FD/A1"))
        yield opened


def due(store: Store) -> dict[str, EntryDeadline]:
    return entry_deadlines(store, list_activities(store))


def test_it_counts_down_and_past_the_day(store: Store, clock: StandingClock) -> None:
    """Ten working days after Friday the 6th are over on Friday the 20th."""
    assert due(store) == {"FD/A1": EntryDeadline(date(2026, 11, 20), 10, 1)}
    for day, left in (("2026-11-08", 10), ("2026-11-09", 9), ("2026-11-20", 0), ("2026-11-24", -2)):
        clock.set(at(day))
        assert due(store)["FD/A1"].days_left == left


def test_holidays_are_not_counted(store: Store) -> None:
    (store.folder.path / "holidays.toml").write_text("holidays = [2026-11-09, 2026-11-10]", "utf-8")
    assert due(store)["FD/A1"].last == date(2026, 11, 24)


def test_what_is_confirmed_is_entered(store: Store) -> None:
    confirm(store, whole_record(store).sessions, Signature("wang"))
    assert due(store) == {}


def test_an_activity_that_goes_on_has_no_deadline_yet(store: Store) -> None:
    add_activity(store, "A2", {"name": "站岗", "place": "校门", "start": store.now() - HOUR, "end": store.now() + HOUR})
    assert list(due(store)) == ["FD/A1"]
