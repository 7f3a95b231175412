"""Whatever comes between the batches, what was reported and what is due are together all that the record has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.sessions import Session, Status
from checkin.rules.signature import UNSIGNED, Signature
from exports.batch.batch import plan_batch, write_batch
from exports.batch.column_map import Cell, ColumnMap, Holds, MapColumn
from exports.batch.due import Selection
from storage.activities.activities import add_activity
from storage.people.person import Person
from storage.recognition.batches import all_batches, reported_so_far, take_back
from storage.record import whole_record
from storage.store import Store, init_store
from storage.supervision import corrections
from tests.portions import WHOLE

HOUR = 3_600_000
FORMAT = ColumnMap(
    "own",
    {"en": "Own"},
    (MapColumn("编号", Holds.NUMBER), MapColumn("时长", Holds.HOURS, Cell.NUMBER)),
    grid_minutes=30,
    max_minutes=120,
)
numbers = st.sampled_from(["FD/001", "FD/002"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), numbers, st.integers(1, 200)),
        st.tuples(st.just("void"), st.integers(0, 9)),
        st.tuples(st.just("confirm")),
        st.tuples(st.just("batch"), st.booleans()),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    max_size=14,
)


def standing(store: Store, statuses: tuple[Status, ...] = (Status.CLOSED, Status.CONFIRMED)) -> list[Session]:
    """The sessions of the record that give hours."""
    return [session for session in whole_record(store).sessions if session.status in statuses]


def minutes_of(sessions: list[Session]) -> Counter[str]:
    """Credited minutes of `standing` sessions by person."""
    totals: Counter[str] = Counter()
    for session in sessions:
        totals[session.volunteer] += session.minutes
    return totals


def reported(store: Store) -> Counter[str]:
    """The minutes that were reported to the other system, by person."""
    totals: Counter[str] = Counter()
    for (volunteer, _activity), minutes in reported_so_far(store.connection, "own").reported.items():
        totals[volunteer] += minutes
    return totals


def take(store: Store, step: tuple[object, ...], folder: Path) -> None:
    """One step of a story, where it is possible."""
    match step:
        case ("add", str(volunteer), int(minutes)):
            corrections.add(store, volunteer, "FD/A1", minutes, Signature(reason="helped"), insist=True)
        case ("void", int(place)) if open_ := standing(store, (Status.CLOSED,)):
            corrections.void(store, open_[place % len(open_)].key, Signature(reason="mistake"))
        case ("confirm",) if open_ := standing(store, (Status.CLOSED,)):
            corrections.confirm(store, open_, UNSIGNED)
        case ("batch", bool(complete_too)):
            before = reported(store)
            plan = plan_batch(store, FORMAT, Selection(complete_too=complete_too))
            if plan.good:
                write_batch(store, plan, folder / "out.xlsx")
            if not complete_too:
                # Such a batch may report only confirmed hours, whatever an earlier batch counted.
                confirmed = minutes_of(standing(store, (Status.CONFIRMED,)))
                new = reported(store) - before
                assert all(new[person] <= confirmed[person] for person in new)
        case ("undo", int(place)):
            valid = [batch.number for batch in all_batches(store.connection) if batch.taken_back is None]
            if valid:
                take_back(store, valid[place % len(valid)])


@given(steps)
@example([("add", "FD/001", 200), ("batch", True), ("batch", False), ("confirm",), ("batch", False)])
@settings(max_examples=20 if WHOLE else 8)
def test_nothing_is_lost_and_nothing_is_told_twice(story: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with init_store(folder / "desk", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as store:
            add_activity(store, "A1", {"name": "清洁家园", "place": "公园", "start": HOUR, "end": 3 * HOUR})
            with store.ledger.transaction():
                store.register.write([Person("FD", "001", "张伟"), Person("FD", "002", "李娜")])
            for step in story:
                take(store, step, folder)
                due: Counter[str] = Counter()
                for row in plan_batch(store, FORMAT, Selection(complete_too=True)).rows:
                    due[row.due.volunteer] += row.due.minutes
                    assert row.minutes % 30 == 0 and 0 <= row.minutes <= 120
                    assert row.minutes + row.remainder == row.due.minutes
                told, there = reported(store), minutes_of(standing(store))
                for person in ("FD/001", "FD/002"):
                    assert told[person] + due[person] == there[person]
