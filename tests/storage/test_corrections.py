"""Corrections: what is appended, whose sessions change, and everything that is refused and then leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from checkin.desk import Desk
from checkin.rules.badge_numbers import badge_number
from checkin.rules.corrections import LONGEST_ADDITION, LONGEST_RULING
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Direction
from checkin.rules.problems import Refused
from checkin.rules.sessions import Session
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, close_activity, edit_activity
from storage.check import check_store
from storage.disk.ids import new_id
from storage.people.badges import issue
from storage.record import whole_record
from storage.store import Store, open_store
from storage.supervision import corrections
from tests.storage.conftest import HOUR, Scanner

MINUTE = 60_000
WHY = "看错了"
UNKNOWN = badge_number("01234567890123456789")


@pytest.fixture(autouse=True)
def sound(store: Store) -> Iterator[None]:
    """Check after the test that the chain is whole."""
    yield
    assert check_store(store.folder.path) == []


def log(store: Store) -> list[bytes]:
    return [row[0] for row in store.connection.execute("SELECT raw FROM log ORDER BY seq")]


def refused(store: Store, work: Callable[[], object]) -> list[str]:
    """The codes of a refusal that wrote nothing."""
    before = log(store)
    with pytest.raises(Refused) as refusal:
        work()
    assert log(store) == before and not store.connection.in_transaction
    return [problem.code for problem in refusal.value.problems]


def shown(sessions: tuple[Session, ...]) -> list[tuple[str, int, str, str]]:
    return [(s.volunteer.removeprefix("FD/"), s.minutes, str(s.status), str(s.source)) for s in sessions]


def test_an_earlier_check_in_adds_minutes(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    scan("001")
    change = Amend(opened.event, at=opened.at - 15 * MINUTE)
    made = corrections.amend_all(store, [change], Signature("wang", f"  {WHY}\n 来得早 "))
    assert shown(made.before) == [("001", 30, "closed", "scanned")]
    assert shown(made.after) == [("001", 45, "closed", "corrected")]
    assert (made.event.reason, made.event.operator) == ("看错了 来得早", "wang")


def test_a_scan_given_to_somebody_else_shows_both(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    scan("002", -20)
    made = corrections.amend_all(store, [Amend(opened.event, volunteer="FD/002")], Signature(reason="借证"))
    assert shown(made.before) == [("001", 0, "open", "scanned"), ("002", 0, "open", "scanned")]
    assert shown(made.after) == [("002", 10, "closed", "corrected")]
    undone = corrections.void(store, made.event.id, Signature(reason="没借"))
    assert (undone.before, undone.after) == (made.after, made.before)


def test_a_scan_that_was_given_away_is_still_its_new_owners(store: Store, scan: Scanner) -> None:
    """001's badge checked 002 out; that was corrected and confirmed, so the scan is no longer free to be struck out."""
    scan("002", -60)
    out = scan("001", -10)
    corrections.amend_all(
        store, [Amend(out.event, volunteer="FD/002", direction=Direction.OUT)], Signature(reason="拿错证")
    )
    (session,) = whole_record(store).of("FD/002")
    (confirmed,) = corrections.confirm(store, [session], Signature("wang"))
    assert refused(store, lambda: corrections.void(store, out.event, Signature(reason=WHY))) == ["confirmed"]
    corrections.void(store, confirmed.id, Signature(reason=WHY))
    made = corrections.void(store, out.event, Signature(reason=WHY))
    assert shown(made.before) == [("002", 50, "closed", "corrected")]
    assert shown(made.after) == [("002", 0, "open", "scanned")]


def test_a_badge_that_has_an_owner_by_now(store: Store, scan: Scanner) -> None:
    """Scanned before the register knew it; then it was issued to 003, who also scanned another badge."""
    opened = Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now() - HOUR, UNKNOWN, "FD/A1"))
    scan("003", -15)
    person = store.register.person("FD/003")
    assert person is not None
    issue(store, person, UNKNOWN, UNSIGNED)
    made = corrections.rule(store, opened.event, 60, Signature("wang", "补足"))
    assert shown(made.before) == [("003", 45, "closed", "scanned")]
    assert shown(made.after) == [("003", 60, "closed", "ruled")]


