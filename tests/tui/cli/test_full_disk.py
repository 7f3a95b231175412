"""Whatever is written onto a disk that is full: a sentence, exit code 1, and nothing half written is left anywhere."""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.portions import WHOLE, share
from tests.tui.cli.conftest import Run

SPACE = 33_000
"""Bytes of the largest file that can be written: more than the shared memory of SQLite, less than any of the outputs."""
PEOPLE = 430 if WHOLE else 260
GIVEN = "伟娜芳敏静丽强磊军洋勇"
"""Few characters: papers are large by what stands on them, and not by the fonts in them."""
OUTPUTS: list[tuple[str, ...]] = [
    ("export", "o.csv"),
    ("export", "o.xlsx"),
    ("export", "o.json"),
    ("export", "o.hdpack"),
    ("volunteer", "--all", "o.xlsx"),
    ("badges", "o.pdf"),
    ("paper", "sheet", "o.pdf", "--activity", "A1"),
    ("backup", "o.db"),
    ("kit", "o.hdkit"),
]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file grows beyond `SPACE`; the system then says EFBIG, as a stick in FAT32 does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SPACE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def large_desk(desk: Run, tmp_path: Path) -> Run:
    """A desk whose people all served twice."""
    names = "".join(
        f"{i + 1000},{GIVEN[i % 7]}{GIVEN[i % 11]}{i * 7919 % 9973},高一{i % 9 + 1}班\n" for i in range(PEOPLE)
    )
    (tmp_path / "roster.csv").write_text(f"学号,姓名,班级\n{names}", "utf-8")
    assert desk("roster", "import", tmp_path / "roster.csv", "--add").code == 0
    badges = [person["badge"] for person in desk("roster", "list", "--json").objects]
    lines = [f"2024-03-05T{time}:{i % 50:02}:00+08:00\t{b}\n" for time in ("09", "11") for i, b in enumerate(badges)]
    assert desk("scan", "--activity", "A1", "-", stdin="".join(lines)).code == 0
    return desk


SAID = ("not enough space", "can't be written", "The record can't be used")
"""The last where an output is also noted in the record, and the record keeps the journal DELETE, which meets the limit first."""


def test_no_output_is_half_written_on_a_full_disk(
    large_desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    out.mkdir()
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "")
    unraised: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    wrong = []
    for words in share(OUTPUTS, 0, 18):
        old = out / next(word for word in words if word.startswith("o."))
        # A backup takes the place of nothing but an older backup of this desk.
        kept = {} if words[0] == "backup" else {old.name: b"of yesterday"}
        for name, data in kept.items():
            (out / name).write_bytes(data)
        with full_disk():
            answer = large_desk(*(str(old) if word == old.name else word for word in words))
        gc.collect()
        left = {file.name: file.read_bytes() for folder in (out, scratch) for file in folder.iterdir()}
        if answer.code != 1 or not any(text in answer.err for text in SAID) or left != kept or unraised:
            wrong.append((words, answer, {name: len(data) for name, data in left.items()}, list(unraised)))
        old.unlink(missing_ok=True)
        unraised.clear()
    assert not wrong
