"""The power fails during a purge: nothing is purged yet, or the next start erases the bytes and writes the signed statement."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.signature import Signature
from exports.exchange.purging.carrying_out import purge_by_rules
from storage.store import open_store
from tests.portions import steps
from tests.standing_clock import StandingClock
from tests.storage.killed import STEPS, kills
from tests.storage.telltales import words_in
from tests.tui.cli.conftest import Run

HEAD = "学号,姓名,班级,人员类别,出生日期\n"
GONE, STAYS = "001,欧阳晓晓,七1班,学生,2013-09-17\n", "003,王小明,七2班,学生,2001-04-05\n"
SECRET = ("欧阳晓晓", "ouyangxiaoxiao", "2013-09-17")
SQL = ("BEGIN", "INSERT INTO log", "COMMIT", "VACUUM", "PRAGMA wal_checkpoint", "DELETE FROM unfinished_purge")


@pytest.fixture
def left_long_ago(run: Run, data: Path, clock: StandingClock, tmp_path: Path) -> Path:
    """A desk of which one person left eleven years ago."""
    for name, rows in (("all", HEAD + GONE + STAYS), ("fewer", HEAD + STAYS)):
        (tmp_path / f"{name}.csv").write_text(rows, "utf-8")
    assert run("init", "--team", "FD", "--name", "复旦中学").code == 0
    assert run("roster", "import", tmp_path / "all.csv").code == 0
    assert run("roster", "import", "--replace", tmp_path / "fewer.csv").code == 0
    clock.set(datetime(2037, 3, 6, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    return data


def statements(data: Path) -> list[Path]:
    return list((data / "purged").glob("*.hdpurge"))


def is_purged(run: Run) -> bool:
    (person,) = run("roster", "find", "001", "--json").objects
    return bool(person["name"] == "purged")


def test_killed_at_each_step(run: Run, left_long_ago: Path, data: Path, clock: StandingClock, tmp_path: Path) -> None:
    before, seen = tmp_path / "before", set()
    shutil.copytree(data, before)

    def deed() -> None:
        def step(sql: str) -> None:
            if sql.startswith(SQL):
                sys.audit("sql")

        with open_store(data, clock.clock) as store:
            store.connection.set_trace_callback(step)
            purge_by_rules(store, store.today(), Signature("李", "试验"))

    assert run("roster", "list").code == 0
    for step in kills(deed, STEPS | {"sql"}, least=12, every=steps(3)):
        half = bool(words_in(data, SECRET)) or not statements(data)
        told = run("roster", "list")
        assert told.code == 0
        purged = is_purged(run)
        seen.add((purged, "A purge was interrupted" in told.err))
        assert len(statements(data)) == purged, step
        assert words_in(data, SECRET) == ({} if purged else words_in(data, SECRET)), step
        assert run("check").code == 0
        if purged:
            assert ("A purge was interrupted" in told.err) or not half, step
            assert run("verify", *statements(data)).code == 0
            shutil.rmtree(data)
            shutil.copytree(before, data)
            assert run("roster", "list").code == 0
        assert not run("roster", "list").err
    assert {(False, False), (True, True)} <= seen
    assert words_in(data, SECRET) == {} and len(statements(data)) == 1


def test_a_statement_that_could_not_be_written_is_written_by_the_next_start(
    run: Run, left_long_ago: Path, data: Path
) -> None:
    (data / "purged").write_text("in the way", "utf-8")
    done = run("purge", "--reason", "保存期限已到")
    assert done.code == 1 and "the next start" in done.err and "Traceback" not in done.err
    assert words_in(data, SECRET) == {}
    still = run("roster", "list")
    assert still.code == 0 and "can't be written" in still.err
    (data / "purged").unlink()
    again = run("purge", "--reason", "保存期限已到")
    assert "it was finished now" in again.err and "nobody is due" in again.err
    (statement,) = statements(data)
    (said,) = run("verify", statement, "--json").objects
    assert said["register"]["name"] == [2, 1] and said["trusted"]


def test_two_purges_of_one_moment_have_a_statement_each(run: Run, left_long_ago: Path, data: Path) -> None:
    (data / "retention.toml").write_text('[[rule]]\nname = "a"\nfields = ["birth"]\nafter_years = 1\n', "utf-8")
    assert run("purge", "--reason", "一").code == 0
    (data / "retention.toml").unlink()
    assert run("purge", "--reason", "二").code == 0
    assert len(statements(data)) == 2
