"""From an empty folder to hours in a spreadsheet, by command alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.badge_numbers import badge_number
from tests.tui.cli.conftest import Run

SESSION_KEYS = [
    "team", "volunteer", "name", "activity_team", "activity", "start", "end", "seconds", "minutes", "status", "flags",
    "source", "open_event", "close_event",
]  # fmt: skip
SCAN_KEYS = ["event", "outcome", "volunteer", "name", "at", "session_start", "seconds", "minutes"]
PERSON_KEYS = ["team", "number", "name", "class", "kind", "badge", "card", "consent"]


def test_a_morning(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    """
    09:00:00  001 → opened          11:30:00  001 → closed, 150 minutes
    09:00:02  001 → duplicate       11:31:00  003 → no check-in
    09:02:00  002 → opened
    09:03:00  002 → too soon
    """
    typed = [
        ("09:00:00", badge("001")),
        ("09:00:02", badge("001")),
        ("09:02:00", badge("002")),
        ("09:03:00", badge("002")),
        ("11:30:00", badge("001")),
    ]
    stdin = "".join(f"2024-03-05T{time}\t{text}\n" for time, text in typed)
    morning = desk("scan", "--activity", "A1", "--json", "-", stdin=stdin)
    assert morning.code == 0
    assert [o["outcome"] for o in morning.objects] == ["opened", "duplicate", "opened", "too_soon", "closed"]
    last = desk(
        "scan", "--activity", "A1", "--direction", "out", "--json", "-", stdin=f"2024-03-05T11:31\t{badge('003')}\n"
    )
    assert [o["outcome"] for o in last.objects] == ["no_check_in"]

    closing = morning.objects[-1]
    assert list(closing) == SCAN_KEYS
    assert closing | {"event": ""} == {
        "event": "",
        "outcome": "closed",
        "volunteer": "001",
        "name": "张伟",
        "at": "2024-03-05T11:30:00+08:00",
        "session_start": "2024-03-05T09:00:00+08:00",
        "seconds": 9000,
        "minutes": 150,
    }
    assert morning.objects[0]["seconds"] is morning.objects[0]["minutes"] is None

    sessions = desk("sessions", "--json").objects
    assert all(list(row) == SESSION_KEYS for row in sessions)
    assert [(r["volunteer"], r["status"], r["minutes"], r["flags"]) for r in sessions] == [
        ("001", "closed", 150, ["replayed"]),
        ("002", "open", 0, ["replayed"]),
        ("003", "needs_review", 0, ["no_check_in", "replayed"]),
    ]
    first = sessions[0]
    assert (first["team"], first["activity_team"], first["activity"]) == ("FD", "FD", "A1")
    assert first["open_event"] == morning.objects[0]["event"]
    assert first["close_event"] == closing["event"]
    assert sessions[2]["start"] is sessions[2]["open_event"] is None

    closed = desk("activity", "close", "A1", "--json")
    assert [row["volunteer"] for row in closed.objects] == ["002"]

    table, rows = tmp_path / "hours.csv", tmp_path / "hours.json"
    assert desk("export", table).code == desk("export", rows).code == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        minutes = {row["volunteer"]: row["minutes"] for row in csv.DictReader(file)}
    assert minutes == {"001": "150", "002": "0", "003": "0"}
    assert [row["name"] for row in json.loads(rows.read_text("utf-8"))] == ["张伟", "李娜", "王小明"]


def test_the_roster_as_other_programs_read_it(desk: Run) -> None:
    people = desk("roster", "list", "--json").objects
    assert all(list(person) == PERSON_KEYS for person in people)
    assert {p["number"]: (p["team"], p["name"], p["class"], p["kind"]) for p in people} == {
        "001": ("FD", "张伟", "七1班", "student"),
        "002": ("FD", "李娜", "七1班", "student"),
        "003": ("FD", "王小明", "七2班", "student"),
        "T01": ("FD", "陈老师", "", "teacher"),
    }
    assert all(len(person["badge"]) == 24 for person in people)
    assert [p["number"] for p in desk("roster", "find", "wxm", "--json").objects] == ["003"]


def test_an_unknown_badge_is_recorded_under_its_number(desk: Run) -> None:
    unknown = badge_number("0" * 19 + "1")
    stdin = f"2024-03-05T09:00\t{unknown}\n2024-03-05T10:00\t{unknown}\n"
    scans = desk("scan", "--activity", "A1", "--json", "-", stdin=stdin)
    assert scans.code == 0
    assert [(o["outcome"], o["volunteer"], o["name"]) for o in scans.objects] == [("unknown_badge", unknown, None)] * 2
    (row,) = desk("sessions", "--json", "--activity", "A1").objects
    assert (row["team"], row["volunteer"], row["name"], row["minutes"]) == (None, unknown, None, 60)
    assert row["flags"] == ["replayed", "unknown_badge"]
    desk("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "prepared it")
    confirmed = desk("confirm", "--activity", "A1")
    assert (confirmed.err, confirmed.out) == ("1 session can't be confirmed yet.\n", "1 session is confirmed.\n")
    assert "not known whose badge" in desk("confirm", row["open_event"]).err


def test_the_operator_stands_in_the_record_wherever_the_option_is_written(
    desk: Run, badge: Callable[[str], str], data: Path
) -> None:
    from storage.store import open_store

    desk("--operator", "li", "scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge('001')}\n")
    desk("scan", "--activity", "A1", "-", "--operator", "wang", stdin=f"2024-03-05T09:01\t{badge('002')}\n")
    with open_store(data, SYSTEM_CLOCK) as store:
        rows = store.connection.execute("SELECT id FROM log WHERE kind = 'scan' ORDER BY seq")
        operators = [event.operator for (id_,) in rows.fetchall() for event in store.ledger.queries.by_ids({id_})]
    assert operators == ["li", "wang"]


def test_without_a_badge_and_in_no_roster(desk: Run) -> None:
    """A walk-in is registered and checked in by number; a number that nobody has is named."""
    (person,) = desk("roster", "add", "--name", "何雨", "--class", "七4班", "--json").objects
    assert (person["name"], person["class"], len(person["badge"])) == ("何雨", "七4班", 24)
    answer = desk("scan", "--activity", "A1", "--json", "--volunteer", person["number"], "--volunteer", "999")
    assert answer.code == 1
    assert [(o["outcome"], o["volunteer"]) for o in answer.objects] == [("opened", person["number"])]
    assert answer.err == "--volunteer: nobody in the roster has the number 999\n"


def test_an_empty_value_takes_the_old_one_away(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "signup.txt").write_text("001\n")
    set_ = ("--category", "绿色环保", "--check-in-until", "2024-03-05T09:30", "--signup", tmp_path / "signup.txt")
    (before,) = desk("activity", "edit", "A1", *set_, "--json").objects
    assert (before["category"], before["check_in_until"]) == ("绿色环保", "2024-03-05T09:30:00+08:00")
    assert before["signup"] == ["001"]
    emptied = ("--category", "", "--check-in-until", "", "--signup", "")
    (after,) = desk("activity", "edit", "A1", *emptied, "--json").objects
    assert (after["category"], after["check_in_until"], after["signup"]) == (None, None, None)
    assert desk("activity", "edit", "A1", "--start", "").code == 2
    assert desk("activity", "edit", "A1", "--name", " ").code == 1
