"""The recovery sheet's file is named after what its code opens; no other printed page is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import needs_encryption
from tests.tui.cli.conftest import Run

pytestmark = needs_encryption
OPENS, PRINTED = "recovery sheet: its code opens", "exported or printed: names"


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")


def _said_of(run: Run, file: Path) -> str:
    (line,) = [line for line in run("check").err.splitlines() if line.startswith(f"  {file} ")]
    return line


def test_the_sheet_that_protect_wrote_is_no_list_of_names(desk: Run, tmp_path: Path) -> None:
    sheet, badges = tmp_path / "恢复单.pdf", tmp_path / "recovery.pdf"
    assert desk("badges", badges).code == 0
    done = desk("protect", "--sheet", sheet)
    assert done.code == 0, done.err
    assert [OPENS in line for line in done.err.splitlines() if f"{sheet} " in line] == [True]
    assert OPENS in _said_of(desk, sheet) and PRINTED in _said_of(desk, badges)


def test_the_sheet_of_a_new_code_too(desk: Run, tmp_path: Path) -> None:
    assert desk("protect", "--lang", "zh").code == 0
    assert desk("protect", "--new-code", "--sheet", tmp_path / "new.pdf", "--lang", "zh").code == 0
    assert OPENS in _said_of(desk, tmp_path / "new.pdf")


def test_a_purge_names_no_sheet_and_no_list_of_its_own(desk: Run, tmp_path: Path) -> None:
    """They hold nobody's name; a backup is called one wherever it lies."""
    assert desk("protect", "--sheet", tmp_path / "sheet.pdf").code == 0
    for command in (("backup", tmp_path / "desk.hdbackup"), ("export", tmp_path / "hours.csv")):
        assert desk(*command).code == 0
    (tmp_path / "left.csv").write_text("学号,姓名,班级,人员类别,出生日期\n003,王小明,七1班,学生,2013-03-03\n", "utf-8")
    assert desk("roster", "import", "--replace", tmp_path / "left.csv").code == 0
    done = desk("purge", "--before", "2090-01-01", "--reason", "保存期限已到")
    assert done.code == 0, done.err
    assert f"  backup  {tmp_path / 'desk.hdbackup'}" in done.err and f"  file  {tmp_path / 'hours.csv'}" in done.err
    assert "sheet.pdf" not in done.err and "made_files" not in done.err
