"""A scan is struck out at the desk: the last one by the operator, any other of today by the supervisor."""

from __future__ import annotations

import asyncio
from functools import partial

from checkin.rules.instants import local_time
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.people.register import key_of
from storage.store import Store
from storage.supervision.corrections import Correction
from tui.desk.desk import Desk
from tui.model.undo import LastScan, last_scan_of, scan_of, strike_out
from tui.model.verdicts import Tone, Verdict
from tui.words.amounts import clock_text

UNDO_MS = 300_000
"""How long after a scan, in milliseconds, the operator strikes it out alone; later it is a correction, and the supervisor's."""


async def undo_last(desk: Desk) -> None:
    """Show whose the last scan of this desk was, strike it out, and say so; call it in a worker."""
    from tui.screens.ask import AskDialog

    activity = desk.state.activity
    if activity is None:
        return
    scan = await desk.tried(last_scan_of(activity.key))
    if scan is None:
        desk.app.notify(_("There is no scan of this desk to undo in this activity."))
        return
    is_late = desk.clock.now() - scan.at > UNDO_MS
    if await desk.app.push_screen_wait(AskDialog(_("Undo this scan?"), _lines(desk, scan), _("strike it out"))):
        if is_late and not await desk.as_supervisor():
            return
        done = await desk.tried(strike_out(scan, Signature(desk.supervisor_name, _("undone at the desk"))))
        _say_undone(desk, scan, done)
        await desk.read_board()


async def undo_one_of_today(desk: Desk) -> None:
    """List the scans that this desk took today in the activity, search them, and strike out the chosen one with before → after. The
    list stays until one is struck out: whoever looked at the wrong one goes back to it."""
    from tui.model.todays_scans import todays_scans, with_search_text
    from tui.screens.todays_scans import TodaysScansDialog

    activity = desk.state.activity
    if activity is None:
        return
    key = activity.key
    read = await desk.tried(lambda store: todays_scans(store, key))
    if read is None:
        return
    scans = await asyncio.to_thread(lambda: [with_search_text(scan) for scan in read])
    if await desk.app.push_screen_wait(TodaysScansDialog(scans, partial(_undo_chosen, desk, key))):
        desk.display.show_board()


async def _undo_chosen(desk: Desk, activity: str, event: str) -> bool:
    from tui.desk.making.changing import change_as_shown

    scan = await desk.tried(lambda store: scan_of(store, event, activity))
    last = await desk.tried(last_scan_of(activity))
    if scan is None:
        return False
    is_last = last is not None and last.event == scan.event and desk.clock.now() - scan.at <= UNDO_MS

    def work(store: Store, signed: Signature) -> Correction:
        return strike_out(scan, signed.because(_("undone at the desk")))(store)

    title, agree = _("Undo this scan?"), _("strike it out")
    done = await change_as_shown(desk, title, work, _lines(desk, scan), agree, anybodys=is_last)
    _say_undone(desk, scan, done)
    return done is not None


def _lines(desk: Desk, scan: LastScan) -> list[str]:
    activity = desk.state.activity
    if activity is None:
        return []
    day = local_time(scan.at, activity.zone).date()
    return [
        _("{activity}, {day}").format(activity=activity.name or activity.code, day=day.isoformat()),
        _("{time}  {person} {what}").format(
            time=clock_text(scan.at, activity.zone), person=scan.whose, what=scan.what()
        ),
        "",
        _("It stays in the log, struck out."),
    ]


def _say_undone(desk: Desk, scan: LastScan, done: Correction | None) -> None:
    """In the zone of the verdict; nothing where it was not done."""
    activity = desk.state.activity
    if done is None or activity is None:
        return
    detail = _("struck out: {what} at {time}").format(what=scan.what(), time=clock_text(scan.at, activity.zone))
    name = scan.person.name if scan.person else ""
    whose = key_of(scan.person) if scan.person else ""
    verdict = Verdict(Tone.CALM, "↺", _("UNDONE"), name, scan.who_else, detail, at=done.event.at, volunteer=whose)
    desk.state.show(verdict)
    desk.state.too_soon = None
    desk.display.show_verdict(verdict)
