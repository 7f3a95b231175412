"""Several sessions corrected at once: in one transaction, all or none, with before and after of each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checkin.rules.events import Amend, Clock, Direction
from checkin.rules.problems import Refused
from checkin.rules.rulings import FixedMinutes, Planned, Until
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, close_activity, edit_activity
from storage.check import check_store
from storage.record import whole_record
from storage.store import Store
from storage.supervision import corrections
from storage.supervision.correcting import do_as_previewed, preview
from storage.supervision.review import read_review, scans_round_a_change
from tests.storage.conftest import HOUR, Scanner
from tests.storage.test_corrections import MINUTE, WHY, log, refused, shown


@pytest.fixture(autouse=True)
def sound(store: Store) -> Iterator[None]:
    """Check after the test that the chain is whole."""
    yield
    assert check_store(store.folder.path) == []


@pytest.fixture
def forgotten(store: Store, scan: Scanner) -> list[str]:
    """Three people came 30, 20 and 10 minutes ago, and the activity was closed over them."""
    events = [scan("001", -30).event, scan("002", -20).event, scan("003", -10).event]
    close_activity(store, "A1")
    return events


def test_one_ruling_for_all_who_forgot(store: Store, forgotten: list[str]) -> None:
    made = corrections.rule_all(
        store, [(e, FixedMinutes(90)) for e in forgotten], Signature("wang", "停电，都到了结束")
    )
    assert [(old.minutes, new.minutes) for old, new in made.changed() if old and new] == [(0, 90)] * 3
    assert {e.reason for e in made.events} == {"停电，都到了结束"}
    assert {str(s.source) for s in whole_record(store).sessions} == {"ruled"}


def test_one_that_can_not_be_ruled_on_keeps_all_from_it(store: Store, forgotten: list[str]) -> None:
    corrections.rule(store, forgotten[1], 5, Signature(reason=WHY))
    corrections.confirm(store, whole_record(store).of("FD/002"), UNSIGNED)
    rulings = [(e, FixedMinutes(90)) for e in forgotten]
    assert refused(store, lambda: corrections.rule_all(store, rulings, Signature(reason=WHY))) == ["confirmed"]


def test_the_planned_end_is_written_into_the_reason(store: Store, forgotten: list[str]) -> None:
    """The activity began an hour ago and was to last until two minutes ago."""
    end = store.now() - 2 * MINUTE
    edit_activity(store, "A1", {"end": end})
    made = corrections.rule_all(store, [(e, Planned()) for e in forgotten], Signature(reason=WHY))
    assert [s.minutes for s in made.after] == [(end - (s.start or 0)) // MINUTE for s in made.before]
    assert all(f"{WHY} [" in (e.reason or "") for e in made.events)


def test_until_a_time_that_is_impossible_for_one(store: Store, scan: Scanner) -> None:
    first, second = scan("001", -30).event, scan("002", -10).event
    when = store.now() - 20 * MINUTE
    both = [(first, Until(when)), (second, Until(when))]
    assert refused(store, lambda: corrections.rule_all(store, both, Signature(reason=WHY))) == ["out_before_in"]
    assert corrections.rule_all(store, both[:1], Signature(reason=WHY)).after[0].minutes in (9, 10)
    ahead = [(first, Until(store.now() + HOUR))]
    assert refused(store, lambda: corrections.rule_all(store, ahead, Signature(reason=WHY))) == ["in_the_future"]


def test_many_are_struck_out_together_or_not_at_all(store: Store, scan: Scanner) -> None:
    events = [scan("001", -30).event, scan("001", -10).event, scan("002", -20).event]
    missing = [*events, "01a21411-43a1-7500-b1e4-7b63713e2987", "no id"]
    assert sorted(refused(store, lambda: corrections.void_all(store, missing, Signature(reason=WHY)))) == [
        "bad_event_id",
        "no_event",
    ]
    made = corrections.void_all(store, [*events, events[0].upper()], Signature("wang", "试扫"))
    assert len(made.events) == 3 and made.after == () and len(made.before) == 2
    assert refused(store, lambda: corrections.void_all(store, events, Signature(reason=WHY))) == ["struck_already"] * 3


def test_many_move_to_another_activity(store: Store, scan: Scanner) -> None:
    add_activity(
        store, "A2", {"name": "敬老", "place": "敬老院", "start": store.now() - HOUR, "end": store.now() + HOUR}
    )
    events = [scan(number, minutes).event for number in ("001", "002") for minutes in (-30, -10)]
    made = corrections.amend_all(store, [Amend(e, activity="FD/A2") for e in events], Signature(reason="选错活动"))
    assert [(s.activity, s.minutes, str(s.source)) for s in made.after] == [("FD/A2", 20, "corrected")] * 2
    bad = [Amend(events[0], activity="FD/NONE"), Amend(events[1], volunteer="FD/404"), Amend(events[2])]
    assert refused(store, lambda: corrections.amend_all(store, bad, Signature(reason=WHY))) == [
        "no_activity",
        "no_volunteer",
        "nothing_changes",
    ]


def test_both_scans_of_a_session_are_moved_past_each_other(store: Store, scan: Scanner) -> None:
    """The clock was 50 minutes ahead for both: one after the other the check-in would pass its check-out."""
    opened, closed = scan("001", -40), scan("001", -10)
    back = [Amend(e.event, at=e.at - 50 * MINUTE) for e in (closed, opened)]
    (session,) = corrections.amend_all(store, back, Signature(reason="时钟快了")).after
    assert (session.minutes, str(session.source)) == (30, "corrected")
    alone = [Amend(closed.event, at=opened.at - 55 * MINUTE)]
    assert refused(store, lambda: corrections.amend_all(store, alone, Signature(reason=WHY))) == ["out_before_in"]


def test_a_shift_keeps_hours_scanned_and_corrected(store: Store, scan: Scanner) -> None:
    events = [scan(number, minutes).event for number in ("001", "002") for minutes in (-40, -10)]
    made = corrections.shift(store, events, -15 * MINUTE, Signature("wang", "时钟快了一刻钟"))
    assert shown(made.after) == [("001", 30, "closed", "corrected"), ("002", 30, "closed", "corrected")]
    again = corrections.shift(store, events[:1], 5 * MINUTE, Signature(reason=WHY))
    assert shown(again.after) == [("001", 25, "closed", "corrected")]
    assert refused(store, lambda: corrections.shift(store, events, 0, Signature(reason=WHY))) == ["nothing_changes"] * 4
    assert (
        refused(store, lambda: corrections.shift(store, events, 24 * HOUR, Signature(reason=WHY)))
        == ["in_the_future"] * 4
    )
    assert (
        refused(store, lambda: corrections.shift(store, events, -48 * HOUR, Signature(reason=WHY)))
        == ["another_day"] * 4
    )


def test_a_shift_that_breaks_a_session_apart_is_refused(store: Store, scan: Scanner) -> None:
    scan("001", -40, "in")
    closed = scan("001", -10, "out")
    assert refused(store, lambda: corrections.shift(store, [closed.event], -35 * MINUTE, Signature(reason=WHY))) == [
        "out_before_in"
    ]


def test_what_a_wrong_clock_paired_wrongly_pairs_anew(store: Store, scan: Scanner) -> None:
    """She came first and left later, but the gate's clock was half an hour ahead: check-out stood before check-in."""
    ahead, right = scan("001", -10), scan("001", -20)
    (session,) = whole_record(store).sessions
    assert session.open_event == right.event
    (after,) = corrections.shift(store, [ahead.event], -30 * MINUTE, Signature(reason="门口的钟快")).after
    assert (after.open_event, after.close_event, after.minutes) == (ahead.event, right.event, 20)


