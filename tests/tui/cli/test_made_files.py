"""What a command made is opened or printed by the programs of the platform: stand-ins on PATH here."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run
from tests.tui.cli.every_command import every_command


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder on PATH, and a desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":9")
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    """A program that does what a line of the shell says."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_badges_are_printed_and_opened(desk: Run, tmp_path: Path, programs: Path) -> None:
    """The default printer gets the PDF, and the opener its path."""
    told, out = tmp_path / "told", tmp_path / "b.pdf"
    stand_in(programs, "lpstat", 'echo "system default destination: office"')
    stand_in(programs, "lp", f'echo "lp $*" >> {told}')
    stand_in(programs, "xdg-open", f'echo "open $*" >> {told}')
    answer = desk("badges", out, "--print", "--open")
    assert answer.code == 0 and "office" in answer.err
    end = time.monotonic() + 10
    while told.read_text("utf-8").count("\n") < 2 and time.monotonic() < end:
        time.sleep(0.02)
    assert told.read_text("utf-8").splitlines() == [f"lp -d office {out}", f"open {out}"]


@pytest.mark.parametrize("option", ["--print", "--open"])
def test_where_nothing_prints_or_opens_it_is_said_and_the_file_is_there(
    desk: Run, tmp_path: Path, programs: Path, option: str
) -> None:
    """A laptop without a printer or a desktop: exit code 1, a sentence in the language in use, and the file."""
    out = tmp_path / "b.pdf"
    answer = desk("--lang", "zh", "badges", out, option)
    assert answer.code == 1 and "另一台电脑" in answer.err and out.read_bytes().startswith(b"%PDF")


def test_a_printer_that_does_not_take_it_is_said(desk: Run, tmp_path: Path, programs: Path) -> None:
    """The queue exists and refuses."""
    stand_in(programs, "lpstat", 'echo "system default destination: office"')
    stand_in(programs, "lp", "exit 1")
    assert desk("publicity", "write", tmp_path / "list.pdf", "--print").code == 1


def test_a_workbook_is_not_printed_but_opened(desk: Run, tmp_path: Path, programs: Path) -> None:
    """A printer would get the bytes of a ZIP."""
    answer = desk("export", tmp_path / "h.xlsx", "--print")
    assert answer.code == 1 and "only a PDF" in answer.err


def test_without_a_file_there_is_nothing_to_open(desk: Run, programs: Path) -> None:
    """`badges reissue` and `muster` without --pdf make none: wrong usage, and nothing is done."""
    assert desk("badges", "reissue", "001", "--print").code == 2
    assert desk("muster", "--activity", "A1", "--open").code == 2


CARRIED_AWAY = {
    "kit",
    "backup",
    "district kit",
    "district credentials",
    "transfer give",
    "activity export",
    "claim evidence",
}
"""What they make is opened by Hourdesk or another program alone, or is what somebody handed in."""


def test_each_command_that_makes_a_file_for_people_opens_and_prints_it() -> None:
    lacking = {
        " ".join(words)
        for words, command in every_command()
        if any(one.name == "out" for one in command.params) and not any("--open" in one.opts for one in command.params)
    }
    assert lacking == CARRIED_AWAY
