"""Folders, settings and records that can't be used are refused in words."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from storage.disk import connection, sqlite
from storage.disk.connection import connect
from storage.disk.migrations import migrate
from storage.disk.records import is_of_another_program
from storage.store import Store, init_store, open_store
from tests.quick_disk import REAL_SYNCHRONOUS


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_no_desk_here(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_store(tmp_path, SYSTEM_CLOCK)
    assert code(refused) == "no_desk"
    assert list(tmp_path.iterdir()) == []


def test_a_desk_is_not_made_over_another(store: Store, folder: Path) -> None:
    with pytest.raises(Refused) as refused:
        init_store(folder, team="FD", team_name="复旦中学", clock=store.clock)
    assert code(refused) == "desk_exists"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"team": "F D", "team_name": "x"}, "bad_code"),
        ({"team": "", "team_name": "x"}, "bad_code"),
        ({"team": "FD", "team_name": "  "}, "missing_value"),
        ({"team": "FD", "team_name": "x", "timezone": "Asia/Chongqqing"}, "bad_timezone"),
        ({"team": "FD", "team_name": "x", "timezone": "../etc"}, "bad_timezone"),
    ],
)
def test_bad_values_make_no_folder(tmp_path: Path, values: dict[str, str], expected: str) -> None:
    with pytest.raises(Refused) as refused:
        init_store(tmp_path / "desk", **values, clock=SYSTEM_CLOCK)
    assert code(refused) == expected
    assert not (tmp_path / "desk").exists()


def test_a_record_of_a_newer_version_is_left_alone(store: Store, folder: Path) -> None:
    store.connection.execute("PRAGMA user_version = 99")
    store.close()
    before = (folder / "desk.db").read_bytes()
    with pytest.raises(Refused) as refused:
        open_store(folder, store.clock)
    assert code(refused) == "newer_database"
    assert (folder / "desk.db").read_bytes() == before


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file stands where the folder should be (rights alone would not stop an administrator)."""
    (tmp_path / "desk").write_text("a file")
    with pytest.raises(Refused) as refused:
        init_store(tmp_path / "desk", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK)
    assert code(refused) == "not_writable"


def test_settings_keep_a_persons_comments(store: Store) -> None:
    file = store.folder.path / "desk.toml"
    file.write_text("# 门口那台\ncamera = 'old'\n", "utf-8")
    store.folder.change_settings({"camera": "camera:0", "language": "zh"})
    assert store.folder.settings() == {"camera": "camera:0", "language": "zh"}
    assert "# 门口那台" in file.read_text("utf-8")


def test_broken_settings_are_named(store: Store) -> None:
    (store.folder.path / "desk.toml").write_text("camera = ", "utf-8")
    with pytest.raises(Refused) as refused:
        store.folder.settings()
    assert code(refused) == "bad_settings"


def test_the_database_keeps_a_safe_journal_and_is_synchronous(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SYNCHRONOUS", REAL_SYNCHRONOUS)
    with closing(connect(folder / "desk.db")) as as_the_program:
        assert as_the_program.execute("PRAGMA synchronous").fetchone() == (2,)
    with closing(sqlite.connect(folder / "desk.db")) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == (sqlite.journal_mode().lower(),)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_private_keys_are_for_their_user_only(store: Store) -> None:
    keys = list(store.folder.keys.glob("*.pem"))
    assert len(keys) == 2
    assert all(key.stat().st_mode & 0o077 == 0 for key in keys)


def test_the_records_of_tests_are_those_that_the_migrations_make(store: Store) -> None:
    """`tests.quick_disk` copies what they made once."""
    with closing(sqlite.connect(":memory:", isolation_level=None)) as made:
        migrate(made)
        for question in ("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name", "PRAGMA user_version"):
            assert store.connection.execute(question).fetchall() == made.execute(question).fetchall()
        (table,) = made.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE '%migrations%' AND type = 'table'"
        ).fetchone()
        steps = f"SELECT migration_set, name FROM {table} ORDER BY name"
        assert store.connection.execute(steps).fetchall() == made.execute(steps).fetchall()


def test_a_record_that_another_program_wrote_over_is_looked_at_again(tmp_path: Path) -> None:
    """Of the same length, within the same moment: a command asks several times whose a record is."""
    record, made = tmp_path / "desk.db", dict[str, bytes]()
    for table in ("log", "song"):
        with closing(sqlite.connect(tmp_path / table, isolation_level=None)) as connection:
            connection.execute(f"CREATE TABLE {table} (x)")
        made[table] = (tmp_path / table).read_bytes()
    assert len(made["log"]) == len(made["song"])
    for table in ("log", "song", "log"):
        record.write_bytes(made[table])
        assert is_of_another_program(record) is (table == "song")
