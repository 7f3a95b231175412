"""A batch of hours that the other system did not take is taken back. The supervisor's."""

from __future__ import annotations

from checkin.durations import h_mm, hours_text
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed, choose
from tui.words.amounts import day_and_clock_text, zone_of
from tui.words.cells import padded


async def take_batch_back(desk: Desk) -> None:
    """The other system did not take it: its hours are due again."""
    from storage.recognition.batches import all_batches, take_back

    batches = await desk.tried(lambda store: all_batches(store.connection))
    if batches is None:
        return
    here = zone_of(None, desk.identity, desk.clock)
    lines = [
        (
            str(one.number),
            f"{one.number:>3}  {padded(one.format, 14)} {day_and_clock_text(one.at, here)}  {h_mm(one.minutes)}",
        )
        for one in reversed(batches)
        if one.taken_back is None
    ]
    if not lines:
        desk.app.notify(_("No batches yet."))
        return
    chosen = await choose(desk, _("Take which batch back?"), lines)
    if chosen is None or not await agreed(
        desk, _("Take it back?"), [dict(lines)[chosen], "", _("Its hours are due again.")], _("take it back")
    ):
        return
    batch = await desk.tried(lambda store: take_back(store, int(chosen)))
    if batch is not None:
        text = _("Batch {number} is taken back: {hours} of {rows} rows are due again.")
        desk.app.notify(text.format(number=batch.number, hours=hours_text(batch.minutes), rows=batch.rows), timeout=12)
