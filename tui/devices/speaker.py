"""Says tones by the platform's player, until it fails once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.devices.sound_player import SoundPlayer, WindowsPlayer, player_command, player_name
from tui.devices.tones import TONES, write_tone
from tui.model.verdicts import Tone


class Speaker:
    """`failed` is called from another thread with the tone that was not heard."""

    def __init__(self, failed: Callable[[Tone], None]) -> None:
        self._failed = failed
        self._tone = Tone.CALM
        self._player = _player(self._gave_up)
        self._folder = tempfile.TemporaryDirectory(prefix="hourdesk-") if self._player else None
        self._files: dict[Tone, Path] = {}

    def prepare(self) -> None:
        """Write the files of all tones; a folder that takes none leaves the bell."""
        if self._folder is not None:
            with suppress(OSError):
                self._files = {tone: write_tone(tone, Path(self._folder.name)) for tone in TONES}

    def say(self, tone: Tone) -> bool:
        """Start a tone; False where there is nothing that plays it."""
        player = self._player  # another thread may give it up at any moment
        if player is None or tone not in self._files:
            return False
        self._tone = tone
        player.play(self._files[tone])
        return True

    def _gave_up(self) -> None:
        self._player = None
        self._failed(self._tone)


def _player(failed: Callable[[], None]) -> SoundPlayer | WindowsPlayer | None:
    if player_name(os.environ) == "winsound":
        return WindowsPlayer(failed)
    command = player_command(os.environ)
    return SoundPlayer(command, failed) if command else None
