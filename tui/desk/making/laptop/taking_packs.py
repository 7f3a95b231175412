"""Another desk's pack is taken in, while the desk goes on scanning."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from textual.worker import Worker

from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from storage.store import open_store
from tui.desk.desk import Desk
from tui.desk.foreign_pack import take_foreign
from tui.words.faults import Trouble

_FOREIGN = frozenset({"another_signer", "joined_there"})
"""Codes of packs that may be of a laptop of this team that was set up by itself."""


def take_pack_in(desk: Desk, file: Path) -> None:
    """Take a pack in beside the screen, and say what it brought."""
    _worker: Worker[None] = desk.app.run_worker(partial(_taken_in, desk, file), group="take", exit_on_error=False)


async def _taken_in(desk: Desk, file: Path) -> None:
    try:
        with desk.app.saying(_("Taking {file} in …").format(file=file.name)):
            await asyncio.to_thread(_take_in, desk, file)
    except Trouble as error:
        if isinstance(error, Refused) and error.problems[0].code in _FOREIGN:
            desk.start("take_foreign", lambda: take_foreign(desk, file))
        else:
            await desk.say_wrong(error)


def _take_in(desk: Desk, file: Path) -> None:
    """Take a pack in, in a thread with its own connection. The desk goes on scanning and reads its board again afterwards."""
    from exports.exchange.pack.taking import take_pack
    from storage.activities.clashes import code_clashes
    from storage.log.appended import last_place
    from tui.words import clashes as clash_words
    from tui.words.exchange.brought import brought_by_pack
    from tui.words.people.purging import undone_lines

    with open_store(desk.writer.path, desk.clock) as store:
        place = last_place(store.connection)
        taken = take_pack(store, file, Signature(desk.writer.operator))
        brought = [
            *brought_by_pack(store, taken, place, on_screen=True),
            *undone_lines(store),
        ]
        clashes = clash_words.clash_lines(code_clashes(store), clash_words.ON_SCREEN)
    count = taken.new_events
    text = ngettext("“{desk}” is taken in: {count} new event.", "“{desk}” is taken in: {count} new events.", count)
    lines = [text.format(desk=taken.desk_name, count=count), *brought, *clashes]
    desk.app.call_from_thread(
        desk.app.notify, "\n".join(lines), severity="warning" if clashes else "information",
        timeout=60 if brought or clashes else 12, markup=False,
    )  # fmt: skip
