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
    from storage.supervision.brought_deeds import brought_deeds
    from storage.supervision.brought_facts import changed_by_facts
    from storage.supervision.lost_desks import lost_here
    from tui.words import clashes as clash_words
    from tui.words.exchange.brought import mistakes_lines
    from tui.words.exchange.deeds import deeds_lines
    from tui.words.hours_change import brought_lines
    from tui.words.lost_desks import ON_SCREEN, lost_lines
    from tui.words.people.purging import later_erased_text, purged_too_lines, undone_lines
    from tui.words.people.school_year import late_lines
    from tui.words.set_aside import set_aside_lines

    with open_store(desk.writer.path, desk.clock) as store:
        place = last_place(store.connection)
        taken = take_pack(store, file, Signature(desk.writer.operator))
        brought = [
            *set_aside_lines(taken.set_aside),
            *deeds_lines(brought_deeds(store, place)),
            *brought_lines(store, changed_by_facts(store, place)),
            *mistakes_lines(store, place),
            *lost_lines(store, [one for one in lost_here(store) if one.waiting.events], ON_SCREEN),
            *([*purged_too_lines(taken.purged), later_erased_text()] if taken.purged else []),
            *undone_lines(store),
            *late_lines(taken.late),
        ]
        clashes = clash_words.clash_lines(code_clashes(store), clash_words.ON_SCREEN)
    count = taken.new_events
    text = ngettext("“{desk}” is taken in: {count} new event.", "“{desk}” is taken in: {count} new events.", count)
    lines = [text.format(desk=taken.desk_name, count=count), *brought, *clashes]
    desk.app.call_from_thread(
        desk.app.notify, "\n".join(lines), severity="warning" if clashes else "information",
        timeout=60 if brought or clashes else 12, markup=False,
    )  # fmt: skip
