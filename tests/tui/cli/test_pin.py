"""The PIN by command: set with a recovery sheet, forgotten, set anew, taken away; nothing ever waits for an answer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.tui.cli.conftest import Run


@pytest.fixture
def pins(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("HOURDESK_PIN", "HOURDESK_NEW_PIN", "HOURDESK_RECOVERY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_from_the_sheet_back_in(desk: Run, pins: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pins.setenv("HOURDESK_PIN", "2468")
    done = desk("pin", "set", "--sheet", tmp_path / "sheet.pdf")
    assert done.code == 0 and "Recovery code" not in done.out
    (page,) = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    text = page.get_textpage().get_text_range()
    code = next(line for line in text.splitlines() if len(line.split()) == 4 and line.replace(" ", "").isdigit())
    assert "复旦中学" in text

    pins.delenv("HOURDESK_PIN")
    assert desk("policy", "set", "grid_minutes=5").code == 1
    unasked = desk("pin", "reset")
    assert (unasked.code, "put it into HOURDESK_RECOVERY" in unasked.err, "PIN" in unasked.err) == (1, True, False)
    pins.setenv("HOURDESK_NEW_PIN", "1357")
    pins.setenv("HOURDESK_RECOVERY", "12345 12345 12345 12345")
    wrong = desk("pin", "reset")
    assert (wrong.code, "this is no recovery code" in wrong.err) == (1, True)
    pins.setenv("HOURDESK_RECOVERY", f"恢复码：{code}")
    again = desk("pin", "reset")
    assert again.code == 0 and "Recovery code: " in again.out
    pins.setenv("HOURDESK_PIN", "1357")
    assert desk("policy", "set", "grid_minutes=5").code == 0
    assert desk("pin", "off").code == 0
    assert desk("pin", "off").code == 1
    pins.delenv("HOURDESK_PIN")
    assert desk("policy", "set", "grid_minutes=1").code == 0


def test_a_sheet_that_can_not_be_written_loses_no_code(desk: Run, pins: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A place where none can be is refused before the PIN is changed; a disk that fails later leaves the code on the screen."""
    pins.setenv("HOURDESK_PIN", "2468")
    refused = desk("pin", "set", "--sheet", tmp_path / "nowhere" / "sheet.pdf")
    assert (refused.code, "Recovery code" in refused.out) == (1, False)
    assert desk("pin", "off").code == 1, "none was set"

    def full(out: Path, *_of: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    pins.setattr("exports.printed.recovery_sheet.page.write_recovery_sheet", full)
    done = desk("pin", "set", "--sheet", tmp_path / "sheet.pdf")
    assert done.code == 1 and "Recovery code: " in done.out


def test_who_guesses_has_to_wait(desk: Run, pins: pytest.MonkeyPatch) -> None:
    pins.setenv("HOURDESK_PIN", "2468")
    assert desk("pin", "set").code == 0
    pins.setenv("HOURDESK_PIN", "0000")
    for _ in range(4):
        assert "not the supervisor's PIN" in desk("policy", "set", "grid_minutes=5").err
    pins.setenv("HOURDESK_PIN", "2468")
    refused = desk("policy", "set", "grid_minutes=5")
    assert refused.code == 1 and "wait 30 s" in refused.err
    pins.delenv("HOURDESK_PIN")
    for command in (("pin", "reset"), ("policy", "set", "grid_minutes=5")):
        assert "wait" in desk(*command).err, "nobody is asked in vain"


def test_bytes_that_are_no_text_are_a_wrong_pin(data: Path, desk: Run, pins: pytest.MonkeyPatch) -> None:
    pins.setenv("HOURDESK_PIN", "2468")
    assert desk("pin", "set").code == 0
    program = [sys.executable, "-c", "from tui.start import main; main()", "--data", str(data)]
    environment = {**os.environb, b"HOURDESK_PIN": b"\xff\xfe2468"}
    done = subprocess.run([*program, "policy", "set", "grid_minutes=5"], env=environment, capture_output=True)
    assert (done.returncode, b"not the supervisor's PIN" in done.stderr) == (1, True)


def test_the_sheet_in_chinese(desk: Run, pins: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pins.setenv("HOURDESK_PIN", "2468")
    pins.setenv("LC_ALL", "zh_CN.UTF-8")
    assert desk("pin", "set", "--sheet", tmp_path / "sheet.pdf", "--lang", "zh").code == 0
    (page,) = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert "恢复" in page.get_textpage().get_text_range()
