"""What is written for a moment lies where the person wrote to, never in the system's folder for temporary files."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest

from exports.tables.workbook_file import workbook_in
from storage.disk.atomic_file import atomic_path
from tests.storage.telltales import words_in
from tests.tui.cli.conftest import Run
from tests.watched_folder import watched

TOLD = ("张伟", "张 伟", "李娜", "七1班", "七2班", "复旦中学")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files, for this process, its children, and libraries in C."""
    place = tmp_path / "system"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    return place


def test_no_command_writes_rows_into_the_systems_folder(desk: Run, temporary: Path, tmp_path: Path) -> None:
    out, district = tmp_path / "out", tmp_path / "district"
    out.mkdir()
    roster = ("roster", "export", out / "people.xlsx")
    on = ("--data", district)
    with watched(temporary) as made:
        for command in (
            ("protect",), ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "帮忙布置"),
            ("export", out / "hours.xlsx"), ("export", out / "hours.csv"), ("export", out / "hours.json"), roster,
            ("roster", "import", out / "people.xlsx"), ("badges", out / "badges.pdf"), ("export", out / "desk.hdpack"),
            ("verify", out / "desk.hdpack"), ("kit", out / "team.hdkit"),
            ("paper", "sheet", out / "sheet.pdf", "--activity", "A1"), ("check",), ("doctor",),
            ("district", "init", "--name", "渝中区教委", *on), ("district", "trust", out / "desk.hdpack", *on),
            ("district", "protect", *on), ("district", "merge", out / "desk.hdpack", *on),
            ("district", "export", out / "all.xlsx", *on), ("district", "report", out / "report.xlsx", *on),
            ("district", "totals", *on), ("district", "shares", *on), ("district", "check", *on),
        ):  # fmt: skip
            done = desk(*command)
            assert done.code == 0, (command, done.err)
    assert made == []
    assert [place.name for place in out.iterdir() if place.name.startswith(".")] == []


def test_a_sealed_backup_is_opened_without_a_word_in_the_clear(desk: Run, temporary: Path, tmp_path: Path) -> None:
    assert desk("protect").code == 0
    assert desk("backup", tmp_path / "b.db").code == 0
    assert desk("restore", tmp_path / "b.db", "--data", tmp_path / "there").code == 0
    assert words_in(tmp_path / "there", TOLD) == {} == words_in(temporary, TOLD)


def test_rows_of_a_workbook_whose_writing_was_killed_lie_beside_it_and_go_with_the_next_one(
    temporary: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    child = os.fork()
    if child == 0:
        with atomic_path(out / "hours.xlsx") as half, workbook_in(half, row_by_row=True) as book:
            sheet = book.add_worksheet()
            for row in range(3000):
                sheet.write_string(row, 0, "张伟" * 100)
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert list(temporary.iterdir()) == []
    left = [place for place in out.iterdir() if place.name.startswith(".hourdesk-")]
    assert len(left) == 2 and words_in(out, ["张伟"])
    hour_ago = time.time() - 3600
    for place in left:
        os.utime(place, (hour_ago, hour_ago))
    with atomic_path(out / "again.xlsx") as half, workbook_in(half, row_by_row=True) as book:
        book.add_worksheet()
    assert [place.name for place in out.iterdir()] == ["again.xlsx"]
