"""A list of people comes in at the desk: looked at, asked about, taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import has_pin
from tui.desk.desk import Desk
from tui.desk.making.flow import without_form
from tui.model.stay import NOTHING_WRITTEN, need_supervisor
from tui.screens.first_start.roster import FileLookedAt, RosterStep
from tui.words.people.roster import summary_of

if TYPE_CHECKING:
    from storage.roster.importing import ImportReport


async def bring_in_first_list(desk: Desk) -> bool:
    """The step of the first start, and whether people came in who have badges now. Where a PIN is set already, the list is the
    supervisor's, who is asked for when it was looked at."""
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

    async def sign() -> Signature:
        # At a desk that begins without a PIN nobody is asked for a name.
        if has_pin(DataFolder(desk.writer.path)):
            await need_supervisor(desk)
        return Signature(desk.supervisor_name)

    step = RosterStep(desk.writer, desk.taking.take_typed_badge, title, sign)
    looked: FileLookedAt | None = await desk.app.push_screen_wait(step)
    if looked is None:
        return None
    report: ImportReport | None = looked.report
    if not looked.report.taken:
        chosen = await desk.app.push_screen_wait(OthersDialog(looked.report))
        if chosen is None:
            desk.app.notify(_(NOTHING_WRITTEN), timeout=8)
            return None
        signed = await without_form(desk, title, sign())
        if signed is None:
            return None
        others, sure = Others(chosen), signed
        report = await desk.tried(
            lambda store: import_roster(store, looked.file, Wanted(others), shown=looked.reading, signed=sure)
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
