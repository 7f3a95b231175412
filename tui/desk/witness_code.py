"""The code of another desk's record was scanned at this desk: it is kept, and is no scan."""

from __future__ import annotations

from textual.app import App

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from tui.model.desk_state import DeskState
from tui.model.writer_handle import WriterHandle
from tui.words.faults import Trouble, sentences


async def keep_code(app: App[int], writer: WriterHandle, state: DeskState, text: str) -> None:
    """Keep it as an event of the chosen activity, and say how far apart the clocks stood; or why it can't be kept."""
    from storage.supervision.witnessing import keep_witness, names_of_desks
    from tui.screens.witness import WitnessDialog
    from tui.words.record.witness import kept_at_desk

    activity = state.activity
    if activity is None:
        app.notify(_("This is the witness code of another desk: choose the activity first (F6)."), timeout=8)
        return
    signed = Signature(writer.operator)

    def keep(store: Store) -> str:
        return kept_at_desk(keep_witness(store, text, activity.key, signed), names_of_desks(store))

    try:
        said = await writer.ask(keep)
    except Trouble as error:
        said = "\n".join(sentences(error))
        app.notify(said, severity="error", timeout=15, markup=False)
    else:
        app.notify(said, timeout=10, markup=False)
    if isinstance(app.screen, WitnessDialog):
        app.screen.tell(said)
