"""Commands that write several files into a folder: all of them are there, or none and nothing else has changed."""

from __future__ import annotations

from pathlib import Path

from tests.tui.cli.conftest import Run


def test_a_folder_is_in_the_way_of_the_third_badge(desk: Run, tmp_path: Path) -> None:
    out = tmp_path / "badges"
    (out / "003.png").mkdir(parents=True)
    answer = desk("badges", out)
    assert answer.code == 1 and "003.png" in answer.err
    assert [one.name for one in out.iterdir()] == ["003.png"]
    (out / "003.png").rmdir()
    assert desk("badges", out).code == 0
    assert sorted(one.name for one in out.iterdir()) == ["001.png", "002.png", "003.png", "T01.png"]


def test_certificates_for_nobody_leave_no_folder(desk: Run, tmp_path: Path) -> None:
    answer = desk("certificate", "issue", tmp_path / "to" / "print", "--everybody")
    assert answer.code == 1 and "no hours" in answer.err
    assert not (tmp_path / "to").exists()