def test_the_scans_round_a_change_of_the_clock(store: Store, scan: Scanner) -> None:
    """The clock was set on by ten minutes between check-in and check-out of 001 and 002; 003 came after."""
    early = [scan("001", -45).event, scan("002", -40).event]
    store.ledger.record(Clock(10 * MINUTE), at=store.now() - 20 * MINUTE)
    late = [scan("001", -10).event, scan("002", -9).event]
    scan("003", -8)
    rows = [row for row in read_review(store, "FD/A1").waiting if row.clocks]
    assert [row.number for row in rows] == ["001", "002"]
    (change,) = {change for row in rows for change in row.clocks}
    assert sorted(scans_round_a_change(store, rows, change, after=False)) == sorted(early)
    assert sorted(scans_round_a_change(store, rows, change, after=True)) == sorted(late)
    made = corrections.shift(store, early, change.after - change.before, Signature(reason="校正时钟"))
    assert shown(made.after) == [("001", 25, "closed", "corrected"), ("002", 21, "closed", "corrected")]
    assert not read_review(store, "FD/A1").waiting


def test_a_preview_leaves_no_trace_and_is_done_as_it_was_shown(store: Store, forgotten: list[str]) -> None:
    def work(at: Store) -> corrections.Correction:
        return corrections.rule_all(at, [(e, FixedMinutes(60)) for e in forgotten], Signature("wang", WHY))

    before = log(store)
    seen = preview(store, work)
    assert log(store) == before and not store.connection.in_transaction
    done = do_as_previewed(store, work, seen)
    assert done.after == tuple(whole_record(store).sessions)
    with pytest.raises(Refused):
        preview(store, lambda at: corrections.rule_all(at, [("no id", FixedMinutes(60))], Signature(reason=WHY)))
    assert not store.connection.in_transaction


def test_what_came_between_preview_and_enter_is_looked_at_again(
    store: Store, forgotten: list[str], scan: Scanner
) -> None:
    def work(at: Store) -> corrections.Correction:
        return corrections.rule_all(at, [(e, FixedMinutes(60)) for e in forgotten], Signature("wang", WHY))

    seen = preview(store, work)
    scan("002", -1, "out")
    assert refused(store, lambda: do_as_previewed(store, work, seen)) == ["changed_meanwhile"]
    do_as_previewed(store, work, preview(store, work))
    assert {s.minutes for s in whole_record(store).sessions} == {60}


def test_an_amendment_into_another_day_is_refused(store: Store, scan: Scanner) -> None:
    opened = scan("001", -30)
    for days in (-1, -2, -400):
        change = Amend(opened.event, at=opened.at + days * 24 * HOUR)
        assert refused(store, lambda c=change: corrections.amend_all(store, [c], Signature(reason=WHY))) == [
            "another_day"
        ]


def test_a_clock_that_was_days_off_can_be_put_right(store: Store, scan: Scanner) -> None:
    """Its battery was empty: it scanned on another day than that of the activity, whose day is allowed."""
    opened = scan("001", -3 * 24 * 60)
    made = corrections.amend_all(
        store, [Amend(opened.event, at=store.now() - 30 * MINUTE)], Signature(reason="主板电池没电")
    )
    assert made.after[0].start is not None and made.after[0].start > store.now() - HOUR
    assert corrections.amend_all(store, [Amend(opened.event, direction=Direction.IN)], Signature(reason=WHY)).events
