"""What a work would change is what the whole record shows of it afterwards, though only the people concerned are folded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checkin.rules.badge_numbers import badge_number
from checkin.rules.events import Amend, Claim, Consent, ConsentState, Direction, Judge, Link, Scan, Transfer, Void
from checkin.rules.hours_change import hours_change
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.activities.activities import add_activity, close_activity, edit_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.record import whole_record
from storage.roster.bringing import foreseen
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import prepare_list, report_of, take_in
from storage.store import Store
from storage.supervision.consequences import change_by, do_foreseen, foresee

HOUR, DAY = 3_600_000, 86_400_000
SIGNED = Signature("li", "because")
Work = Callable[[Store], Any]
PEOPLE = ("FD/001", "FD/002", "FD/003")


@pytest.fixture
def busy(store: Store) -> Store:
    """Six days with two activities each, which overlap; odd scans, amended ones, an unknown badge, added hours."""
    random, start = Random(7), store.now() - 6 * DAY
    for day in range(6):
        for code, begin in ((f"D{day}", 0), (f"E{day}", 2)):
            first = start + day * DAY + begin * HOUR
            add_activity(store, code, {"name": code, "place": "公园", "start": first, "end": first + 2 * HOUR})
            for person in (*PEOPLE, None):
                badge = None if person else badge_number("7" * 20)
                for _ in range(random.choice((1, 2, 2, 2, 4))):
                    at = first + random.randrange(-30, 150) * 60_000
                    body = Scan(f"FD/{code}", Direction.AUTO, "camera", person, badge)
                    scanned = _write(store, body, at)
                    if random.random() < 0.15:
                        moved = Amend(scanned, at=at + HOUR, volunteer=random.choice((None, "FD/003")))
                        _write(store, moved, at + DAY)
    return store


def _write(store: Store, body: Any, at: int) -> str:
    with store.ledger.transaction():
        return store.ledger.append(body, at=at, event_id=store.ledger.rising_id(new_id(store.now())), signed=SIGNED).id


def _edit(code: str, changes: dict[str, Any]) -> Work:
    return lambda store: edit_activity(store, code, changes, SIGNED)


def _policy(since: int | None, **settings: Any) -> Work:
    return lambda store: set_policy(store, settings, since, SIGNED)


def _record(body: Any) -> Work:
    return lambda store: store.ledger.record(body, signed=SIGNED)


def _void(kind: str, place: int) -> Work:
    return lambda store: store.ledger.record(Void(store.ledger.queries.of_kind(kind)[place].id), signed=SIGNED)


def _works(now: int) -> list[Work]:
    """Every kind of fact that changes hours, one after the other on the same record."""
    start = now - 6 * DAY
    edits = [
        {"end": start + HOUR}, {"start": start - HOUR}, {"check_out_from": start + HOUR}, {"overnight": True},
        {"not_creditable": "own"}, {"not_creditable": None}, {"kind": "training"}, {"timezone": "Europe/Paris"},
    ]  # fmt: skip
    return [
        *(_edit("D0", edit) for edit in edits),
        _policy(start + 2 * DAY, max_minutes_per_day=100),
        _policy(start, clamp_start=True, clamp_end=True),
        _policy(start + 3 * DAY + HOUR, min_share_of_activity="0.8"),
        _policy(now - DAY, not_creditable_kinds=["student"]),
        _policy(None, grid_minutes=30),
        _edit("E1", {"start": start + DAY + 6 * HOUR, "end": start + DAY + 7 * HOUR}),
        _record(Consent("FD/002", ConsentState.MISSING)),
        _record(Link("FD/001", "FD/002")),
        _record(Transfer("FD/003", "XN/12", "XN/A1", 90, "2026-03-07", "ab" * 32, "扫雪")),
        _policy(None, transferred="count"),
        _record(Claim("FD/001", "图书馆", 90, "2026-03-07", "ab" * 32)),
        lambda store: store.ledger.record(Judge(store.ledger.queries.of_kind("claim")[0].id, True), signed=SIGNED),
        _void("transfer", 0),
        lambda store: close_activity(store, "D3", SIGNED),
        _void("link", 0),
        _void("policy", 1),
    ]


def test_what_a_work_would_change_is_what_the_whole_record_shows_afterwards(busy: Store) -> None:
    """Before it is written, and again from its events when they are in the log; some of it changes much."""
    changed = 0
    for work in _works(busy.now()):
        before = whole_record(busy).sessions
        foreseen = foresee(busy, work)
        assert whole_record(busy).sessions == before
        last = len(busy.ledger.queries.all())
        do_foreseen(busy, work, foreseen)
        written = sorted(busy.ledger.queries.all(), key=lambda e: e.id)[last:]
        assert foreseen.change == hours_change(before, whole_record(busy).sessions, busy.ledger.facts())
        assert change_by(busy, written) == foreseen.change
        changed += bool(foreseen.change.sessions)
    assert changed > 16


def test_a_work_is_refused_where_somebody_changed_the_facts_meanwhile(busy: Store) -> None:
    """A scan that came meanwhile hinders nothing."""

    def work(store: Store) -> object:
        return edit_activity(store, "D0", {"not_creditable": "own"}, SIGNED)

    foreseen = foresee(busy, work)
    _write(busy, Scan("FD/D0", Direction.AUTO, "camera", "FD/001"), busy.now())
    do_foreseen(busy, work, foreseen)
    again = foresee(busy, work)
    edit_activity(busy, "D0", {"name": "anders"}, SIGNED)
    with pytest.raises(Refused, match="meanwhile"):
        do_foreseen(busy, work, again)


@pytest.mark.parametrize(
    "rows",
    [
        "001,张伟,七1班,学生,2020-01-01,\n",
        f"009,新来的,七1班,学生,1990-01-01,{badge_number('7' * 20)}\n",
        "002,李娜,七1班,家长,1990-01-01,\n003,王芳,七2班,学生,2020-01-01,\n",
    ],
    ids=["a child without consent", "who had the unknown badge", "a parent, and a child"],
)
def test_what_a_list_changes_is_known_without_trying_it(
    busy: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    """No scan waits for the question: the events of the list alone tell it."""
    set_policy(busy, {"not_creditable_kinds": ["parent"]}, since=busy.now() - 10 * DAY, signed=SIGNED)
    file = tmp_path / "list.csv"
    file.write_text(f"学号,姓名,班级,人员类别,出生日期,证号\n{rows}", "utf-8")
    ready = prepare_list(busy, file, Wanted(Others.ADD))

    def written(store: Store) -> object:
        return take_in(store, file, ready, SIGNED)

    before = whole_record(busy).sessions
    monkeypatch.setattr(foreseen, "foresee", None)
    change = foreseen.foresee_list(busy, ready, written, report_of(ready, taken=True)).change
    assert whole_record(busy).sessions == before and change.sessions
    written(busy)
    assert hours_change(before, whole_record(busy).sessions, busy.ledger.facts()) == change


def test_very_many_spans_are_one_question(store: Store) -> None:
    """A pack that changes activities of a thousand days asks for what people did on each: SQLite refuses a thousand conditions in a row."""
    spans = [(day * 10, day * 10 + 1) for day in range(1500)]
    about = store.ledger.queries.about
    assert about({"FD/001"}, spans) == about({"FD/001"}, spans[:1])
