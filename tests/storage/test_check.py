"""`check` finds what somebody changed behind the desk's back, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from storage.check import check_store
from storage.store import Store
from tests.storage.conftest import Scanner


def tamper(store: Store, *statements: str) -> None:
    store.connection.execute("DROP TRIGGER log_refuses_update")
    store.connection.execute("DROP TRIGGER log_refuses_delete")
    for statement in statements:
        store.connection.execute(statement)


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(p.code, p.where.rpartition(" ")[2]) for p in check_store(folder) if p.code != "guard_missing"]


def test_a_sound_record_has_no_problems(store: Store, folder: Path, scan: Scanner) -> None:
    scan("001")
    assert check_store(folder) == []


def test_an_earlier_time_in_the_bytes(store: Store, folder: Path, scan: Scanner) -> None:
    scan("001")
    tamper(store, "UPDATE log SET raw = CAST(replace(raw, '\"auto\"', '\"in\"') AS BLOB) WHERE kind = 'scan'")
    assert codes(folder) == [("bad_hash", "5"), ("columns_differ", "5")]


def test_another_time_in_the_columns(store: Store, folder: Path, scan: Scanner) -> None:
    scan("001")
    tamper(store, "UPDATE log SET at = at - 3600000 WHERE kind = 'scan'")
    assert codes(folder) == [("columns_differ", "5")]


def test_an_event_taken_out(store: Store, folder: Path, scan: Scanner) -> None:
    tamper(store, "DELETE FROM log WHERE seq = 3")
    assert codes(folder) == [("gap", "4")]


def test_bytes_that_are_no_event(store: Store, folder: Path) -> None:
    tamper(store, "UPDATE log SET raw = x'7b7d' WHERE seq = 2")
    assert ("unreadable_event", "2") in codes(folder)


def test_missing_guards(store: Store, folder: Path) -> None:
    tamper(store)
    assert [p.code for p in check_store(folder)] == ["guard_missing", "guard_missing"]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"not a database, whatever its name says" * 100)
    with pytest.raises(Refused) as refused:
        check_store(tmp_path)
    assert refused.value.problems[0].code == "damaged"


def test_a_page_overwritten(store: Store, folder: Path, scan: Scanner) -> None:
    for minutes in range(-50, 0):
        scan("001", minutes)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    file = folder / "desk.db"
    data = bytearray(file.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    file.write_bytes(data)
    try:
        found = {p.code for p in check_store(folder)}
    except Refused as refused:
        found = {p.code for p in refused.problems}
    assert "damaged" in found
