"""The user's documents are in a folder of the test, and what prints and opens are stand-ins."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of documents."""
    home = tmp_path / "home"
    (home / "papers").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(home / "papers"))
    monkeypatch.setattr("exports.exchange.pack.finding.removable_media", list)
    return home / "papers"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder on PATH, and a desktop; what is called is written into the file `told` beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":9")
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    """A program that does what a line of the shell says."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def printer(programs: Path, tmp_path: Path) -> Path:
    """A printer and an opener; each call is a line of this file."""
    told = tmp_path / "told"
    told.touch()
    stand_in(programs, "lpstat", 'echo "system default destination: office"')
    stand_in(programs, "lp", f'echo "lp $*" >> {told}')
    stand_in(programs, "xdg-open", f'echo "open $*" >> {told}')
    return told
