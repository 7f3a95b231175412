"""Batches: the owner of the hours, the limit of a row, and a disk that fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Link
from checkin.rules.instants import instant
from exports.batch.batch import plan_batch, write_batch
from exports.batch.due import Selection
from exports.batch.formats import find_format
from storage.disk import sqlite
from storage.disk.ids import new_id
from storage.recognition.batches import all_batches
from storage.store import open_store
from tests.checkin.rules.story import SHANGHAI
from tests.exports.batch.conftest import Serve
from tests.exports.batch.test_remainder import told
from tests.exports.batch.test_write import cells, own_map
from tests.tui.cli.conftest import Run


def test_a_visitors_hours_are_their_own_schools_to_report(
    school: Run, serve: Serve, data: Path, tmp_path: Path
) -> None:
    own_map(data)
    serve("001", 60)
    with open_store(data, SYSTEM_CLOCK) as store:
        for hour in (9, 10):
            came = instant(datetime(2024, 3, 5, hour, tzinfo=SHANGHAI))
            Desk(store.ledger).scan(Arrival(new_id(came), came, "", "FD/A1", volunteer="QX/001"))
    answer = school("batch", "write", "own", tmp_path / "o.xlsx", "--all")
    assert answer.code == 0
    assert "1 volunteer of another school stays out" in answer.err
    assert [row[1] for row in cells(tmp_path / "o.xlsx")[1:]] == ["张伟"]


def test_two_numbers_of_one_person_are_one_row(
    school: Run, badge: Callable[[str], str], serve: Serve, data: Path, identities: Path, tmp_path: Path
) -> None:
    """张伟 came without a badge in April and was registered anew; it is found out after a first batch."""
    serve("001", 50)
    (walk_in,) = school("roster", "add", "--name", "张伟", "--class", "七1班", "--insist", "--json").objects
    typed = "".join(f"2024-04-09T{time}\t{walk_in['badge']}\n" for time in ("09:00", "09:25"))
    assert school("scan", "--activity", "A2", "-", stdin=typed).code == 0
    write = ("batch", "write", "volunteer-beijing", tmp_path / "o.xlsx", "--identities", identities, "--all", "--json")
    assert told(school(*write)) == [("001", "ok", 0, 50, 30, 20), (walk_in["number"], "waits", 0, 25, 0, 25)]
    with open_store(data, SYSTEM_CLOCK) as store:
        store.ledger.record(Link(f"FD/{walk_in['number']}", "FD/001"))
    assert told(school(*write)) == [("001", "ok", 45, 0, 30, 15)]


def test_teachers_are_not_in_a_file_of_students(school: Run, serve: Serve, identities: Path, tmp_path: Path) -> None:
    serve("001", 60)
    serve("T01", 60)
    answer = school("batch", "write", "student-hours", tmp_path / "o.xlsx", "--identities", identities)
    assert answer.code == 0 and "1 person stays out: the format is for others." in answer.err
    assert [row[0] for row in cells(tmp_path / "o.xlsx")[1:]] == ["张伟"]


def test_what_is_more_than_a_row_takes_goes_into_the_next(
    school: Run, serve: Serve, data: Path, tmp_path: Path
) -> None:
    own_map(data)
    file = data / "batch" / "own.toml"
    file.write_text("max_hours_per_row = 2\n" + file.read_text("utf-8"), "utf-8")
    serve("001", 170)
    out = tmp_path / "o.xlsx"
    first = school("batch", "write", "own", out, "--json")
    assert told(first) == [("001", "ok", 0, 170, 120, 50)]
    assert first.objects[0]["message"] == "a row holds at most 2 hours: the rest is carried on"
    assert told(school("batch", "write", "own", out, "--json")) == [("001", "ok", 50, 0, 30, 20)]


def test_hours_by_source_where_a_system_keeps_them_apart(school: Run, serve: Serve, data: Path, tmp_path: Path) -> None:
    """志愿汇 keeps added hours apart from scanned ones: two maps, each with its own memory."""
    own_map(data)
    text = (data / "batch" / "own.toml").read_text("utf-8")
    (data / "batch" / "scanned.toml").write_text('sources = ["scanned", "corrected", "ruled"]\n' + text, "utf-8")
    (data / "batch" / "added.toml").write_text('sources = ["added"]\n' + text, "utf-8")
    serve("001", 60)
    added = ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "tidied up")
    assert school(*added).code == 0
    for name, minutes in (("scanned", 60), ("added", 30)):
        rows = told(school("batch", "write", name, tmp_path / "o.xlsx", "--all", "--json"))
        assert rows == [("001", "ok", 0, minutes, minutes, 0)]


def test_a_batch_that_the_disk_does_not_take_leaves_no_file(serve: Serve, data: Path, tmp_path: Path) -> None:
    """The file was in its place when the commit failed: it goes again, and the hours are still due."""
    own_map(data)
    serve("001", 60)
    out = tmp_path / "o.xlsx"
    with open_store(data, SYSTEM_CLOCK) as store:
        plan = plan_batch(store, find_format(store.folder, "own"), Selection())
        store.connection.execute("CREATE TABLE late (key TEXT REFERENCES person (key) DEFERRABLE INITIALLY DEFERRED)")
        store.connection.execute(
            "CREATE TRIGGER late_fault AFTER INSERT ON batch BEGIN INSERT INTO late VALUES ('nobody'); END"
        )
        with pytest.raises(sqlite.IntegrityError):
            write_batch(store, plan, out)
        assert not out.exists()
        assert all_batches(store.connection) == []
        store.connection.execute("DROP TRIGGER late_fault")
        assert write_batch(store, plan, out) == 1
    assert cells(out)[1][4] == "1"


def test_a_record_of_the_version_before_learns_to_remember(
    school: Run, serve: Serve, data: Path, tmp_path: Path
) -> None:
    own_map(data)
    serve("001", 60)
    with open_store(data, SYSTEM_CLOCK) as store:
        for table in ("batch_session", "batch_row", "batch"):
            store.connection.execute(f"DROP TABLE {table}")
        store.connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm006_batches'")
        store.connection.execute("PRAGMA user_version = 5")
    assert school("batch", "list").out == "No batches yet.\n"
    assert school("batch", "write", "own", tmp_path / "o.xlsx").code == 0
    assert school("check").code == 0


@pytest.mark.parametrize("speech", ["zh", "en"])
def test_both_languages_say_all_of_it(
    school: Run, serve: Serve, identities: Path, data: Path, tmp_path: Path, speech: str
) -> None:
    """Rows, reasons and the list are Chinese for a Chinese school."""
    own_map(data)
    serve("001", 100)
    serve("002", 20)
    lines = identities.read_text("utf-8").splitlines()
    identities.write_text("\n".join(line for line in lines if not line.startswith("003")), "utf-8")
    serve("003", 60)
    write = ("batch", "write", "志愿北京", tmp_path / "o.xlsx", "--identities", identities, "--lang", speech)
    shown = school(*write).out.replace(str(tmp_path), "") + school("batch", "list", "--lang", speech).out
    words = {
        "zh": ("结转 · 不足 30 分钟", "未写入 · ", "第 1 批", "有效"),
        "en": ("carried on · less than", "left out · ", "Batch 1", "valid"),
    }
    assert all(word in shown for word in words[speech])
    if speech == "zh":
        english = {"left", "carried", "written", "row", "hours", "valid", "number", "person", "format"}
        assert not english & set(shown.replace("undo", "").split())
