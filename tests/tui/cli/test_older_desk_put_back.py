"""Somebody puts an older desk.db back by hand: what is missing is said, once a command, and comes back with a pack."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.disk import sqlite
from tests.tui.cli.conftest import Run


def whole(data: Path) -> bytes:
    """The record in one file, as somebody copies it who closed the desk before."""
    with closing(sqlite.connect(data / "desk.db")) as record:
        record.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return (data / "desk.db").read_bytes()


@pytest.mark.parametrize("cut", [False, True])
def test_an_older_record_is_noticed_and_said_once(
    desk: Run, badge: Callable[[str], str], data: Path, tmp_path: Path, *, cut: bool
) -> None:
    """Also where only the end of the WAL is gone."""
    scan = ("scan", "--activity", "A1", "-")
    assert desk(*scan, stdin=f"{badge('001')}\n").code == 0
    old = whole(data)
    with closing(sqlite.connect(data / "desk.db")) as stays:
        stays.execute("SELECT count(*) FROM log").fetchone()
        assert desk(*scan, stdin=f"{badge('002')}\n").code == 0
        wal = (data / "desk.db-wal").read_bytes()
    desk("export", tmp_path / "stick.hdpack")
    for beside in data.glob("desk.db-*"):
        beside.unlink()
    (data / "desk.db").write_bytes(old)
    if cut:
        (data / "desk.db-wal").write_bytes(wal[: len(wal) // 8])
    first = desk("check")
    assert first.code == 1 and first.err.count("not in the record any more") == 1
    assert desk("check").err.count("not in the record any more") == 1
    assert desk("take", tmp_path / "stick.hdpack").code == 0
    assert desk("check").code == 0
