"""The real program in a real terminal."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.scanning.keyboard import SWALLOW_S
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk

RUN = """
import sys
from pathlib import Path
from checkin.clock import SYSTEM_CLOCK
from tui.desk.opening import run
sys.exit(run(Path(sys.argv[1]), None, SYSTEM_CLOCK, 'en'))
"""
SIZE = (24, 80)


class Terminal:
    """A program on a PTY, and what its screen shows."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        self.begin(pexpect.spawn(sys.executable, ["-c", RUN, str(folder)], dimensions=size, timeout=20), size)

    def begin(self, child: pexpect.spawn[bytes], size: tuple[int, int]) -> None:
        """Another program in a terminal of that size (rows, columns)."""
        self._size = size
        self._screen = pyte.Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self._screen)
        self.child = child
        self.child.delaybeforesend = None

    def wait_for(self, text: str, patience_s: float = 20.0) -> str:
        """The screen, once it shows a text."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            try:
                self._stream.feed(self.child.read_nonblocking(65536, 0.05))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                break
            shown = self._shown()
            if text in shown:
                return shown
        raise AssertionError(f"{text!r} is not shown:\n" + self._shown())

    def wait_until_gone(self, text: str, patience_s: float = 20.0) -> None:
        """Until the screen does not show a text any more."""
        end = time.monotonic() + patience_s
        while text in self._shown():
            assert time.monotonic() < end, f"{text!r} stays"
            with suppress(pexpect.TIMEOUT):
                self._stream.feed(self.child.read_nonblocking(65536, 0.05))

    def rows(self) -> list[list[str]]:
        """What stands in each cell now, row by row; a wide character fills its first cell, and the second is empty."""
        # pyte's own `display` fails on a wide character of which one half was drawn over.
        buffer, (rows, columns) = self._screen.buffer, self._size
        return [[buffer[y][x].data for x in range(columns)] for y in range(rows)]

    def _shown(self) -> str:
        return "\n".join(map("".join, self.rows()))

    def ends(self) -> tuple[int | None, str]:
        """The exit code, and what it said after the screen was gone."""
        said = self.child.read().decode("utf-8", "replace")
        self.child.wait()
        return self.child.exitstatus, said


def test_a_burst_in_a_terminal_is_a_verdict_and_a_row_in_the_log(tmp_path: Path) -> None:
    """Ready; a badge number and Enter in one go; the name and the class; Ctrl+Q asks, for somebody is on site, and leaves with 0."""
    desk = make_desk(tmp_path / "desk")
    terminal = Terminal(desk.path)
    terminal.wait_for("signed up")
    terminal.child.send(desk.badges["cq8/0002"] + "\r")
    assert "七(2)班 · 0002" in terminal.wait_for("so far")
    terminal.child.send("\x11")
    terminal.wait_for("Leave with people on site?")
    # An Enter that follows a burst closely is taken for the scanner's second line end.
    time.sleep(2 * SWALLOW_S)
    terminal.child.send("\r")
    assert terminal.ends()[0] == 0
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone()[0] == 1


@in_the_soak
def test_a_desk_with_a_camera_leaves_a_clean_terminal(tmp_path: Path) -> None:
    """The camera shows its picture; Ctrl+Q; not a word of any library is left behind."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        store.folder.change_settings({"camera": "lavfi:testsrc=size=640x480:rate=30"})
    terminal = Terminal(desk.path)
    terminal.wait_for("▀▀▀▀▀▀▀▀")
    terminal.child.send("\x11")
    code, said = terminal.ends()
    after = re.sub(r"\x1b\[[?<>0-9;]*[a-zA-Z]", "", said.rpartition("\x1b[?1049l")[2])
    assert (code, after.strip()) == (0, "")


@in_the_soak
def test_a_folder_that_can_not_be_used_is_a_sentence_and_exit_code_1(tmp_path: Path) -> None:
    """The record is damaged: what to do, and no traceback."""
    desk = make_desk(tmp_path / "desk")
    for file in desk.path.glob("desk.db*"):
        file.write_bytes(b"this is no database, whatever its name says" * 100)
    code, said = Terminal(desk.path).ends()
    assert code == 1
    assert "hourdesk restore" in said and "Traceback" not in said


@pytest.mark.parametrize("module", share(["tui.desk.opening", "tui.desk.app"], 0, 2))
def test_the_first_screen_loads_nothing_that_it_does_not_need(module: str) -> None:
    """Cameras, fonts, keys, lists, tables and PDFs come later, if at all."""
    heavy = {
        "av",
        "PIL",
        "zxingcpp",
        "cryptography",
        "sqlite_utils",
        "fpdf",
        "pypinyin",
        "xlsxwriter",
        "tomlkit",
        "uuid_utils",
        "storage.roster.importing",
    }
    code = f"import sys, {module}; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_fault_of_the_program_is_a_sentence_and_a_file(tmp_path: Path) -> None:
    """A bug raises in a handler: the desk ends with a sentence; the traceback is in a file for who can mend it."""
    desk = make_desk(tmp_path / "desk")
    code = (
        "import tui.desk.app as d\ndef broken(self): raise ZeroDivisionError('a bug')\nd.DeskApp._tick = broken\n" + RUN
    )
    child = pexpect.spawn(sys.executable, ["-c", code, str(desk.path)], dimensions=SIZE, timeout=20)
    said = child.read().decode("utf-8", "replace")
    child.wait()
    assert child.exitstatus == 1
    assert "Traceback" not in said and "had to stop" in said
    assert "ZeroDivisionError" in (desk.path / "fault.txt").read_text("utf-8")


@in_the_soak
def test_shift_f3_and_alt_open_the_classes_in_a_real_terminal(tmp_path: Path) -> None:
    """What xterm sends for Shift+F3 could be a report of the cursor; Alt and a letter is no letter that looks for somebody."""
    desk = make_desk(tmp_path / "desk")
    terminal = Terminal(desk.path)
    terminal.wait_for("signed up")
    for keys in ("\x1b[1;2R", "\x1bg"):
        terminal.child.send(keys)
        # The rows come after the title, and perhaps in another piece of what the terminal gets.
        shown = terminal.wait_for("missing 2")
        assert "七(1)班" in shown and "Check a class OUT" in shown
        terminal.child.send("\x1b[B")
        terminal.child.send("\x1b")
        terminal.wait_until_gone("Check a class OUT")
    terminal.child.send("\x11")
    assert terminal.ends()[0] == 0
