"""The district's tables and Spark's are made from the lists that desks and exports share."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from checkin.rules.activities import Activity
from checkin.rules.facts import Facts
from exports.district.columns import EVENT, FOLDED, INCOMING, SCAN, SESSION, SPARK_EVENT, duckdb_table, spark_schema
from exports.district.district import District
from exports.district.record.folding import _write_rows, session_rows
from exports.district.record.handed_on import rows_for, take_rows
from exports.district.record.incoming import _cells, _plain_line
from exports.exchange.pack.chains import EventRow
from exports.exchange.pack.layout import SESSIONS
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.resources import fields_of
from exports.tables.columns import COLUMNS, Where, session_columns
from exports.tables.rows import SessionRow
from storage.disk.protection.open_keys import forget_keys, keep_open
from storage.disk.protection.protection_file import new_protection
from storage.disk.schema import EVENT as EVENT_LIST
from tests.exports.district.schools import DAY, HOUR, School, scan

NEW_EVENT = (
    "id UUID, team VARCHAR, desk VARCHAR, seq INTEGER, at BIGINT, kind VARCHAR, volunteer VARCHAR, badge VARCHAR, "
    "activity VARCHAR, target UUID, direction VARCHAR, source VARCHAR, arrival UUID, post VARCHAR, operator VARCHAR, reason VARCHAR, hash VARCHAR, "
    "raw VARCHAR"
)
NEW_SESSION = (
    "key VARCHAR, team VARCHAR, volunteer VARCHAR, activity_team VARCHAR, activity VARCHAR, start BIGINT, end BIGINT, "
    "seconds INTEGER, minutes INTEGER, credited INTEGER, status VARCHAR, flags VARCHAR, source VARCHAR, "
    "open_event VARCHAR, close_event VARCHAR, events VARCHAR, segments VARCHAR, day DATE"
)
"""Tables of version 3: files of that time have them, and nothing changes them. Other columns need a new VERSION."""


def test_a_new_district_has_these_tables(district: District) -> None:
    for table, wanted in (("event", NEW_EVENT), ("session", NEW_SESSION)):
        rows = district.db.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position",
            [table],
        ).fetchall()
        assert ", ".join(f"{name} {kind}" for name, kind in rows) == wanted


def test_what_spark_and_the_fold_read() -> None:
    assert spark_schema(SPARK_EVENT) == (
        "id string, team string, desk string, at bigint, kind string, volunteer string, badge string, activity string, "
        "target string, direction string, source string, arrival string, post string, raw string"
    )
    assert spark_schema(SESSION) == NEW_SESSION.replace("VARCHAR", "string").replace("BIGINT", "bigint").replace(
        "INTEGER", "bigint"
    ).replace("DATE", "date")
    assert set(FOLDED) - {"person"} <= {name for name, _holds in SPARK_EVENT} & {name for name, _holds in EVENT}
    assert set(SCAN) == set(FOLDED) - {"kind", "raw"}


def test_a_row_of_a_pack_has_every_column_of_the_list() -> None:
    assert set(EventRow._fields) == {column.name for column in EVENT_LIST}


def test_a_plain_scan_is_laid_out_as_any_other_event(fd: School) -> None:
    """The quickly built line is the same as the line of the CSV library, with the post of the scan."""
    scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 30, post="茶水")
    with open_pack(fd.pack(), None) as pack:
        rows = [row for row in pack.events() if row.kind == "scan"]
    assert [row.post for row in rows] == [None, "茶水"]
    for row in rows:
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerow(_cells(7, row))
        assert _plain_line(7, row) == text.getvalue()
        assert len(_cells(7, row)) == len(INCOMING)


def test_every_form_of_a_session_keeps_the_order_of_the_list() -> None:
    """The keys of design §7 are a contract: `sessions --json`, the pack's table, and the columns of exports."""
    json = (
        "team", "volunteer", "name", "activity_team", "activity", "start", "end", "seconds", "minutes", "status", "flags",
        "source", "open_event", "close_event",
    )  # fmt: skip
    assert tuple(column.key for column in session_columns(Where.JSON)) == json
    blank = SessionRow("", "", "", "", "", "", "", 0, 0, "", (), "", "", "")
    assert tuple(blank.to_json()) == json
    assert fields_of(SESSIONS) == tuple(key for key in json if key != "name")
    assert [c.key for c in COLUMNS if c.key not in json] == ["class", "kind", "activity_name", "hours", "posts"]


def test_a_session_is_written_as_the_library_would_write_it(tmp_path: Path, district: District) -> None:
    """Rows with and without quotes have the same columns in the same order; sealed ones come out the same."""
    facts = Facts({"FD/A1": Activity("FD/A1"), "FD/A,2": Activity("FD/A,2"), "FD/A3": Activity("FD/A3")})
    scans = [
        ("FD/001", f"01a20d9c-dfe7-7204-9fd3-00000000000{n}", "FD", "d", DAY + n * HOUR, "FD/001", None, activity, "auto", "keyboard", None, post)
        for activity, places, post in (("FD/A1", (0, 1, 2), None), ("FD/A,2", (3, 4), None), ("FD/A3", (5, 6), "茶水"))
        for n in places
    ]  # fmt: skip
    rows = list(session_rows(scans, [], facts, {}))
    assert [len(row) for row in rows] == [len(SESSION)] * 4
    wanted, table = StringIO(), duckdb_table(SESSION)
    csv.writer(wanted, lineterminator="\n").writerows(rows)
    read = []
    made = new_protection("seven lamps over the harbour")
    for key in (None, keep_open(made.protection, made.key)):
        file = tmp_path / str(key is None)
        with rows_for(file, key) as out:
            _write_rows(out, rows)
        district.db.execute(f"CREATE OR REPLACE TEMP TABLE came ({table})")
        take_rows(district.db, "INSERT INTO came SELECT *", SESSION, [file], key)
        read.append(district.db.execute("SELECT * FROM came ORDER BY ALL").fetchall())
    assert (tmp_path / "True").read_text("utf-8") == wanted.getvalue()
    assert b"FD/001" not in (tmp_path / "False").read_bytes()
    forget_keys()
    assert read[0] == read[1] and len(read[0]) == len(rows)
