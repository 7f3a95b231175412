"""The platform's own player of sounds: a process of its own that can write nothing into the screen."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 4.0
"""Seconds after which a player is given up. The longest tone takes one."""
_PLAYERS = (("afplay",), ("pw-play",), ("paplay",), ("aplay", "-q"))


def player_name(environ: Mapping[str, str]) -> str | None:
    """What plays tones on this machine; None where only the terminal's bell is left."""
    if sys.platform == "win32":
        return None if environ.get("SSH_CONNECTION") else "winsound"
    command = player_command(environ)
    return Path(command[0]).name if command else None


def player_command(environ: Mapping[str, str]) -> tuple[str, ...] | None:
    """The player of this machine, or None. Over SSH it would sound where nobody is, so there is none."""
    if environ.get("SSH_CONNECTION"):
        return None
    for name, *options in _PLAYERS:
        if found := shutil.which(name, path=environ.get("PATH")):
            return (found, *options)
    return None


class SoundPlayer:
    """Plays one file at a time; a newer one ends the older. `failed` is called from another thread."""

    def __init__(self, command: tuple[str, ...], failed: Callable[[], None]) -> None:
        self._command = command
        self._failed = failed
        self._playing: subprocess.Popen[bytes] | None = None
        self._unheard_since: float | None = None
        self._lock = threading.Lock()
        atexit.register(self.stop)

    def play(self, path: Path) -> None:
        """Start it and return at once."""
        threading.Thread(target=self._play, args=(path,), daemon=True).start()

    def stop(self) -> None:
        """End what is playing; that is no failure."""
        with self._lock:
            self._end_playing()

    def _play(self, path: Path) -> None:
        with self._lock:
            self._end_playing()
            process = self._playing = None if self._hangs() else self._started(path)
        if process is None:
            self._failed()
            return
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = 1
        with self._lock:
            replaced = self._playing is not process
            if not replaced:
                self._playing = self._unheard_since = None
        if code and not replaced:
            self._failed()

    def _end_playing(self) -> None:
        if self._playing is not None:
            self._playing.kill()
            self._playing = None

    def _hangs(self) -> bool:
        # In a rush each tone ends the one before, so that no single process outlasts the patience.
        now = time.monotonic()
        if self._unheard_since is None:
            self._unheard_since = now
        return now - self._unheard_since > PATIENCE

    def _started(self, path: Path) -> subprocess.Popen[bytes] | None:
        quiet = subprocess.DEVNULL
        try:
            return subprocess.Popen(
                [*self._command, os.fspath(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        except OSError:
            return None


class WindowsPlayer:
    """The same on Windows, by the standard library: a newer sound ends the older one."""

    def __init__(self, failed: Callable[[], None]) -> None:
        self._failed = failed

    def play(self, path: Path) -> None:
        """Start it and return at once."""
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            except RuntimeError:
                self._failed()
