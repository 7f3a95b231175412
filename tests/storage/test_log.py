"""The log is append-only, chained, and never half written."""

from __future__ import annotations

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Direction, Void
from checkin.rules.instants import utc_text
from checkin.rules.signature import Signature
from checkin.rules.wire import NO_PREVIOUS, digest, read_event
from storage.activities.activities import close_activity, edit_activity
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.ids import new_id, next_above, raised_above
from storage.record import record_of, whole_record
from storage.store import Store
from tests.storage.conftest import Scanner


def chain(store: Store) -> list[tuple[int, bytes, str]]:
    return store.connection.execute("SELECT seq, raw, hash FROM log ORDER BY seq").fetchall()


@pytest.mark.parametrize(
    "statement", ["UPDATE log SET at = 0", "DELETE FROM log", "REPLACE INTO log SELECT * FROM log"]
)
def test_refuses_to_change_what_is_written(store: Store, statement: str) -> None:
    before = chain(store)
    with pytest.raises(sqlite.IntegrityError, match="append-only"):
        store.connection.execute(statement)
    assert chain(store) == before


def test_each_event_holds_the_hash_of_the_one_before(store: Store, scan: Scanner) -> None:
    scan("001")
    previous = NO_PREVIOUS
    for place, (seq, raw, hash_) in enumerate(chain(store), 1):
        _, raw_seq, prev = read_event(raw)
        assert (seq, raw_seq, prev, digest(prev, raw)) == (place, place, previous, hash_)
        previous = hash_


def test_names_and_texts_never_reach_the_log(store: Store, scan: Scanner) -> None:
    """Somebody scans an identity card: its length stays, its text does not."""
    scan("001")
    card = "50010320120305123X"
    outcome = Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), card, "FD/A1"))
    assert outcome.kind == "not_a_badge"
    written = b"".join(raw for _, raw, _ in chain(store)).decode()
    assert card not in written and "张伟" not in written
    assert '"length":18' in written


def test_a_scan_is_never_taken_for_another_one_that_took_its_id(store: Store, scan: Scanner) -> None:
    """Of one millisecond: Zhang's scan, an event of the desk, Wang's scan. Zhang's is written after the event and takes a
    later id, which is the one that Wang's was made with. Wang gets an answer of her own, and both are in the log."""
    scan("001")
    first = next_above(new_id(store.now() + 60_000))
    event = next_above(first)
    second = next_above(event)
    with store.ledger.transaction():
        store.ledger.append(Void(store.ledger.queries.common()[0].id), at=store.now(), event_id=event)
    badges = store.register.badges()
    for made, who in ((first, "FD/001"), (second, "FD/002")):
        outcome = Desk(store.ledger).scan(Arrival(made, store.now() + 60_000, badges[who], "FD/A1"))
        again = Desk(store.ledger).scan(Arrival(made, store.now() + 60_000, badges[who], "FD/A1"))
        assert outcome.volunteer == again.volunteer == who and outcome.event == again.event
    kept = store.connection.execute("SELECT arrival FROM log WHERE arrival IS NOT NULL ORDER BY seq").fetchall()
    assert kept == [(first,), (second,)]


def test_an_id_that_was_raised_is_made_for_nothing_else(store: Store) -> None:
    """The clock stands in one millisecond; what the ledger raises past the last id is not made again."""
    made = [new_id(1_772_672_400_000) for _ in range(2)]
    raised = raised_above(made[-1])
    assert new_id(1_772_672_400_000) > raised > made[-1]


def test_a_failed_scan_leaves_nothing(store: Store, scan: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up while the event is written: the scan raises, and the next one takes its place in the chain."""
    before = chain(store)

    def full(*_: object) -> None:
        raise sqlite.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("storage.log.ledger.insert", full)
        with pytest.raises(sqlite.OperationalError):
            scan("001")
    assert chain(store) == before
    assert scan("001").kind == "opened"
    assert check_store(store.folder.path) == []


def test_ids_rise_though_another_process_was_quicker(store: Store, scan: Scanner) -> None:
    """An arrival whose id was made first and written last gets a later id, and its repeat finds it all the same."""
    early = new_id(store.now())
    scan("002")
    badge = store.register.badge("FD/001")
    assert badge is not None
    arrival = Arrival(early, store.now(), badge, "FD/A1")
    first = Desk(store.ledger).scan(arrival)
    assert first.event > early
    assert Desk(store.ledger).scan(arrival) == first
    assert check_store(store.folder.path) == []


def test_next_above_stays_a_uuid7_and_rises() -> None:
    last = "01a209f1-78bf-7fff-bfff-ffffffffffff"
    following = next_above(last)
    assert following > last and following[14] == "7" and following[19] in "89ab"


def test_a_repeat_gets_its_first_answer_after_later_events(store: Store, scan: Scanner) -> None:
    badge = store.register.badge("FD/001")
    assert badge is not None
    arrival = Arrival(new_id(store.now()), store.now() - 20 * 60_000, badge, "FD/A1")
    first = Desk(store.ledger).scan(arrival)
    scan("001")
    assert Desk(store.ledger).scan(arrival) == first


def test_one_volunteers_events_give_the_sessions_of_the_whole_log(store: Store, scan: Scanner) -> None:
    """Corrections that move scans between people are found from either side."""
    opened = scan("001", -50)
    scan("001", -10)
    other = scan("002", -45)
    ledger = store.ledger
    ledger.record(Amend(opened.event, volunteer="FD/003"), at=store.now(), signed=Signature("wang", "借证"))
    void = ledger.record(Void(other.event), at=store.now(), signed=Signature("wang", "误扫"))
    ledger.record(Void(void.id), at=store.now(), signed=Signature("wang", "没误扫"))
    ledger.record(
        Amend(other.event, direction=Direction.IN, at=store.now() - HOUR_AND_A_HALF),
        at=store.now(),
        signed=Signature(reason="早到"),
    )
    whole = whole_record(store)
    for person in ("FD/001", "FD/002", "FD/003"):
        assert record_of(store, person).of(person) == whole.of(person)
    assert [s.open_event for s in whole.of("FD/003")] == [opened.event]


HOUR_AND_A_HALF = 90 * 60_000


def test_times_in_the_log_are_utc_with_milliseconds(store: Store, scan: Scanner) -> None:
    outcome = scan("001")
    event = store.ledger.find(outcome.event)
    assert event is not None and utc_text(event.at) in chain(store)[-1][1].decode()


def test_a_repeat_gets_its_first_answer_after_the_activity_was_edited_and_closed(store: Store, scan: Scanner) -> None:
    badge = store.register.badge("FD/001")
    assert badge is not None
    arrival = Arrival(new_id(store.now()), store.now() - 20 * 60_000, badge, "FD/A1")
    first = Desk(store.ledger).scan(arrival)
    edit_activity(store, "A1", {"check_out_from": store.now() - 40 * 60_000})
    close_activity(store, "A1")
    assert first.kind == "opened"
    assert Desk(store.ledger).scan(arrival) == first
