"""`hourdesk doctor`: the laptop, the terminal, the scanner."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pexpect
import pytest
from pypdfium2 import PdfDocument

from checkin.scanning.check_codes import TEST_CODES
from checkin.scanning.grey import grey_of
from checkin.scanning.looking import look_with_zxing
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from tests.portions import in_the_soak
from tests.tui.cli.conftest import Run
from tests.tui.test_terminal import Terminal
from tui.doctor.engine_finding import engine_finding
from tui.doctor.terminal_modes import BRACKETED_PASTE, FOCUS_REPORTING, asked_modes

HOURDESK = str(Path(sys.executable).with_name("hourdesk"))
CODES = [code.text for code in TEST_CODES]


def piped(*arguments: str, lines: list[str], end: str = "\n") -> subprocess.CompletedProcess[bytes]:
    """The program with a scanner's text on its standard input."""
    text = "".join(line + end for line in lines).encode()
    return subprocess.run(
        [HOURDESK, "doctor", *arguments, "--lang", "en"], input=text, capture_output=True, check=False
    )


def test_the_sheet_is_written_and_its_codes_read(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "codes.pdf"
    assert str(out) in run("doctor", "--sheet", out).out
    page = PdfDocument(str(out))[0].render(scale=3).to_pil()
    read = {code.text for code in look_with_zxing(grey_of(page)).codes}
    assert {CODES[0], CODES[1], CODES[2], CODES[5]} <= read
    missing = run("doctor", "--sheet", tmp_path / "nowhere" / "codes.pdf")
    assert missing.code == 1 and "nowhere" in missing.err


def test_a_good_scanner_is_fit() -> None:
    done = piped("--scanner", lines=CODES)
    said = done.stdout.decode()
    assert done.returncode == 0 and said.count("✓") == len(CODES) and "Badges come through." in said


def test_a_scanner_that_is_set_wrong_is_told_how_to_be_set() -> None:
    done = piped("--scanner", lines=[CODES[0].replace("11", "1"), CODES[1].swapcase(), CODES[3]])
    said = done.stdout.decode()
    assert done.returncode == 1
    for part in ("Keys were lost", "inter-character delay", "Caps Lock", "Not read: 3", "may not come through"):
        assert part in said


def test_programs_get_an_object_a_code() -> None:
    done = piped("--scanner", "--json", lines=[CODES[0], "717717717717"], end="\t\n")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [o["code"] for o in found] == [code.number for code in TEST_CODES]
    assert [o["arrived"] for o in found] == [True] + [False] * 5
    assert found[0]["faults"] == [] and found[1]["faults"] is None


@in_the_soak
def test_a_scanner_types_at_the_check_s_own_screen(tmp_path: Path) -> None:
    """byte by byte: a good code, one with Caps Lock on, a text that is none → said on the screen, and after it"""
    terminal = Terminal.__new__(Terminal)
    command = ["doctor", "--scanner", "--lang", "en", "--data", str(tmp_path)]
    # Readline, which pytest loads, tells the programs that it starts of 80 by 24.
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = pexpect.spawn(HOURDESK, command, dimensions=(40, 100), timeout=20, env=environment)
    terminal.begin(child, (40, 100))
    terminal.wait_for("scan them in their order")
    for text, shown in ((CODES[0], "✓ 1"), (CODES[1].swapcase(), "⚠ 2"), ("717717717717", "not one of the test codes")):
        scanned_until(terminal, text, shown)
    terminal.wait_for("Caps Lock or Shift is on")
    terminal.wait_for("Disk · Clock")
    terminal.child.send("\x1b")
    code, said = terminal.ends()
    assert code == 1 and "Caps Lock or Shift is on" in said


def scanned_until(terminal: Terminal, text: str, shown: str) -> None:
    """Scan a code, byte by byte, until it shows: a busy machine may tear a burst, and then people scan again."""
    for last in (False, False, False, True):
        for byte in (text + "\r").encode():
            terminal.child.send(bytes([byte]))
            time.sleep(0.002)
        try:
            terminal.wait_for(shown, 5.0)
            return
        except AssertionError:
            if last:
                raise


@contextmanager
def terminal_that_answers(reply: bytes) -> Iterator[int]:
    """The program's end of a terminal that says `reply` once it is asked."""
    ours, theirs = pty.openpty()

    def answer() -> None:
        os.read(ours, 1024)
        if reply:
            os.write(ours, reply)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield theirs
    thread.join(5)
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(
    ("reply", "known"),
    [
        (b"\x1b[?1004;2$y\x1b[?2004;1$y\x1b[?62;22c", {1004: True, 2004: True}),
        (b"\x1b[?1004;0$y\x1b[?2004;2$y\x1b[?1;2c", {1004: False, 2004: True}),
        (b"\x1b[?1;2c", {1004: None, 2004: None}),
        (b"", {1004: None, 2004: None}),
    ],
)
def test_a_terminal_is_asked_what_it_tells(reply: bytes, known: dict[int, bool | None]) -> None:
    """one that answers, one that lacks a mode, one that knows no such question, a silent one; its settings stay"""
    with terminal_that_answers(reply) as terminal:
        before = termios.tcgetattr(terminal)
        assert asked_modes(terminal, terminal, (FOCUS_REPORTING, BRACKETED_PASTE)) == known
        assert termios.tcgetattr(terminal) == before


def test_where_there_is_no_terminal_nothing_is_asked(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        assert asked_modes(out.fileno(), out.fileno(), (FOCUS_REPORTING,)) == {FOCUS_REPORTING: None}
    assert (tmp_path / "out").read_bytes() == b""


def test_the_doctor_tells_about_sound_and_characters(run: Run) -> None:
    found = {o["check"]: o for o in run("doctor", "--json").objects}
    assert {"disk", "clock", "decoders", "camera", "fonts", "sound", "terminal", "locale"} <= set(found)


def test_the_engine_and_its_journal_are_named(run: Run, tmp_path: Path) -> None:
    said = run("doctor").out
    assert f"Record kept by {sqlite.library()}, journal {sqlite.journal_mode()}" in said or sqlite.has_wal_fault()
    assert "数据由" in run("doctor", "--lang", "zh").out


@pytest.mark.parametrize(
    ("mode", "ok", "told"), [("DELETE", True, "journal DELETE is used instead"), ("WAL", False, "can lose a scan")]
)
def test_an_engine_with_the_fault_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: str, ok: bool, told: str
) -> None:
    monkeypatch.setattr(sqlite, "has_wal_fault", lambda: True)
    with closing(sqlite.connect(tmp_path / "desk.db")) as record:
        record.execute(f"PRAGMA journal_mode = {mode}")
        finding = engine_finding(record)
    assert finding.ok is ok and told in finding.text


def test_what_its_opening_of_the_desk_noticed_is_told_by_the_doctor_too(desk: Run, data: Path) -> None:
    """It makes such files anew, as every opening does: nobody else would hear of them. Keys it only names."""
    set_pin(DataFolder(data), "2468")
    head, key, pin = (data / name for name in ("desk.head", "keys/team.pub", "keys/pin.json"))
    head.write_bytes(b"\0" * 200)
    key.write_bytes(b"")
    pin.unlink()
    told = "\n".join(one["text"] for one in desk("doctor", "--json").objects if one["check"] == "record")
    assert all(str(file) in told for file in (head, key, pin))
    again = desk("check")
    assert again.code == 1 and str(key) in again.err and str(head) not in again.err and str(pin) not in again.err
