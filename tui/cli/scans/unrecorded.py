"""Scans of `hourdesk scan` that could not be written: said at once, kept, tried again, entered at the next start (design §3)."""

from __future__ import annotations

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from checkin.texts import _, ngettext
from storage.disk import sqlite
from storage.disk.opened.opened_files import RECORD_REPLACED
from storage.presence.unwritten_file import unreadable_scans
from storage.presence.unwritten_scans import enter_unwritten, keep_unwritten
from storage.store import Store
from tui.cli.base.output import message, tell
from tui.words.faults import cause_of

Unwritten = (Refused, OSError, sqlite.Error)
"""Errors for which a scan was not written."""


def is_of_the_scan(error: BaseException) -> bool:
    """Whether the scan itself can't be recorded, now or ever. Any other error is of the record or the disk."""
    return isinstance(error, Refused) and all(problem.code != RECORD_REPLACED for problem in error.problems)


class Unrecorded:
    """The scans of one command that were not written. Those that no disk keeps are in its memory until it ends."""

    def __init__(self, store: Store, operator: str | None) -> None:
        self._store = store
        self._operator = operator
        self._in_memory: list[Arrival] = []
        self._any = False

    def enter_earlier(self) -> None:
        """Enter what an earlier start could not write, and say how many scans that were, and what of them can't be read."""
        _tell_entered(enter_unwritten(self._store))
        tell(unreadable_scans(self._store.folder, self._store.identity.team))

    def keep(self, arrival: Arrival, error: BaseException) -> None:
        """Keep a scan that was not written because of `error`, and say so."""
        self._any = True
        reason = cause_of(self._store.explained(error) or error)
        if keep_unwritten(self._store, arrival, self._operator):
            text = _("NOT RECORDED: {reason}. The scan is kept in the folder, and entered at the next start.")
        else:
            self._in_memory.append(arrival)
            text = _("NOT RECORDED: {reason}. The scan is kept until this command ends, and tried again.")
        message(text.format(reason=reason))

    def try_again(self) -> None:
        """Enter what was not written before: a scan was written just now, or no more will come."""
        if not self._any:
            return
        entered = enter_unwritten(self._store) + sum(map(self._enter, list(self._in_memory)))
        self._any = bool(self._in_memory)
        _tell_entered(entered)

    def tell_lost(self) -> None:
        """Say which scans nothing keeps any more, when the command ends."""
        for arrival in self._in_memory:
            if not keep_unwritten(self._store, arrival, self._operator):
                who = arrival.volunteer or _("badge …{end}").format(end=arrival.text[-4:])
                message(_("NOT RECORDED and not kept: {who}. Write this person down, and the time.").format(who=who))

    def _enter(self, arrival: Arrival) -> bool:
        try:
            Desk(self._store.ledger, self._operator).scan(arrival)
        except Unwritten:
            return False
        self._in_memory.remove(arrival)
        return True


def _tell_entered(scans: int) -> None:
    if scans:
        text = ngettext(
            "{count} scan that was not recorded before is entered now.",
            "{count} scans that were not recorded before are entered now.",
            scans,
        )
        message(text.format(count=scans))
