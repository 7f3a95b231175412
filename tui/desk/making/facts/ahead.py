"""What a wrong clock dated ahead of this desk's is struck out at the screen, all of it as one deed."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.rules.activities import zone
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from storage.supervision.ahead import ahead_of_now
from storage.supervision.corrections import Correction, void_all
from tui.desk.desk import Desk
from tui.desk.making.changing import change_in_form
from tui.screens.deed import REASON, Deed, DeedForm, Values, Work
from tui.words.ahead import ahead_lines


async def strike_out_what_is_ahead(desk: Desk) -> None:
    """Say what it is, ask for the reason, show whose hours change by it, and strike it out as the supervisor."""
    found = await desk.tried(ahead_of_now)
    if found is None or desk.identity is None:
        return
    if not found:
        desk.app.notify(_("Nothing is dated ahead of the clock of this laptop."), timeout=8)
        return
    title, lines = _("What a wrong clock dated ahead"), ahead_lines(found, zone(desk.identity.timezone))
    events = [event.id for event in found]

    async def strike(reason: str) -> None:
        def work(store: Store, signed: Signature) -> Correction:
            return void_all(store, events, signed.because(reason))

        await change_in_form(desk, title, work, lines, _("strike it out"))

    if await desk.app.push_screen_wait(DeedForm(desk, _asked(title, lines), strike)) is not None:
        desk.app.notify(_("It is struck out: what is done now holds."), timeout=12)


def _asked(title: str, lines: Sequence[str]) -> Deed[str]:
    def make(values: Values) -> Work[str]:
        return lambda _store: values[REASON]

    told = _("Is the clock of this laptop right? Then this would go on to hold over what is done now:")
    return Deed(title, make, reasons=(_("the clock was wrong"),), explanation="\n".join([told, *lines]))
