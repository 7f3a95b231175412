"""What a correction changed: each affected session, before → after."""

from __future__ import annotations

from checkin.rules.events import KIND_OF
from checkin.rules.hours_change import HoursChange, hours_change
from checkin.rules.sessions import Session
from checkin.texts import _, ngettext
from exports.tables.rows import SessionRow
from exports.tables.session_rows import rows_of
from storage.people.earlier_classes import class_periods
from storage.people.names import names_by_any_number
from storage.store import Store
from storage.supervision.corrections import Correction
from tui.cli.base.before_after import change_object
from tui.cli.base.output import result, result_json, results
from tui.cli.record.session_table import session_line
from tui.words.cells import plain
from tui.words.hours_change import NO_CHANGE, overfull_lines


def report(store: Store, correction: Correction, as_json: bool, change: HoursChange | None = None) -> None:
    """Print it: `{"event", "kind", "before", "after"}` (of several events `"events"`), or what changed, line by line.

    `change` is what it changes for many; that was said before, and is printed as JSON only.
    """
    pairs = correction.changed()
    if as_json:
        kind = str(KIND_OF[type(correction.event.body)]) if correction.events else None
        ids = [event.id for event in correction.events]
        result_json(
            {
                **({"event": ids[0]} if len(ids) == 1 else {"events": ids}),
                "kind": kind,
                "before": [row.to_json() for row in _rows(store, [old for old, _ in pairs if old])],
                "after": [row.to_json() for row in _rows(store, [new for _, new in pairs if new])],
                **({} if change is None else {"change": change_object(store, change)}),
            }
        )
        return
    if len(correction.events) == 1:
        result(_("Recorded as {event}.").format(event=correction.event.id))
    else:
        count = len(correction.events)
        text = ngettext("{count} entry is recorded.", "{count} entries are recorded.", count)
        result(text.format(count=count))
    if not pairs and (change is None or not change.sessions):
        result(_(NO_CHANGE))
    team = store.identity.team
    lines_before = iter(_rows(store, [old for old, _ in pairs if old]))
    lines_after = iter(_rows(store, [new for _, new in pairs if new]))
    for old, new in pairs:
        before = _line(next(lines_before), team) if old else _("(nothing)")
        after = _line(next(lines_after), team) if new else _("(nothing)")
        results([f"  {before}", f"→ {after}"])
    if change is None:
        results(overfull_lines(store, hours_change(correction.before, correction.after, store.ledger.facts()).fuller))


def _line(row: SessionRow, team: str) -> str:
    """A session on one line, with its time at each post where it had any."""
    return "  ".join(part for part in (session_line(row, team), plain(row.posts or "")) if part)


def _rows(store: Store, sessions: list[Session]) -> list[SessionRow]:
    return list(rows_of(sessions, store.ledger.facts(), names_by_any_number(store), class_periods(store)))
