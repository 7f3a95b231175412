"""Long work shows itself on a terminal, is silent elsewhere, and Ctrl+C ends it with nothing half written."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from checkin.progress import counted, listening, telling
from tests.portions import in_the_soak
from tests.tui.cli.conftest import Run
from tests.tui.cli.test_ctrl_c import AT_ONCE
from tests.tui.cli.test_processes import hearing_ctrl_c
from tui.cli.base.progress import TerminalBar

HEADINGS = "学号,姓名,班级,人员类别\n"


class Recorder:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.works: list[tuple[str, int | None, int]] = []

    def begin(self, words: str, total: int | None) -> None:
        self.works.append((words, total, 0))

    def reached(self, done: int) -> None:
        words, total, _before = self.works[-1]
        self.works[-1] = (words, total, done)

    def end(self) -> None:
        pass


def test_each_long_work_of_a_desk_tells_how_far_it_is(run: Run, tmp_path: Path) -> None:
    """Import, badges, export, pack and backup of a small desk: each tells its number and reaches it."""
    (tmp_path / "r.csv").write_text(HEADINGS + "001,张伟,七1班,学生\n002,李娜,七1班,学生\n", "utf-8")
    run("init", "--team", "cq8", "--name", "八中")
    run("activity", "add", "--code", "A1", "--name", "清洁", "--place", "河岸", "--start", "9:00", "--end", "11:00")
    heard = Recorder()
    with listening(heard):
        for words in (
            ("roster", "import", tmp_path / "r.csv"), ("badges", tmp_path / "b.pdf"), ("badges", tmp_path / "pictures"),
            ("add", "--volunteer", "001", "--activity", "A1", "--minutes", 60, "--reason", "x"),
            ("export", tmp_path / "h.xlsx"), ("export", tmp_path / "p.hdpack"), ("backup", tmp_path / "b.bak"),
        ):  # fmt: skip
            assert run(*words).code == 0, words
    reading = "The record is read"
    assert all(total == done and total for words, total, done in heard.works if words != reading), heard.works
    words = list(dict.fromkeys(words for words, _total, _done in heard.works))
    assert words == ["people", "badges", reading, "sessions", "rows", "pages of the record"]


@in_the_soak
def test_encrypting_a_folder_and_a_purge_tell_how_far_they_are(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backups of a desk, packs of a district, people of a purge: each is counted, there and back."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "vier grüne Stühle am Fluss")
    (tmp_path / "r.csv").write_text(HEADINGS.strip() + ",出生日期\n001,张伟,七1班,学生,2001-03-01\n", "utf-8")
    run("init", "--team", "cq8", "--name", "八中")
    run("roster", "import", tmp_path / "r.csv")
    (tmp_path / "empty.csv").write_text(HEADINGS + "002,李娜,七1班,学生\n", "utf-8")
    run("roster", "import", tmp_path / "empty.csv", "--replace")
    (data / "backups").mkdir(exist_ok=True)
    assert run("backup", data / "backups" / "b.bak").code == 0 and run("export", tmp_path / "p.hdpack").code == 0
    place = ("--data", tmp_path / "district")
    for words in (
        ("init", "--code", "YZQ", "--name", "区"),
        ("trust", tmp_path / "p.hdpack"),
        ("merge", tmp_path / "p.hdpack"),
    ):
        assert run("district", *words, *place).code == 0
    heard = Recorder()
    with listening(heard):
        for command in (
            ("protect",), ("unprotect",), ("district", "protect", *place), ("district", "unprotect", *place),
            ("purge", "--before", "2031-01-01", "--reason", "离校"),
        ):  # fmt: skip
            answer = run(*command)
            assert answer.code == 0, (command, answer)
    assert all(total == done and total for _words, total, done in heard.works), heard.works
    assert [words for words, _total, _done in heard.works] == ["backups", "backups", "files", "files", "people"]


def test_what_is_counted_within_a_count_is_not_heard() -> None:
    """A bar has one meaning; afterwards the next work is heard again, also where the first one failed."""
    heard = Recorder()
    with listening(heard):
        for _outer in counted([1, 2], "outer"):
            list(counted("abc", "inner"))
        with pytest.raises(ZeroDivisionError), telling("fails", 9):
            raise ZeroDivisionError
        list(counted(iter("ab"), "unknown"))
    assert heard.works == [("outer", 2, 2), ("fails", 9, 0), ("unknown", None, 2)]


@pytest.mark.parametrize("total", [4, None])
def test_a_bar_waits_before_it_shows_itself(total: int | None, capsys: pytest.CaptureFixture[str]) -> None:
    """Half a second of work draws nothing; a longer one says what is counted and how many."""
    time = [0]
    bar = TerminalBar(lambda: time[0])
    bar.begin("badges", total)
    time[0] = 500
    bar.reached(1)
    assert capsys.readouterr().err == ""
    time[0] = 2000
    bar.reached(2)
    bar.reached(3)
    bar.end()
    assert "badges" in capsys.readouterr().err


@in_the_soak
def test_nothing_is_drawn_where_standard_error_is_no_terminal(run: Run, tmp_path: Path) -> None:
    """A program that reads messages gets none of it."""
    run("init", "--team", "cq8", "--name", "八中")
    (tmp_path / "r.csv").write_text(HEADINGS + "".join(f"{i:03},张伟,七1班,学生\n" for i in range(200)), "utf-8")
    run("roster", "import", tmp_path / "r.csv")
    answer = run("badges", tmp_path / "b.pdf")
    assert (answer.code, answer.err) == (0, "")


@in_the_soak
def test_ctrl_c_in_the_middle_of_badges_leaves_nothing_half_written(run: Run, data: Path, tmp_path: Path) -> None:
    """On a real terminal: the bar with its count and the time left; Ctrl+C; code 130, no traceback, no file, the cursor is back."""
    run("init", "--team", "cq8", "--name", "八中")
    (tmp_path / "r.csv").write_text(HEADINGS + "".join(f"{i:05},张伟,七1班,学生\n" for i in range(2000)), "utf-8")
    assert run("roster", "import", tmp_path / "r.csv").code == 0
    out = tmp_path / "out"
    out.mkdir()
    words = ["-c", AT_ONCE, "--lang", "zh", "--data", str(data), "badges", str(out / "b.pdf")]
    child = pexpect.spawn(
        sys.executable, words, timeout=60, encoding="utf-8", dimensions=(24, 80), preexec_fn=hearing_ctrl_c
    )
    child.expect(r"志愿者证  \[#+-+\]  \d+/2000  \d\d:\d\d:\d\d")
    child.sendintr()
    said = child.read()
    child.wait()
    assert child.exitstatus == 130 and "Traceback" not in said and "\x1b[?25h" in said
    assert list(out.iterdir()) == []
