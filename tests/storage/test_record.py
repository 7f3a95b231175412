"""Three ways to the same sessions: of everybody, of one person, of one activity."""

from __future__ import annotations

import gc
import random

import pytest

from checkin.desk import Desk
from checkin.rules.badge_numbers import badge_number
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Consent, ConsentState, Direction, Link, Rule, Void
from checkin.rules.signature import UNSIGNED
from storage.activities.activities import add_activity, close_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.people.badges import issue, reissue
from storage.record import activity_record, record_of, whole_record
from storage.store import Store
from tests.portions import share
from tests.storage.conftest import HOUR, PEOPLE

UNKNOWN = [badge_number(f"{n:020d}") for n in range(2)]
ACTIVITIES = ("FD/A1", "FD/A2", "FD/A3")


def busy_day(store: Store, chance: random.Random) -> None:
    """Two hundred scans in three activities with every correction, a link, a late badge, consents and a day limit."""
    start = store.now() - 30 * HOUR
    add_activity(store, "A2", {"name": "敬老", "place": "敬老院", "start": start, "end": start + 8 * HOUR})
    add_activity(
        store, "A3", {"name": "守夜", "place": "公园", "start": start, "end": start + 20 * HOUR, "overnight": True}
    )
    set_policy(store, {"max_minutes_per_day": 120, "min_share_of_activity": 0.1}, since=start)
    badges = [*store.register.badges().values(), *UNKNOWN]
    desk, at, scans = Desk(store.ledger), start, []
    for _ in range(200):
        at += chance.choice((1000, 60_000, 600_000, 1_800_000))
        direction = Direction(chance.choice(("auto", "auto", "in", "out")))
        text = chance.choice(badges)
        outcome = desk.scan(Arrival(new_id(store.now()), at, text, chance.choice(ACTIVITIES), direction))
        if outcome.session is not None:
            scans.append((outcome.event, at))
    record = store.ledger.record
    for _ in range(12):
        event, scanned_at = chance.choice(scans)
        record(Amend(event, volunteer=chance.choice(("FD/001", "FD/003"))), at=store.now())
        event, scanned_at = chance.choice(scans)
        record(Amend(event, at=scanned_at - HOUR, activity=chance.choice(ACTIVITIES)), at=store.now())
        void = record(Void(chance.choice(scans)[0]), at=store.now())
        if chance.random() < 0.3:
            record(Void(void.id), at=store.now())
        record(Rule(chance.choice(scans)[0], chance.randrange(200)), at=store.now())
    record(Consent("FD/002", ConsentState.MISSING), at=store.now())
    issue(store, PEOPLE[2], UNKNOWN[0], UNSIGNED)
    reissue(store, "FD/002")
    record(Link("FD/001", "FD/003"), at=store.now())
    close_activity(store, "A2")


@pytest.mark.parametrize("seed", share(range(4), 0, 4))
def test_of_everybody_of_one_and_of_an_activity(store: Store, seed: int) -> None:
    busy_day(store, random.Random(seed))
    whole = whole_record(store)
    persons = {session.volunteer for session in whole.sessions}
    assert persons <= {"FD/002", "FD/003", UNKNOWN[1]} and len(whole.sessions) > 20
    for person in persons:
        assert record_of(store, person).of(person) == whole.of(person)
    assert record_of(store, "FD/001").of("FD/003") == whole.of("FD/003")
    for activity in ACTIVITIES:
        theirs = tuple(s for s in whole.sessions if s.activity == activity)
        assert theirs and activity_record(store, activity).sessions == theirs


def test_nobody_and_nowhere(store: Store) -> None:
    assert record_of(store, "FD/404").sessions == ()
    assert activity_record(store, "FD/NONE").sessions == ()
    assert whole_record(store).sessions == ()


def test_the_collector_is_left_as_it_was(store: Store) -> None:
    whole_record(store)
    assert gc.isenabled()
    gc.disable()
    try:
        whole_record(store)
        assert not gc.isenabled()
    finally:
        gc.enable()
