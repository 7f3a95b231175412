"""A class that its teacher checks in or out: one moment, one transaction, and her number in each event."""

from __future__ import annotations

import pytest

from checkin.rules.events import Direction, Scan
from checkin.rules.problems import Refused
from checkin.rules.sessions import Source, Status
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, close_activity, edit_activity
from storage.activities.policies import set_policy
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.ids import new_id
from storage.people.badges import issue, mint
from storage.people.person import Person
from storage.presence.board import read_board
from storage.presence.class_lists import class_lists, find_class
from storage.presence.vouching import find_voucher, vouch, voucher_note
from storage.record import whole_record
from storage.store import Store
from tests.storage.conftest import HOUR, Scanner
from tests.storage.test_write_errors import empty, everything, fill

TEACHER = Person("FD", "T1", "陈老师", "", "teacher")
IN, OUT = Direction.IN, Direction.OUT
MINUTE = 60_000


@pytest.fixture(autouse=True)
def teacher(store: Store) -> None:
    """陈老师 is in the roster too."""
    with store.ledger.transaction():
        store.register.write([TEACHER])
        issue(store, TEACHER, mint(store), UNSIGNED)


def check(store: Store, direction: Direction, *numbers: str, at: int | None = None, by: str = "FD/T1") -> list[str]:
    """The outcome of each volunteer."""
    people = [f"FD/{number}" for number in numbers]
    return [str(o.kind) for o in vouch(store, "FD/A1", people, direction, by, Signature("li"), at)]


def due(store: Store, name: str, direction: Direction) -> list[str]:
    """The numbers of the persons who are selected at first."""
    of = find_class(class_lists(store, read_board(store, "FD/A1")), name)
    return [row.number for row in of.due(direction)]


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_class_leaves_together(store: Store, scan: Scanner) -> None:
    """001 and 002 came by badge an hour ago; the teacher checks both out; 003 of another class stays."""
    for number in ("001", "002", "003"):
        scan(number, -60)
    assert due(store, "七1班", OUT) == ["001", "002"]
    assert check(store, OUT, *due(store, "七1班", OUT)) == ["closed", "closed"]
    sessions = {s.volunteer: s for s in whole_record(store).sessions}
    assert [(s.minutes, s.source) for s in (sessions["FD/001"], sessions["FD/002"])] == [(60, Source.VOUCHED)] * 2
    assert sessions["FD/003"].status is Status.OPEN
    assert sessions["FD/001"].end == sessions["FD/002"].end
    whole = store.ledger.queries.by_ids([str(sessions[f"FD/{n}"].close_event) for n in ("001", "002")])
    said = {(e.body.source, e.body.vouched_by, e.operator) for e in whole if isinstance(e.body, Scan)}
    assert said == {("vouched", "FD/T1", "li")}
    assert check_store(store.folder.path) == []


def test_who_had_scanned_stays_scanned(store: Store, scan: Scanner) -> None:
    """The whole class is checked in by hand, though 001 showed a badge: nothing of that changes."""
    scan("001", -30)
    assert due(store, "七1班", IN) == ["002"]
    assert check(store, IN, "001", "002") == ["already_in", "opened"]
    scan("001", 0, "out")
    [first] = whole_record(store).of("FD/001")
    assert (first.source, first.minutes) == (Source.SCANNED, 30)


def test_with_a_sign_up_list_those_on_it_are_due(store: Store) -> None:
    edit_activity(store, "A1", {"signup": ["FD/002"]})
    of = find_class(class_lists(store, read_board(store, "FD/A1")), "七 1 班")
    assert [row.number for row in of.candidates(IN)] == ["001", "002"]
    assert [row.number for row in of.due(IN)] == ["002"] and of.missing == 1


def test_one_who_went_home_is_not_due_again(store: Store, scan: Scanner) -> None:
    scan("001", -60)
    scan("001", -10)
    assert due(store, "七1班", IN) == ["002"] and due(store, "七1班", OUT) == []


def test_admission_is_the_usual_one(store: Store) -> None:
    """The activity was closed: nobody comes in any more."""
    close_activity(store, "A1")
    assert check(store, IN, "001", "002") == ["activity_closed", "activity_closed"]
    assert whole_record(store).sessions == ()


