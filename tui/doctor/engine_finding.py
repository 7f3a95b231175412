"""Which SQLite keeps the record, in which journal, and whether that can lose a scan."""

from __future__ import annotations

from checkin.texts import _
from storage.disk import sqlite
from tui.doctor.finding import Finding


def engine_finding(connection: sqlite.Connection | None = None) -> Finding:
    """The engine, its version and the journal of the open record; without one, the journal that a record would get."""
    mode = sqlite.journal_mode() if connection is None else _mode_of(connection)
    values = {"engine": sqlite.library(), "mode": mode, "install": sqlite.INSTALL}
    if not sqlite.has_wal_fault():
        text = _("Record kept by {engine}, journal {mode}, without the fault of older versions that can lose scans")
        return Finding("engine", True, text.format(**values))
    if mode == "WAL":
        text = _(
            "Record kept by {engine}, which can lose a scan with the journal WAL: close every Hourdesk on this folder and "
            "open one again, so that the journal becomes DELETE"
        )
        return Finding("engine", False, text.format(**values))
    text = _(
        "Record kept by {engine}, which has a fault with the journal WAL: the journal {mode} is used instead, as safe and "
        "slower; with {install} it is as fast as elsewhere"
    )
    return Finding("engine", True, text.format(**values))


def _mode_of(connection: sqlite.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0]).upper()
