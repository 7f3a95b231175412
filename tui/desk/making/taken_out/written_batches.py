"""The batches of hours that were written: one is written once more, or taken back where the other system did not take it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from checkin.durations import h_mm
from checkin.texts import _
from exports.batch.column_map import ColumnMap
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed, choose
from tui.words.amounts import day_and_clock_text, zone_of
from tui.words.cells import padded
from tui.words.record.batches import taken_back_text

_AGAIN, _BACK = "again", "back"


async def see_batches(
    desk: Desk, formats: Mapping[str, ColumnMap], write_again: Callable[[ColumnMap, int], Awaitable[None]]
) -> None:
    """Choose a batch, then what becomes of it. `formats` are the formats that are here, by their codes."""
    from storage.recognition.batches import all_batches

    found = await desk.tried(lambda store: all_batches(store.connection))
    if found is None:
        return
    here = zone_of(None, desk.identity, desk.clock)
    batches = {str(one.number): one for one in reversed(found) if one.taken_back is None}
    lines = [
        (number, f"{number:>3}  {padded(one.format, 14)} {day_and_clock_text(one.at, here)}  {h_mm(one.minutes)}")
        for number, one in batches.items()
    ]
    if not lines:
        desk.app.notify(_("No batches yet."))
        return
    title = _("Batches of hours")
    chosen = await choose(desk, title, lines)
    if chosen is None:
        return
    format, line = formats.get(batches[chosen].format), dict(lines)[chosen]
    ways = [(_AGAIN, _("write its file again, as it was"))] if format is not None else []
    ways.append((_BACK, _("take it back: the other system did not take it …")))
    way = await choose(desk, title, ways, line)
    if way == _AGAIN and format is not None:
        await write_again(format, int(chosen))
    elif way == _BACK:
        await _take_back(desk, int(chosen), line)


async def _take_back(desk: Desk, number: int, line: str) -> None:
    """The other system did not take it: its hours are due again."""
    from storage.recognition.batches import take_back

    lines = [line, "", _("Its hours are due again.")]
    if not await agreed(desk, _("Take it back?"), lines, _("take it back")) or not await desk.as_supervisor():
        return
    batch = await desk.tried(lambda store: take_back(store, number))
    if batch is not None:
        desk.app.notify(taken_back_text(batch), timeout=12)
