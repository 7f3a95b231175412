"""What a scan came to is heard by the platform's player, or else by the bell."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.devices.sound_player import player_name
from tui.devices.speaker import Speaker
from tui.devices.tones import TONES
from tui.model.lights import Light
from tui.model.verdicts import Tone


def player_at(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A player of sounds that is a shell script, and the only one on this machine."""
    folder.mkdir(exist_ok=True)
    program = folder / "pw-play"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return folder


async def test_a_check_in_is_heard_and_mute_silences_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a scan → the player gets the tone of a check-in, no bell; muted → neither, a light, and desk.toml keeps it"""
    played = tmp_path / "played"
    player_at(tmp_path / "bin", f'echo "${{1##*/}}" >> {played}; echo noise', monkeypatch)
    desk = make_desk(tmp_path / "desk")
    rung: list[int] = []

    async with opened(desk.path) as (app, pilot):
        app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        app.desk.sound._ring = app.bell
        await until(pilot, lambda: app.desk.sound.speaker is not None)
        app.desk.taking.take(desk.badges["cq8/0001"], "keyboard")
        await until(pilot, played.exists)
        await pilot.press("shift+f9")
        assert app.state.lights.sound is Light.OFF
        app.desk.taking.take(desk.badges["cq8/0002"], "keyboard")
        await until(pilot, lambda: "0002" in app.state.scans[0].detail)
        await until(pilot, lambda: "sound" in (desk.path / "desk.toml").read_text("utf-8"))
        await pilot.pause(0.3)
    assert (played.read_text().split(), rung) == ([f"{Tone.IN}.wav"], [])


@pytest.mark.parametrize("script", ["exit 1", "echo no sound server >&2; exit 3"])
def test_a_player_that_fails_is_given_up_for_the_bell(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    player_at(tmp_path / "bin", script, monkeypatch)
    unheard: list[Tone] = []
    speaker = Speaker(unheard.append)
    speaker.prepare()
    assert speaker.say(Tone.REFUSED)
    end = time.monotonic() + 10
    while not unheard and time.monotonic() < end:
        time.sleep(0.02)
    assert unheard == [Tone.REFUSED] and not speaker.say(Tone.IN)
    assert capfd.readouterr() == ("", "")


def test_over_ssh_and_without_a_player_the_bell_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    player_at(tmp_path / "bin", "exit 0", monkeypatch)
    assert player_name({"PATH": str(tmp_path / "bin")}) == "pw-play"
    assert player_name({"PATH": str(tmp_path / "bin"), "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}) is None
    assert player_name({"PATH": str(tmp_path)}) is None
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    speaker = Speaker(lambda _tone: None)
    speaker.prepare()
    assert not any(speaker.say(tone) for tone in TONES)
