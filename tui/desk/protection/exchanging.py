"""The file of the record is exchanged for another one while the desk stays on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from checkin.clock import Clock
from checkin.texts import _
from storage.disk.folder import DataFolder
from tui.desk.desk import Desk

T = TypeVar("T")
_CELLS = 16
_SHOWN_AFTER_MS = 2000
"""A guess at the time that is left is worth nothing before."""


async def with_folder_closed(desk: Desk, work: Callable[[], T]) -> T:
    """Run `work` while neither the writer nor the copies have the folder open; scans wait, and are recorded afterwards with the
    time that they came at. What `work` raises comes through."""
    folders = desk.copies.folders
    await desk.copies.close()
    try:
        return await desk.writer.exchange(work)
    finally:
        desk.copies.use(folders)


class Progress:
    """How much of the record is written anew, as a line: call it as often as you like."""

    def __init__(self, path: Path, clock: Clock) -> None:
        folder = DataFolder(path)
        self._whole, self._part = folder.database, DataFolder(folder.half_converted).database
        self._clock = clock
        self._began: int | None = None

    def __call__(self) -> str:
        """A bar, how much is done, and the time that is left where that can be told; before it begins the supervisor may still be
        asked, and no scan waits."""
        if not self._part.exists():
            return _("One moment…")
        share = min(1.0, _size(self._part) / max(1, _size(self._whole)))
        done = round(share * _CELLS)
        line = f"▕{'█' * done}{'▁' * (_CELLS - done)}▏ {share:.0%}"
        return f"{line}{self._left(share)}\n" + _("Scans wait meanwhile, and are recorded as soon as it is done.")

    def _left(self, share: float) -> str:
        if self._began is None:
            self._began = self._clock.steady()
        took = self._clock.steady() - self._began
        if took < _SHOWN_AFTER_MS or not 0 < share < 1:
            return ""
        return "  " + _("{seconds} s left").format(seconds=max(1, round(took * (1 - share) / share / 1000)))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
