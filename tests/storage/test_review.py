"""What a supervisor is shown: every desk's sessions of an activity, why each waits, and how it came about."""

from __future__ import annotations

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Consent, ConsentState, Direction, Scan
from checkin.rules.rulings import CurrentMinutes
from checkin.rules.signature import Signature
from checkin.rules.wire import NO_PREVIOUS
from storage.activities.activities import add_activity, close_activity
from storage.disk.ids import new_id
from storage.log.events import insert
from storage.record import activity_record, whole_record
from storage.store import Store
from storage.supervision import corrections
from storage.supervision.history import history
from storage.supervision.objections import raise_objection
from storage.supervision.review import read_review, scans_by_session
from tests.storage.conftest import HOUR, Scanner
from tests.storage.test_corrections import MINUTE, UNKNOWN, WHY


def seen(store: Store, activity: str | None = "FD/A1") -> list[tuple[str, ...]]:
    return [(row.name or row.number[:4], *map(str, row.waits)) for row in read_review(store, activity).waiting]


def from_gate_two(store: Store, number: str, at: int, direction: Direction) -> None:
    """A scan of another desk comes in with its pack."""
    from checkin.rules.events import Event

    scan = Scan("FD/A1", direction, "keyboard", f"FD/{number}")
    with store.ledger.transaction():
        insert(store.connection, Event(new_id(store.now()), at, "FD", "f" * 16, scan), 1, NO_PREVIOUS)
        store.ledger.notice_taken()


def test_all_that_waits_and_nothing_else(store: Store, scan: Scanner) -> None:
    """001 forgot, 002 is complete, 003 waits for consent; an unknown badge came, and somebody without a check-in."""
    scan("001", -50)
    scan("002", -50)
    scan("002", -10)
    store.ledger.record(Consent("FD/003", ConsentState.MISSING), at=store.now())
    scan("003", -40)
    scan("003", -20)
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now() - HOUR, UNKNOWN, "FD/A1"))
    assert seen(store) == [(UNKNOWN[:4], "unknown_badge"), ("王芳", "consent")]
    close_activity(store, "A1")
    assert seen(store) == [
        (UNKNOWN[:4], "no_check_out", "unknown_badge"),
        ("张伟", "no_check_out"),
        ("王芳", "consent"),
    ]
    assert len(read_review(store, "FD/A1").rows) == 4


def test_a_late_check_out_of_the_other_gate_stands_on_top(store: Store, scan: Scanner) -> None:
    """The supervisor ruled; then the other gate's pack came with the check-out. It is shown, and the ruling holds until
    she keeps it or lets the scans count."""
    opened = scan("003", -50)
    scan("001", -50)
    close_activity(store, "A1")
    corrections.rule(store, opened.event, 40, Signature("wang", WHY))
    from_gate_two(store, "003", store.now() - 20 * MINUTE, Direction.OUT)
    row, other = read_review(store, "FD/A1").waiting
    assert (row.name, [str(w) for w in row.waits], row.session.minutes) == ("王芳", ["late_check_out"], 40)
    assert row.desks == ("1", "f" * 8) and other.name == "张伟"
    ruling = row.session.events[-1]
    kept = corrections.rule_all(store, [(opened.event, CurrentMinutes())], Signature("wang", "原裁定不变"))
    assert kept.after[0].minutes == 40 and [name for name, *_ in seen(store)] == ["张伟"]
    corrections.void_all(store, [ruling, kept.event.id], Signature("wang", "按签退时间"))
    (session,) = whole_record(store).of("FD/003")
    assert (session.minutes, str(session.source)) == (30, "scanned")


def test_a_late_check_out_after_a_confirmation(store: Store, scan: Scanner) -> None:
    opened = scan("003", -50)
    close_activity(store, "A1")
    corrections.rule(store, opened.event, 40, Signature("wang", WHY))
    corrections.confirm(store, whole_record(store).sessions, Signature("wang"))
    from_gate_two(store, "003", store.now() - 20 * MINUTE, Direction.OUT)
    assert seen(store) == [("王芳", "late_check_out", "changed")]


def test_an_objection_waits_until_it_is_settled(store: Store, scan: Scanner) -> None:
    opened = scan("001", -50)
    scan("001", -10)
    noted = raise_objection(store, opened.event, Signature("li", "我八点就到了"))
    assert seen(store) == [("张伟", "objection")]
    corrections.void(store, noted.id, Signature("wang", "查无记录"))
    assert seen(store) == []


def test_all_activities_or_one(store: Store, scan: Scanner) -> None:
    plan = {"name": "敬老", "place": "敬老院", "start": store.now() - 3 * HOUR, "end": store.now() - HOUR}
    add_activity(store, "A2", plan)
    badge = store.register.badge("FD/002")
    assert badge is not None
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now() - 2 * HOUR, badge, "FD/A2"))
    scan("001", -10, "out")
    assert seen(store, None) == [("张伟", "no_check_in"), ("李娜", "not_out")]
    assert seen(store) == [("张伟", "no_check_in")]


def test_a_session_tells_how_it_came_about(store: Store, scan: Scanner) -> None:
    opened = scan("001", -50)
    closed = scan("001", -10)
    corrections.amend_all(store, [Amend(opened.event, at=opened.at - MINUTE)], Signature("wang", "早到一分钟"))
    wrong = corrections.rule(store, opened.event, 90, Signature("wang", "误裁"))
    corrections.void(store, wrong.event.id, Signature("zhao", "裁错了"))
    (session,) = whole_record(store).sessions
    told = history(store, session)
    assert [(t.event.operator, t.event.reason, t.struck) for t in told] == [
        ("li", None, False),
        ("li", None, False),
        ("wang", "早到一分钟", False),
        ("wang", "误裁", True),
        ("zhao", "裁错了", False),
    ]
    assert {t.desk for t in told} == {"1"} and told[1].event.id == closed.event


def test_all_scans_of_a_session_are_struck_out_with_it(store: Store, scan: Scanner) -> None:
    """Between in and out a scan came too soon: were it left, it would open a session of its own."""
    scan("001", -50)
    scan("001", -48)
    scan("001", -10)
    record = activity_record(store, "FD/A1")
    (session,) = record.sessions
    scans = scans_by_session(record)[session.key]
    assert len(scans) == 3
    assert corrections.void_all(store, scans, Signature(reason="试扫")).after == ()
