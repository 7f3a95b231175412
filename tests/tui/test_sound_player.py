"""Tones that differ, and a player that fails in every way it can."""

from __future__ import annotations

import os
import struct
import threading
import time
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from tui.devices import sound_player
from tui.devices.sound_player import SoundPlayer, player_command
from tui.devices.tones import TONES, write_tone

_WAIT = 10


def test_every_tone_has_its_own_pitch_and_rhythm(tmp_path: Path) -> None:
    """Heard as crossings of zero in the first tenth of a second, and as length."""
    heard = set()
    for tone in TONES:
        with wave.open(str(write_tone(tone, tmp_path))) as sound:
            samples = struct.unpack(f"<{sound.getnframes()}h", sound.readframes(sound.getnframes()))
        start = samples[200:1800]
        crossings = sum(a < 0 <= b for a, b in pairwise(start))
        heard.add((crossings, round(len(samples) / 2205)))
    assert len({pitch for pitch, _length in heard}) == len(TONES)
    assert len({length for _pitch, length in heard}) >= len(TONES) - 1


def _player(folder: Path, script: str) -> tuple[str, ...]:
    program = folder / "paplay"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    command = player_command({"PATH": str(folder)})
    assert command == (str(program),)
    return command


def test_a_player_gets_the_file_and_its_noise_is_not_heard(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It fails at its end, so that one knows when that is."""
    command = _player(tmp_path, f'echo noise; echo noise >&2; echo "$1" > {tmp_path}/played; exit 1')
    failed = threading.Event()
    SoundPlayer(command, failed.set).play(Path("in.wav"))
    assert failed.wait(_WAIT)
    assert (tmp_path / "played").read_text() == "in.wav\n"
    assert capfd.readouterr() == ("", "")


def test_a_player_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or cannot be started at all."""
    monkeypatch.setattr(sound_player, "PATIENCE", 0.2)
    for command in (_player(tmp_path, "exec /bin/sleep 60"), (str(tmp_path / "none"),)):
        failed = threading.Event()
        SoundPlayer(command, failed.set).play(Path("in.wav"))
        assert failed.wait(_WAIT)


def test_a_player_that_hangs_is_given_up_in_a_rush_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each tone ends the one before it sooner than anybody's patience does; none of them is heard."""
    monkeypatch.setattr(sound_player, "PATIENCE", 0.6)
    failed = threading.Event()
    player = SoundPlayer(_player(tmp_path, "exec /bin/sleep 60"), failed.set)
    for _scan in range(30):
        player.play(Path("in.wav"))
        if failed.wait(0.2):
            break
    else:
        player.stop()
        pytest.fail("nobody heard that nothing is heard")


def test_nothing_plays_on_when_the_desk_is_left(tmp_path: Path) -> None:
    """The player of the last tone ends with the desk, and that is no failure."""
    failed = threading.Event()
    player = SoundPlayer(_player(tmp_path, f"echo $$ > {tmp_path}/pid; exec /bin/sleep 60"), failed.set)
    player.play(Path("in.wav"))
    end = time.monotonic() + _WAIT
    while not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text()) and time.monotonic() < end:
        time.sleep(0.02)
    pid = int((tmp_path / "pid").read_text())
    player.stop()
    while _runs(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _runs(pid) and not failed.is_set()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_there_is_no_player_over_ssh(tmp_path: Path) -> None:
    """It would sound at the other end."""
    command = _player(tmp_path, "exit 0")
    assert player_command({"PATH": str(tmp_path)}) == command
    assert player_command({"PATH": str(tmp_path), "SSH_CONNECTION": "a b c d"}) is None
