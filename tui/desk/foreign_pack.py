"""The pack of a laptop of this team that was set up by itself: looked at, its fingerprint compared, and taken, at the desk's screen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.log.appended import last_place
from storage.store import Store, open_store
from tui.desk.desk import Desk
from tui.words.faults import Trouble

if TYPE_CHECKING:
    from exports.exchange.foreign.taking import Foreign


def own_fingerprint(store: Store) -> str:
    """The fingerprint of the key under which this desk was set up, for the person at the other laptop."""
    from exports.exchange.pack.vouching import fingerprint
    from storage.keyring import keyring_of

    return fingerprint(keyring_of(store).own.team_public())


async def take_foreign(desk: Desk, file: Path) -> None:
    """Show fingerprint and before → after, and take the pack if the supervisor agrees."""
    from tui.screens.ask import AskDialog
    from tui.words.exchange.foreign import foreign_lines

    if desk.identity is None:
        return
    team = desk.identity.team
    try:
        found = await asyncio.to_thread(_look, desk, file)
        lines = [
            *foreign_lines(found, team),
            "",
            _("The other laptop shows its fingerprint at Shift+F7, “another file …”. Compare the two."),
        ]
        question = AskDialog(_("A laptop set up by itself"), lines, _("the fingerprints are the same: take it"))
        if not await desk.app.push_screen_wait(question) or not await desk.as_supervisor():
            return
        brought = await asyncio.to_thread(_take, desk, file, found.fingerprint, desk.supervisor_name)
    except Trouble as error:
        await desk.say_wrong(error)
        return
    text = _("“{desk}” is a desk of this team now. Let it take a pack of this desk too, so that both have the same.")
    if found.back:
        text = _("This desk is one of the team of “{desk}” now.")
    lines = [text.format(desk=found.desk_name), *brought]
    desk.app.notify("\n".join(lines), timeout=60 if brought else 15, markup=False)
    await desk.read_board()


def _look(desk: Desk, file: Path) -> Foreign:
    from exports.exchange.foreign.taking import foreign_pack

    with open_store(desk.writer.path, desk.clock) as store, foreign_pack(store, file) as offer:
        return offer.look()


def _take(desk: Desk, file: Path, compared: str, operator: str | None) -> list[str]:
    """What it brought, in lines."""
    from exports.exchange.foreign.taking import foreign_pack
    from tui.words.exchange.brought import brought_by_foreign

    with open_store(desk.writer.path, desk.clock) as store, foreign_pack(store, file, compared) as offer:
        place = last_place(store.connection)
        return brought_by_foreign(store, offer.take(Signature(operator)).taken, place)
