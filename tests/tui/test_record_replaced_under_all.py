"""Two windows and two `scan -`, all real processes on one folder: the record is replaced, or another program writes into it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.backup import backup, restore
from storage.check import check_store
from storage.store import open_store
from tests.portions import share
from tests.tui.desks import make_desk
from tests.tui.test_terminal import Terminal

PROGRAM = [sys.executable, "-c", "from tui.start import main; main()", "--lang", "en"]


def scanning(data: Path, code: str) -> subprocess.Popen[str]:
    env = os.environ | {"HOURDESK_DATA": str(data), "PYTHONPATH": str(Path.cwd())}
    command = [*PROGRAM, "scan", "--activity", code, "-"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, env=env, stdin=pipe, stdout=pipe, stderr=pipe)


def type_badge(process: subprocess.Popen[str], badge: str) -> None:
    assert process.stdin is not None
    process.stdin.write(badge + "\n")
    process.stdin.flush()


def replaced(record: Path, other: Path) -> None:
    shutil.copy(other, record.with_name("other"))
    record.with_name("other").replace(record)


def overwritten(record: Path, other: Path) -> None:
    record.write_bytes(other.read_bytes())


@pytest.mark.parametrize("harm", share([replaced, overwritten], 0, 2))
def test_nobody_is_shown_green_and_everybody_is_in_after_a_restore(
    tmp_path: Path, harm: Callable[[Path, Path], None]
) -> None:
    """Four people are scanned at four programs after it: all NOT RECORDED, none lost, none twice."""
    desk, saved, other = make_desk(tmp_path / "desk"), tmp_path / "desk.backup", make_desk(tmp_path / "other")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        backup(store, saved)
    with open_store(other.path, SYSTEM_CLOCK):
        pass
    badges = list(desk.badges.values())[:4]
    windows = [Terminal(desk.path), Terminal(desk.path)]
    lines = [scanning(desk.path, "qd1"), scanning(desk.path, "qd1")]
    for process in lines:
        # It is answered once the record is open.
        type_badge(process, "7")
        assert process.stderr is not None and process.stderr.readline()
    for window in windows:
        window.wait_for("On site")
    harm(desk.path / "desk.db", other.path / "desk.db")
    for process, badge in zip(lines, badges[:2], strict=True):
        type_badge(process, badge)
    said = [process.communicate(timeout=60) for process in lines]
    assert all(out == "" and err.count("NOT RECORDED") == 1 for out, err in said), said
    for window, badge in zip(windows, badges[2:], strict=True):
        window.child.send(badge + "\r")
        window.wait_for("NOT RECORDED")
    for window in windows:
        window.child.terminate(force=True)
    restore(saved, desk.path, SYSTEM_CLOCK)
    window = Terminal(desk.path)
    window.wait_for("On site  4")
    window.child.terminate(force=True)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        rows = store.connection.execute("SELECT volunteer FROM log WHERE kind = 'scan'").fetchall()
        assert len(rows) == len({row[0] for row in rows}) == 4
    assert [problem.code for problem in check_store(desk.path)] in ([], ["events_missing"])
