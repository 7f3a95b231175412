"""Copies of the log on a stick: a thread writes a fresh pack every minute, and a light says how it goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.texts import say
from storage.disk.copies.copy_folders import listed_in
from tui.desk.host import Host
from tui.model import messages
from tui.model.desk_state import DeskState
from tui.model.lights import Light
from tui.model.writer_handle import WriterHandle
from tui.words.amounts import clock_text, zone_of

if TYPE_CHECKING:
    from exports.exchange.pack.copies import Copied, CopyKeeper


class CopyFolders:
    """The folders that get copies, and the thread that writes them. `changed` is called when the light is another."""

    def __init__(self, writer: WriterHandle, state: DeskState, host: Host, changed: Callable[[], None]) -> None:
        self.folders: tuple[Path, ...] = ()
        self._writer = writer
        self._state = state
        self._host = host
        self._changed = changed
        self._keeper: CopyKeeper | None = None

    def use_settings(self, settings: Mapping[str, Any]) -> None:
        """Keep copies where desk.toml says so."""
        self.use(listed_in(settings))

    def use(self, folders: Sequence[Path]) -> None:
        """Keep copies in these folders from now on; in none for an empty list."""
        self.folders = tuple(folders)
        if self._keeper is not None:
            self._keeper.use(list(folders))
        elif folders:
            from exports.exchange.pack.copies import CopyKeeper

            self._keeper = CopyKeeper(self._writer.path, list(folders), self._copied, self._writer.clock)

    def copy_now(self) -> None:
        """Something was finished that is worth a copy at once."""
        if self._keeper is not None:
            self._keeper.copy_now()

    async def close(self) -> None:
        """A last copy before the program ends, or before the folder is closed for a while; `use` begins anew."""
        if self._keeper is not None:
            keeper, self._keeper = self._keeper, None
            await asyncio.to_thread(keeper.close)

    def made(self, copied: Sequence[Copied]) -> None:
        """The light follows; what went wrong is said once."""
        wrong = [one for one in copied if one.problem is not None]
        was_good = self._state.lights.copies is not Light.BAD
        last = max((one.at for one in copied), default=self._writer.clock.now())
        time = clock_text(last, zone_of(self._state.activity, self._state.identity, self._writer.clock))
        if not copied:
            self._state.light(copies=Light.OFF, copied=time)
        elif wrong:
            # The time of the last good copy stays: it says how much a dead laptop would take with it.
            self._state.light(copies=Light.BAD)
            if was_good and wrong[0].problem is not None:
                self._host.notify(say(wrong[0].problem), severity="warning", timeout=15, markup=False)
        else:
            self._state.light(copies=Light.GOOD, copied=time, sealed=all(one.sealed for one in copied))
        self._changed()

    def _copied(self, copied: list[Copied]) -> None:
        self._host.post_message(messages.CopiesMade(copied))
