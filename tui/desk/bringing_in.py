"""A list of people comes in at the desk: looked at, asked about, taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.pin import has_pin
from tui.desk.desk import Desk
from tui.model.stay import NOTHING_WRITTEN
from tui.screens.first_start.roster import FileLookedAt, RosterStep
from tui.words.people.roster import summary_of

if TYPE_CHECKING:
    from storage.roster.importing import ImportReport


async def bring_in_first_list(desk: Desk) -> bool:
    """The step of the first start, and whether people came in who have badges now. Where a PIN is set already, the list is the
    supervisor's."""
    if has_pin(DataFolder(desk.writer.path)) and not await desk.as_supervisor():
        return False
    # The path of a file that is dragged in comes as fast as a badge.
    desk.app.takes_scans = False
    try:
        report = await _bring_in(desk, _("2 of 3 · The roster"))
        return report is not None and bool(report.badges)
    finally:
        desk.app.takes_scans = True


async def _bring_in(desk: Desk, title: str) -> ImportReport | None:
    from storage.roster.bringing.prepared import Wanted
    from storage.roster.dropping import Others
    from storage.roster.importing import import_roster
    from tui.screens.others import OthersDialog

    step = RosterStep(desk.writer, desk.taking.take_typed_badge, title, desk.supervisor_name)
    looked: FileLookedAt | None = await desk.app.push_screen_wait(step)
    if looked is None:
        return None
    report: ImportReport | None = looked.report
    if not looked.report.taken:
        chosen = await desk.app.push_screen_wait(OthersDialog(looked.report))
        if chosen is None:
            desk.app.notify(_(NOTHING_WRITTEN), timeout=8)
            return None
        others, signed = Others(chosen), Signature(desk.supervisor_name)
        report = await desk.tried(
            lambda store: import_roster(store, looked.file, Wanted(others), shown=looked.reading, signed=signed)
        )
    if report is not None and report.taken and report.left_out.fields:
        report = await _with_purged(desk, looked, report)
    if report is not None:
        desk.app.notify(summary_of(report), timeout=12, markup=False)
    return report


async def _with_purged(desk: Desk, looked: FileLookedAt, report: ImportReport) -> ImportReport | None:
    """Ask whether what was purged of people may be known again, and take it in where a supervisor says so."""
    from storage.roster.bringing.prepared import Wanted
    from storage.roster.dropping import Others
    from storage.roster.importing import import_roster
    from tui.screens.ask import AskDialog
    from tui.words.people.purging import left_out_lines

    lines = left_out_lines(report.left_out)
    if not await desk.app.push_screen_wait(
        AskDialog(_("It was purged, and stays out"), lines, _("let it be known again"))
    ):
        return report
    signed = Signature(desk.supervisor_name)
    return await desk.tried(
        lambda store: import_roster(
            store, looked.file, Wanted(Others.ADD, with_purged=True), shown=looked.reading, signed=signed
        )
    )
