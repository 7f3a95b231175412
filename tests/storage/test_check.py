"""`check` finds what somebody changed behind the desk's back, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from storage.check import check_store
from storage.disk.heads.head_copies import head_beside
from storage.store import Store
from tests.storage.conftest import Scanner

APART = ("guard_missing", "events_damaged")
"""Said beside what is wrong with an event."""


def tamper(store: Store, *statements: str) -> None:
    store.connection.execute("DROP TRIGGER log_refuses_update")
    store.connection.execute("DROP TRIGGER log_refuses_delete")
    for statement in statements:
        store.connection.execute(statement)


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(p.code, p.where.rpartition(" ")[2]) for p in check_store(folder) if p.code not in APART]


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


@pytest.mark.parametrize(
    "change", ["SET raw = CAST(replace(raw, '自动', 'x') || ' ' AS BLOB)", "SET raw = x'7b7d'", "SET at = at - 1"]
)
def test_what_to_do_about_damaged_events_is_said_once(
    store: Store, folder: Path, tmp_path: Path, scan: Scanner, change: str
) -> None:
    """The copy on the stick is named where it holds them; else what it is that is looked for."""
    scan("001")
    tamper(store, f"UPDATE log {change}")
    (told,) = (p for p in check_store(folder) if p.code == "events_damaged")
    desk = store.identity.desk
    assert told.where == str(folder) and "hourdesk restore" in say(told) and f"a pack of desk {desk}" in say(told)
    stick = tmp_path / "stick"
    stick.mkdir()
    store.folder.change_settings({"copies": [str(stick)]})
    copy = stick / f"fd-{desk}.hdpack"
    copy.touch()
    store.ledger.head.keep_in(head_beside(copy))
    (told,) = (p for p in check_store(folder) if p.code == "events_damaged")
    assert f"hourdesk take {copy}" in say(told)


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
