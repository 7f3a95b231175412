"""A pupil says that the hours are wrong: it is noted on the session, holds it back, and is settled with a reason."""

from __future__ import annotations

import pytest

from checkin.rules.events import Amend
from checkin.rules.problems import Refused
from checkin.rules.sessions import Flag, Status
from checkin.rules.signature import Signature
from storage.record import whole_record
from storage.store import Store
from storage.supervision.corrections import amend_all, confirm
from storage.supervision.objections import open_objections, raise_objection, settle
from tests.storage.conftest import HOUR, Scanner


@pytest.fixture
def served(store: Store, scan: Scanner) -> str:
    """001 served for an hour; the event that names the session."""
    first = scan("001", minutes=-120)
    scan("001", minutes=-60)
    return first.event


def test_from_the_objection_to_the_corrected_hours(store: Store, served: str) -> None:
    event = raise_objection(store, served, Signature("li", "我八点就到了"))
    (session,) = whole_record(store).sessions
    assert (session.flags, session.minutes) == ((Flag.OBJECTION,), 60)
    assert [(one.event.id, one.event.reason, one.session) for one in open_objections(store)] == [
        (event.id, "我八点就到了", session)
    ]
    with pytest.raises(Refused) as refused:
        confirm(store, [session], Signature("wang"))
    assert [p.code for p in refused.value.problems] == ["objection"]

    start = session.start or 0
    amend_all(store, [Amend(served, at=start - HOUR // 2)], Signature("wang", "老师证实"))
    settle(store, event.id, Signature("wang", "已更正"))
    (session,) = whole_record(store).sessions
    assert (session.flags, session.minutes, open_objections(store)) == ((), 90, [])
    confirm(store, [session], Signature("wang"))
    assert whole_record(store).sessions[0].status is Status.CONFIRMED


def test_it_may_name_the_check_out_as_well(store: Store, served: str) -> None:
    close = whole_record(store).sessions[0].close_event
    assert close is not None
    raise_objection(store, close, Signature("li", "走得更晚"))
    assert whole_record(store).sessions[0].flags == (Flag.OBJECTION,)


def test_it_follows_a_scan_that_was_given_to_somebody_else(store: Store, served: str) -> None:
    amend_all(store, [Amend(served, volunteer="FD/002")], Signature("wang", "借用证件"))
    event = raise_objection(store, served, Signature("li", "不是我"))
    assert event.body.volunteer == "FD/002"  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "code"), [("", "missing_reason"), ("长" * 501, "reason_too_long")])
def test_what_is_wrong_must_be_said(store: Store, served: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        raise_objection(store, served, Signature("li", text))
    assert [p.code for p in refused.value.problems] == [code]
    assert open_objections(store) == []


def test_only_an_objection_is_settled_and_only_once(store: Store, served: str) -> None:
    event = raise_objection(store, served, Signature("li", "少了"))
    settle(store, event.id, Signature("wang", "无误"))
    for target, code in ((event.id, "struck_already"), (served, "no_objection")):
        with pytest.raises(Refused) as refused:
            settle(store, target, Signature("wang", "再来"))
        assert [p.code for p in refused.value.problems] == [code]