def test_a_class_out_after_the_close_is_flagged_as_any_check_out(store: Store, scan: Scanner) -> None:
    scan("001", -60)
    close_activity(store, "A1", at=store.now() - 1000)
    assert check(store, OUT, "001") == ["closed"]
    [session] = whole_record(store).sessions
    assert session.flags == ("after_close",) and session.minutes == 60


def test_missing_consent_turns_away_where_the_policy_says_so(store: Store) -> None:
    from checkin.rules.events import Consent, ConsentState

    set_policy(store, {"consent": "refuse"}, since=store.now() - 2 * HOUR)
    store.ledger.record(Consent("FD/002", ConsentState.MISSING), at=store.now() - HOUR)
    assert check(store, IN, "001", "002") == ["opened", "no_consent"]


def test_who_vouches_must_be_known_and_is_not_among_them(store: Store, scan: Scanner) -> None:
    scan("001", -60)
    with pytest.raises(Refused) as error:
        check(store, OUT, "001", by="FD/T9")
    assert codes(error) == ["no_volunteer"]
    with pytest.raises(Refused) as error:
        check(store, OUT, "001", by="FD/001")
    assert codes(error) == ["own_word"]
    with pytest.raises(Refused) as error:
        check(store, OUT)
    assert codes(error) == ["nobody"]
    assert [s.status for s in whole_record(store).sessions] == [Status.OPEN]


def test_one_who_is_no_teacher_may_vouch_and_it_is_said(store: Store) -> None:
    assert voucher_note(find_voucher(store, "T1")) is None
    note = voucher_note(find_voucher(store, "001"))
    assert note is not None and note.code == "no_teacher"
    assert check(store, IN, "003", by="FD/001") == ["opened"]


def test_a_moment_in_the_past_must_come_after_every_scan(store: Store, scan: Scanner) -> None:
    """The class left twenty minutes ago; 002 was scanned ten minutes ago, so not with them."""
    scan("001", -60)
    scan("002", -10)
    left_at = store.now() - 20 * MINUTE
    with pytest.raises(Refused) as error:
        check(store, OUT, "001", "002", at=left_at)
    assert [(p.code, p.where) for p in error.value.problems] == [("scanned_later", "002")]
    assert len(whole_record(store).of("FD/001")) == 1 and whole_record(store).of("FD/001")[0].end is None
    assert check(store, OUT, "001", at=left_at) == ["closed"]
    assert whole_record(store).of("FD/001")[0].end == left_at


def test_a_moment_is_neither_to_come_nor_on_another_day(store: Store) -> None:
    for at, code in ((store.now() + HOUR, "in_the_future"), (store.now() - 48 * HOUR, "another_day")):
        with pytest.raises(Refused) as error:
            check(store, IN, "001", at=at)
        assert codes(error) == [code]


def test_all_or_none_when_the_disk_is_full(store: Store) -> None:
    """Two hundred pupils and no room for them: none is checked in; with room again all are."""
    crowd = [Person("FD", f"P{i:03}", "学生", "八1班") for i in range(200)]
    with store.ledger.transaction():
        store.register.write(crowd)
    numbers = [person.number for person in crowd]
    before = everything(store)
    fill(store.connection)
    with pytest.raises(sqlite.OperationalError, match="full"):
        check(store, IN, *numbers)
    assert everything(store) == before and not store.connection.in_transaction
    empty(store.connection)
    assert set(check(store, IN, *numbers)) == {"opened"}
    assert len({s.start for s in whole_record(store).sessions}) == 1
    assert check_store(store.folder.path) == []


def test_a_class_without_a_name_comes_last_and_unknown_badges_are_in_none(store: Store, scan: Scanner) -> None:
    from checkin.desk import Desk
    from checkin.rules.decide import Arrival

    add_activity(store, "A2", {"name": "x", "place": "y", "start": store.now() - HOUR, "end": store.now() + HOUR})
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), mint(store), "FD/A2"))
    lists = class_lists(store, read_board(store, "FD/A2"))
    assert [(one.name, [row.number for row in one.rows]) for one in lists] == [
        ("七1班", ["001", "002"]),
        ("七2班", ["003"]),
        ("", ["T1"]),
    ]
