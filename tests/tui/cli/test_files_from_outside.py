"""Whatever lies under the name of a file that comes from outside gets one sentence, in little time and memory."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.own_process.limits import Limits
from exports.district.district import init_district
from storage.roster import tables
from tests.portions import share
from tests.storage.roster.test_damaged_files import cells, with_sheet
from tests.tui.cli.conftest import Run

FILE = "FILE"
READERS: list[tuple[str, ...]] = [
    ("init", "--kit", FILE),
    ("roster", "import", FILE),
    ("activity", "edit", "A1", "--signup", FILE),
    ("scan", "--activity", "A1", FILE),
    ("read", FILE),
    ("paper", "enter", FILE, "--activity", "A1", "--teacher", "T01"),
    ("commend", "--file", FILE, "--by", "x", "--title", "x"),
    ("certificate", "verify", FILE),
    ("batch", "write", "volunteer-beijing", "out.xlsx", "--identities", FILE),
    ("export", "out.hdpack", "--seal-to", FILE),
    ("verify", FILE),
    ("take", FILE),
    ("restore", FILE),
    ("district", "init", "--code", "DB", "--name", "x", "--teams", FILE),
    ("district", "trust", FILE),
    ("district", "merge", FILE),
    ("district", "form", "FD", "--text", FILE),
    ("district", "teams", FILE),
    ("district", "returns", FILE),
    ("district", "kit", "out.hdkit", "--policy", FILE),
]


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """A command that waits for a pipe would wait for ever."""

    def late(_number: int, _frame: object) -> None:
        raise AssertionError(f"still reading after {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def pipe(place: Path) -> Path:
    os.mkfifo(place)
    return place


def endless(_place: Path) -> Path:
    return Path("/dev/zero")


def folder(place: Path) -> Path:
    place.mkdir()
    return place


def huge(place: Path) -> Path:
    """A file that says to be of 10 TB, and takes nothing of the disk."""
    with place.open("wb") as file:
        file.truncate(10**13)
    return place


def nothing(place: Path) -> Path:
    place.touch()
    return place


def dangling(place: Path) -> Path:
    place.symlink_to(place)
    return place


MAKERS = [pipe, endless, folder, huge, nothing, dangling]


@pytest.mark.parametrize("make", MAKERS)
def test_no_reader_waits_or_fills_the_memory(
    desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "x")
    with init_district(tmp_path / "district", code="DB", name="教委", clock=SYSTEM_CLOCK):
        pass
    wrong = []
    for number, words in enumerate(share(READERS, MAKERS.index(make) % 5, 5)):
        file = make(tmp_path / f"file{number}")
        where = ("--data", "district") if words[0] == "district" and words[1] != "init" else ()
        where = ("--data", "new") if words[1:2] == ("init",) or words[:2] == ("init", "--kit") else where
        with at_most(60):
            answer = desk(*(str(file) if word == FILE else word for word in words), *where)
        nothing_there = make is folder and words == ("district", "merge", FILE)
        said = (answer.out + answer.err).strip()
        if (answer.code != 1 and not nothing_there) or not said or list(tmp_path.glob("out.*")):
            wrong.append((words, answer))
        shutil.rmtree("new", ignore_errors=True)
    assert not wrong


LISTS = [words for words in READERS if words[0] in ("roster", "activity", "paper", "commend", "scan")]
LISTS += [
    words for words in READERS if words[:2] in (("district", "teams"), ("district", "returns"), ("batch", "write"))
]


def test_a_workbook_that_ends_its_reader_is_a_sentence_wherever_a_list_is_read(
    desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library for workbooks aborts where the cells do not fit into memory; nothing could catch that here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tables, "LIMITS", Limits(seconds=60, megabytes=200))
    file = with_sheet(tmp_path / "list.xlsx", cells("A1", "XFC1500"))
    with init_district(tmp_path / "district", code="DB", name="教委", clock=SYSTEM_CLOCK):
        pass
    before = desk("roster", "list", "--json").out
    for words in share(LISTS, 0, 4):
        where = ("--data", "district") if words[0] == "district" else ()
        for language, said in (("en", ("can't be read", "not enough memory")), ("zh", ("无法读取",))):
            answer = desk(*(str(file) if word == FILE else word for word in words), *where, "--lang", language)
            assert answer.code == 1 and any(text in answer.err for text in said), (words, answer)
    assert desk("roster", "list", "--json", "--lang", "en").out == before


@pytest.mark.parametrize(("columns", "code"), [(200_000, 1), (5_000, 0)])
def test_a_list_with_thousands_of_columns(desk: Run, tmp_path: Path, columns: int, code: int) -> None:
    """More than a sheet of Excel has are refused; of the others a few are named, each by the beginning of its heading."""
    file, heading = tmp_path / "wide.csv", "x" * 90
    file.write_text(f"学号,姓名,班级{f',{heading}' * columns}\n009,陈一,七1班\n", "utf-8")
    with at_most(30):
        done = desk("roster", "import", file, "--add", "--dry-run")
    assert done.code == code and len(done.out + done.err) < 5_000
