"""What a correction changed: the sessions that it touches, before → after."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.events import KIND_OF
from checkin.rules.sessions import Session
from checkin.texts import _
from exports.tables.rows import SessionRow
from exports.tables.session_rows import rows_of
from storage.called import names_called
from storage.corrections import Correction
from storage.store import Store
from tui.cli.output import result, result_json
from tui.cli.session_table import session_line


def report(store: Store, correction: Correction, as_json: bool) -> None:
    """Print it: `{"event", "kind", "before", "after"}`, or a line for each session that changed."""
    before = {s.key: s for s in correction.before}
    after = {s.key: s for s in correction.after}
    changed = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
    rows_before, rows_after = _rows(store, before, changed), _rows(store, after, changed)
    if as_json:
        result_json(
            {
                "event": correction.event.id,
                "kind": str(KIND_OF[type(correction.event.body)]),
                "before": [rows_before[key].to_json() for key in changed if key in rows_before],
                "after": [rows_after[key].to_json() for key in changed if key in rows_after],
            }
        )
        return
    result(_("Recorded as {event}.").format(event=correction.event.id))
    if not changed:
        result(_("No session changes by it."))
    for key in changed:
        team = store.identity.team
        old = session_line(rows_before[key], team) if key in rows_before else _("(nothing)")
        new = session_line(rows_after[key], team) if key in rows_after else _("(nothing)")
        result(f"  {old}\n→ {new}")


def _rows(store: Store, sessions: Mapping[str, Session], keys: list[str]) -> dict[str, SessionRow]:
    wanted = [sessions[key] for key in keys if key in sessions]
    rows = rows_of(wanted, store.ledger.facts(), names_called(store))
    return {session.key: row for session, row in zip(wanted, rows, strict=True)}