def test_an_id_counts_however_it_is_written(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    for typed in (opened.event.upper(), f" {{{opened.event}}} ", opened.event.replace("-", "")):
        made = corrections.amend_all(store, [Amend(typed, direction=Direction.IN)], Signature(reason=WHY))
        assert made.event.body == Amend(opened.event, direction=Direction.IN)
    assert shown(made.after) == [("001", 0, "open", "corrected")]


def test_a_void_and_its_void(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    scan("001", -10)
    first = corrections.void(store, opened.event, Signature("wang", "误扫"))
    assert shown(first.before) == [("001", 20, "closed", "scanned")]
    assert shown(first.after) == [("001", 0, "open", "scanned")]
    assert refused(store, lambda: corrections.void(store, opened.event, Signature(reason=WHY))) == ["struck_already"]
    second = corrections.void(store, first.event.id, Signature("wang", "没误扫"))
    assert (second.before, second.after) == (first.after, first.before)
    assert refused(store, lambda: corrections.void(store, first.event.id, Signature(reason=WHY))) == ["struck_already"]
    third = corrections.void(store, second.event.id, Signature(reason=WHY))
    assert third.after == first.after


def test_the_void_of_a_close_opens_the_activity(store: Store, scan: Scanner) -> None:
    scan("001", -30)
    close_activity(store, "A1")
    (close,) = store.ledger.queries.of_kind("close")
    made = corrections.void(store, close.id, Signature(reason=WHY))
    assert (made.before, made.after) == ((), ())
    assert [str(s.status) for s in whole_record(store).sessions] == ["open"]
    assert scan("002").kind == "opened"


def test_a_ruling_closes_what_waited(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    out = scan("002", -10, "out")
    close_activity(store, "A1")
    assert shown(corrections.rule(store, opened.event, 90, Signature("wang", "班长作证")).after) == [
        ("001", 90, "closed", "ruled")
    ]
    assert shown(corrections.rule(store, out.event, 30, Signature(reason=WHY)).after) == [
        ("002", 30, "closed", "ruled")
    ]
    assert shown(corrections.rule(store, out.event, 0, Signature(reason="更正")).after) == [
        ("002", 0, "closed", "ruled")
    ]


def test_added_hours_stand_apart(store: Store) -> None:
    made = corrections.add(store, "FD/001", "FD/A1", 45, Signature("wang", "准备物资"))
    assert made.before == () and shown(made.after) == [("001", 45, "closed", "added")]
    assert refused(store, lambda: corrections.rule(store, made.event.id, 50, Signature(reason=WHY))) == ["not_scanned"]
    assert corrections.void(store, made.event.id, Signature(reason=WHY)).after == ()


@pytest.mark.parametrize("reason", ["", "  \n\t "])
def test_nothing_without_a_reason(store: Store, scan: Scanner, reason: str) -> None:
    opened = scan("001", -30)
    target = opened.event
    for work in (
        lambda: corrections.amend_all(store, [Amend(target, direction=Direction.IN)], Signature(reason=reason)),
        lambda: corrections.void(store, target, Signature(reason=reason)),
        lambda: corrections.rule(store, target, 10, Signature(reason=reason)),
        lambda: corrections.add(store, "FD/001", "FD/A1", 10, Signature(reason=reason)),
    ):
        assert refused(store, work) == ["missing_reason"]
    assert refused(store, lambda: corrections.void(store, target, Signature(reason="长" * 501))) == ["reason_too_long"]
    assert corrections.void(store, target, Signature(reason="长" * 500)).after == ()


@pytest.mark.parametrize(
    ("minutes", "most"), [(-1, LONGEST_RULING), (LONGEST_RULING + 1, LONGEST_RULING), (LONGEST_ADDITION + 1, 0)]
)
def test_minutes_out_of_range(store: Store, scan: Scanner, minutes: int, most: int) -> None:
    target = scan("001", -30).event
    if most:
        assert refused(store, lambda: corrections.rule(store, target, minutes, Signature(reason=WHY))) == [
            "bad_minutes"
        ]
    if not 0 <= minutes <= LONGEST_ADDITION:
        add = refused(store, lambda: corrections.add(store, "FD/001", "FD/A1", minutes, Signature(reason=WHY)))
        assert add == ["bad_minutes"]


def test_ids_that_are_none_or_nowhere(store: Store) -> None:
    for text, code in (
        ("", "bad_event_id"),
        ("A1", "bad_event_id"),
        ("张伟", "bad_event_id"),
        (new_id(store.now()), "no_event"),
    ):
        for work in (
            lambda text=text: corrections.amend_all(
                store, [Amend(text, direction=Direction.IN)], Signature(reason=WHY)
            ),
            lambda text=text: corrections.void(store, text, Signature(reason=WHY)),
            lambda text=text: corrections.rule(store, text, 10, Signature(reason=WHY)),
        ):
            assert refused(store, work) == [code]


def test_amendments_that_are_impossible(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    closed = scan("001", -10)
    badge_event = store.ledger.queries.of_kind("badge")[0].id

    def amend(target: str, **changes: object) -> list[str]:
        return refused(store, lambda: corrections.amend_all(store, [Amend(target, **changes)], Signature(reason=WHY)))

    assert amend(badge_event, direction=Direction.IN) == ["not_a_scan"]
    assert amend(opened.event) == ["nothing_changes"]
    assert amend(opened.event, at=store.now() + HOUR) == ["in_the_future"]
    assert amend(opened.event, activity="FD/NONE", volunteer="FD/404", at=store.now() + HOUR) == [
        "in_the_future",
        "no_activity",
        "no_volunteer",
    ]
    assert amend(opened.event, at=closed.at + MINUTE) == ["out_before_in"]
    assert amend(closed.event, at=opened.at - MINUTE) == ["out_before_in"]
    # To the minute of the other scan is no turning around; with another direction it is another story.
    assert (
        corrections.amend_all(store, [Amend(closed.event, at=opened.at)], Signature(reason=WHY)).after[0].minutes == 0
    )


def test_a_scan_whose_clock_ran_ahead_can_be_put_right(store: Store, scan: Scanner) -> None:
    """It was taken an hour in the future: near that it may be moved about, farther ahead it may not."""
    ahead = scan("001", 60)
    late = Amend(ahead.event, at=ahead.at + 25 * HOUR)
    assert refused(store, lambda: corrections.amend_all(store, [late], Signature(reason=WHY))) == ["in_the_future"]
    assert corrections.amend_all(store, [Amend(ahead.event, at=ahead.at - 50 * MINUTE)], Signature(reason=WHY)).after


def test_rulings_that_are_impossible(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    closed = scan("001", -10)
    badge_event = store.ledger.queries.of_kind("badge")[0].id

    def rule(target: str) -> list[str]:
        return refused(store, lambda: corrections.rule(store, target, 10, Signature(reason=WHY)))

    assert rule(closed.event) == ["no_session"]
    assert rule(badge_event) == ["no_session"]
    corrections.confirm(store, whole_record(store).of("FD/001"), UNSIGNED)
    assert rule(opened.event) == ["confirmed"]


def test_additions_that_are_impossible(store: Store) -> None:
    edit_activity(store, "A1", {"not_creditable": "公司年会"})

    def add(volunteer: str, activity: str) -> list[str]:
        return refused(store, lambda: corrections.add(store, volunteer, activity, 10, Signature(reason=WHY)))

    assert add("FD/404", "FD/A1") == ["no_volunteer", "not_creditable"]
    assert add("FD/001", "FD/NONE") == ["no_activity"]


def test_what_can_be_confirmed(store: Store, scan: Scanner) -> None:
    """001 is still in, 002 left without a check-in, 003 is complete: one that can't be keeps all from it."""
    scan("001", -30)
    scan("002", -10, "out")
    scan("003", -30)
    scan("003", -10)
    sessions = whole_record(store).sessions
    codes = refused(store, lambda: corrections.confirm(store, sessions, UNSIGNED))
    assert sorted(codes) == ["needs_review", "still_open"]
    (event,) = corrections.confirm(store, whole_record(store).of("FD/003"), Signature("wang"))
    (session,) = whole_record(store).of("FD/003")
    assert (str(session.status), session.minutes, event.reason) == ("confirmed", 20, None)


def test_a_note_on_confirmed_hours_is_no_longer_than_every_reader_takes(store: Store, scan: Scanner) -> None:
    scan("003", -20)
    scan("003")
    sessions = whole_record(store).of("FD/003")
    codes = refused(store, lambda: corrections.confirm(store, sessions, Signature("wang", "长" * 5000)))
    assert codes == ["reason_too_long"]
    (event,) = corrections.confirm(store, sessions, Signature("wang", " 已核对\n "))
    assert event.reason == "已核对"


def test_confirmed_twice_from_two_lists(store: Store, scan: Scanner) -> None:
    """Both supervisors read the list before either confirmed it."""
    scan("001", -30)
    scan("001", -10)
    sessions = whole_record(store).sessions
    corrections.confirm(store, sessions, Signature("wang"))
    with open_store(store.folder.path, store.clock) as other:
        assert refused(other, lambda: corrections.confirm(other, sessions, Signature("li"))) == ["confirmed"]


def test_what_was_corrected_since_is_confirmed_as_it_is_now(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    scan("001", -10)
    sessions = whole_record(store).sessions
    with open_store(store.folder.path, store.clock) as other:
        corrections.rule(other, opened.event, 60, Signature("li", WHY))
    corrections.confirm(store, sessions, Signature("wang"))
    (session,) = whole_record(store).sessions
    assert (session.minutes, str(session.status), session.flags) == (60, "confirmed", ())


def test_what_was_struck_out_since_is_not_confirmed(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    scan("001", -10)
    sessions = whole_record(store).sessions
    corrections.void(store, opened.event, Signature(reason=WHY))
    assert refused(store, lambda: corrections.confirm(store, sessions, UNSIGNED)) == ["no_session"]


def test_confirmed_hours_are_not_struck_out_by_the_way(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    closed = scan("001", -10)
    (event,) = corrections.confirm(store, whole_record(store).sessions, UNSIGNED)
    for scanned in (opened, closed):
        assert refused(store, lambda s=scanned: corrections.void(store, s.event, Signature(reason=WHY))) == [
            "confirmed"
        ]
    corrections.void(store, event.id, Signature(reason=WHY))
    assert corrections.void(store, closed.event, Signature(reason=WHY)).after[0].status == "open"


def test_an_amendment_of_confirmed_hours_is_never_silent(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    scan("001", -10)
    corrections.confirm(store, whole_record(store).sessions, UNSIGNED)
    (session,) = corrections.amend_all(store, [Amend(opened.event, at=opened.at - HOUR)], Signature(reason=WHY)).after
    assert (session.minutes, session.flags) == (20, ("changed",))


def test_the_last_scan_is_the_last_that_no_void_strikes(store: Store, scan: Scanner) -> None:
    """Undo at the desk goes back scan after scan; refused texts and unknown badges are passed or taken as they came."""
    desk, queries = store.identity.desk, store.ledger.queries
    assert queries.last_scan(desk) is None
    first = scan("001", -30)
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), "500103201203051234", "FD/A1"))
    second = Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), UNKNOWN, "FD/A1"))
    for outcome in (second, first):
        last = queries.last_scan(desk)
        assert last is not None and last.id == outcome.event
        undone = corrections.void(store, last.id, Signature("li", "撤销"))
    assert queries.last_scan(desk) is None
    assert whole_record(store).sessions == ()
    corrections.void(store, undone.event.id, Signature(reason="还是要"))
    again = queries.last_scan(desk)
    assert again is not None and again.id == first.event


def test_a_scan_moved_to_another_activity(store: Store, scan: Scanner) -> None:
    add_activity(
        store, "A2", {"name": "敬老", "place": "敬老院", "start": store.now() - HOUR, "end": store.now() + HOUR}
    )
    opened = scan("001", -30)
    made = corrections.amend_all(store, [Amend(opened.event, activity="FD/A2")], Signature(reason="选错活动"))
    assert [s.activity for s in made.before + made.after] == ["FD/A1", "FD/A2"]
