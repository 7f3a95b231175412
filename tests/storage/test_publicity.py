"""Hours are shown for some working days before they are final: weekends and holidays.toml count (design §6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.people.badges import issue, mint
from storage.record import whole_record
from storage.store import Store, init_store
from storage.supervision.corrections import add, confirm, rule, void
from tests.standing_clock import StandingClock
from tests.storage.conftest import HOUR, PEOPLE

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOON_2026 = 'holidays = ["2026-10-01", 2026-10-02, 2026-10-05, "2026-10-06", 2026-10-07]\nworkdays = ["2026-10-10"]\n'


def at(day: str, time: str = "12:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=SHANGHAI)


@pytest.fixture
def clock() -> StandingClock:
    """It is Wednesday, 30 September 2026, noon."""
    return StandingClock(at("2026-09-30"))


@pytest.fixture
def store(clock: StandingClock, folder: Path) -> Iterator[Store]:
    """001 served from 11:00 to 11:40, under a policy of three working days of publicity."""
    with init_store(folder, team="FD", team_name="复旦中学", clock=clock.clock) as opened:
        set_policy(opened, {"publicity_working_days": 3}, since=opened.now() - 24 * HOUR)
        add_activity(
            opened, "A1", {"name": "清洁", "place": "公园", "start": opened.now() - HOUR, "end": opened.now() + HOUR}
        )
        with opened.ledger.transaction():
            opened.register.write(PEOPLE)
            issue(opened, PEOPLE[0], mint(opened), UNSIGNED)
        badge = opened.register.badge("FD/001")
        assert badge is not None
        for minutes in (60, 20):
            Desk(opened.ledger).scan(Arrival(new_id(opened.now()), opened.now() - minutes * 60_000, badge, "FD/A1"))
        yield opened


def holidays(store: Store, text: str) -> None:
    (store.folder.path / "holidays.toml").write_text(text, "utf-8")


def try_to_confirm(store: Store) -> str:
    """The status that a confirmation gives, or the code and day of its refusal."""
    try:
        confirm(store, whole_record(store).sessions, Signature("wang"))
    except Refused as refused:
        problem = refused.problems[0]
        return f"{problem.code} {problem.values.get('until', '')}".strip()
    return " ".join(str(session.status) for session in whole_record(store).sessions)


def test_first_onto_the_list_then_final(store: Store, clock: StandingClock) -> None:
    """Wednesday onto the list; Thursday, Friday and Monday are its days; final on Tuesday."""
    assert try_to_confirm(store) == "publicity"
    for day, time in (("2026-09-30", "23:59"), ("2026-10-03", "12:00"), ("2026-10-05", "23:59")):
        clock.set(at(day, time))
        assert try_to_confirm(store) == "in_publicity 2026-10-05"
    clock.set(at("2026-10-06", "00:01"))
    assert try_to_confirm(store) == "confirmed"
    assert [s.minutes for s in whole_record(store).sessions] == [40]


def test_no_day_of_the_list_is_a_holiday(store: Store, clock: StandingClock) -> None:
    """National Day week: of what follows the list, Thursday 8, Friday 9 and the worked Saturday 10 count."""
    holidays(store, MOON_2026)
    assert try_to_confirm(store) == "publicity"
    clock.set(at("2026-10-10"))
    assert try_to_confirm(store) == "in_publicity 2026-10-10"
    clock.set(at("2026-10-11"))
    assert try_to_confirm(store) == "confirmed"


def test_taken_off_the_list_its_days_begin_anew(store: Store, clock: StandingClock) -> None:
    """A mistake on the list: off it on Friday, corrected and on it again; a strike-out that was one itself counts not."""
    (event,) = confirm(store, whole_record(store).sessions, Signature("wang"))
    clock.set(at("2026-10-02"))
    void(store, event.id, Signature("wang", "少算了"))
    rule(store, whole_record(store).sessions[0].key, 60, Signature("wang", "少算了"))
    assert try_to_confirm(store) == "publicity"
    assert try_to_confirm(store) == "in_publicity 2026-10-07"
    clock.set(at("2026-10-08"))
    assert try_to_confirm(store) == "confirmed"
    assert [s.minutes for s in whole_record(store).sessions] == [60]


def test_the_days_of_a_listing_that_was_struck_out_do_not_count(store: Store, clock: StandingClock) -> None:
    """Listed Wednesday, taken off; listed Friday, which is struck out; the first listing is brought back."""
    (first,) = confirm(store, whole_record(store).sessions, Signature("wang"))
    off = void(store, first.id, Signature("wang", "等等")).event
    clock.set(at("2026-10-02"))
    (second,) = confirm(store, whole_record(store).sessions, Signature("wang"))
    void(store, second.id, Signature("wang", "早公示过"))
    void(store, off.id, Signature("wang", "早公示过"))
    assert try_to_confirm(store) == "in_publicity 2026-10-05"


def test_added_hours_are_shown_too(store: Store, clock: StandingClock) -> None:
    add(store, "FD/002", "FD/A1", 30, Signature("wang", "准备"))
    assert try_to_confirm(store) == "publicity publicity"
    clock.set(at("2026-10-06"))
    assert try_to_confirm(store) == "confirmed confirmed"


@pytest.mark.parametrize(
    "text",
    [
        'holidays = ["2026-2-30"]',
        'holidays = ["国庆节"]',
        'holidays = "2026-10-01"',
        "holidays = 20261001",
        "holidays = [[2026-10-01]]",
        "holidays = [",
        "workdays = [true]",
    ],
)
def test_a_table_that_cannot_be_read_is_named(store: Store, clock: StandingClock, text: str) -> None:
    assert try_to_confirm(store) == "publicity"
    holidays(store, text)
    clock.set(at("2026-12-01"))
    assert try_to_confirm(store) == "bad_holidays"
    holidays(store, "")
    assert try_to_confirm(store) == "confirmed"


def test_a_moment_in_the_table_is_its_day(store: Store, clock: StandingClock) -> None:
    holidays(store, "holidays = [2026-10-01T00:00:00, 2026-10-02T08:00:00+08:00]")
    assert try_to_confirm(store) == "publicity"
    assert try_to_confirm(store) == "in_publicity 2026-10-07"
