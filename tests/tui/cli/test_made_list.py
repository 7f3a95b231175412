"""What this desk wrote anywhere is remembered by its place: `protect`, `check`, `doctor` and `purge` name what is still there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.engines import needs_encryption
from tests.standing_clock import StandingClock
from tests.storage.telltales import words_in
from tests.tui.cli.conftest import Run


@pytest.fixture
def elsewhere(desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no copy folder and no stick, with one of each that a desk writes."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    place = tmp_path / "documents" / "deep" / "down"
    place.mkdir(parents=True)
    for command in (
        ("kit", place / "gate.hdkit"), ("export", place / "march.hdpack"), ("backup", place / "whole.bak.db"),
        ("export", place / "hours.xlsx"), ("badges", place / "badges.pdf"), ("badges", place / "pictures"),
        ("roster", "export", place / "people.csv"), ("paper", "sheet", place / "sheet.pdf", "--activity", "A1"),
        ("transfer", "give", place / "001.hdleave", "001"),
    ):  # fmt: skip
        done = desk(*command)
        assert done.code == 0, (command, done.err)
    return place


NAMES = (
    "gate.hdkit",
    "march.hdpack",
    "whole.bak.db",
    "hours.xlsx",
    "badges.pdf",
    "pictures",
    "people.csv",
    "sheet.pdf",
    "001.hdleave",
)


@needs_encryption
def test_protect_check_and_doctor_name_them_until_they_are_gone(desk: Run, elsewhere: Path, data: Path) -> None:
    done = desk("protect")
    assert done.code == 0, done.err
    for name in NAMES:
        assert str(elsewhere / name) in done.err, name
    assert words_in(data, [str(elsewhere)]) == {}, "the list itself is sealed"
    for command in ("check", "doctor"):
        told = desk(command)
        assert "documents" in told.out + told.err, command
    told = desk("check")
    (elsewhere / "people.csv").unlink()
    assert "people.csv" in told.out + told.err and "people.csv" not in desk("check").err + desk("check").out


def test_a_purge_names_them_and_keeps_no_name_in_the_list(
    desk: Run, elsewhere: Path, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    done = desk("explain", "001", "--pdf", elsewhere / "的时长-张 伟.pdf")
    assert done.code == 0, done.err
    (tmp_path / "fewer.csv").write_text("学号,姓名,班级\n002,李娜,七1班\n003,王小明,七2班\n", "utf-8")
    assert desk("roster", "import", "--replace", tmp_path / "fewer.csv").code == 0
    clock.set(datetime(2040, 3, 6, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    done = desk("purge", "--reason", "保存期限已到")
    assert done.code == 0, done.err
    for name in (*NAMES, "的时长-张 伟.pdf"):
        assert str(elsewhere / name) in done.err, name
    assert "张 伟" not in (data / "made_files.txt").read_text("utf-8")
    assert str(elsewhere / "gate.hdkit") in (data / "made_files.txt").read_text("utf-8")


def test_a_pack_that_is_not_sealed_says_that_everybody_can_read_it(desk: Run, tmp_path: Path) -> None:
    done = desk("export", tmp_path / "out.hdpack")
    assert done.code == 0 and "everybody" in done.out + done.err
    said = desk("--lang", "zh", "export", tmp_path / "out.hdpack")
    assert "人人可读" in said.out + said.err
