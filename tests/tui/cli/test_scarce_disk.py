"""A disk that is nearly full is said before it fails, and a desk that lost events says so at each command that looks."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(("free", "is_said"), [(150 * 2**20, True), (250 * 2**20, False)])
def test_check_says_it_and_the_record_is_sound(
    desk: Run, monkeypatch: pytest.MonkeyPatch, free: int, is_said: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**12, 10**12 - free, free))
    for language, words in (("en", "The disk is nearly full (150 MB free)"), ("zh", "磁盘快满了（剩 150 MB）")):
        answer = desk("--lang", language, "check")
        assert answer.code == 0 and (words in answer.err) == is_said
    assert any("150 MB" in line for line in desk("--lang", "en", "doctor").lines) == is_said


def test_an_older_copy_was_put_over_the_record(desk: Run, data: Path, tmp_path: Path) -> None:
    """Said by the first command that opens it, and by check until it is back."""
    shutil.copyfile(data / "desk.db", tmp_path / "older.db")
    assert desk("activity", "edit", "A1", "--place", "河边").code == 0
    shutil.copyfile(tmp_path / "older.db", data / "desk.db")
    assert "hourdesk take" in desk("activity", "list").err
    assert desk("activity", "list").err == ""
    checked = desk("check")
    assert checked.code == 1 and "is not in the record any more" in checked.err
    assert desk("check", "--accept-missing").code == 0 and desk("check").code == 0
