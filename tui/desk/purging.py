"""A purge at the desk: who would lose what is shown, a supervisor gives the reason, and the statement is written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.screens.deed import REASON, Deed, DeedForm, Values, Work

_MOST_LINES = 8


class _Due(NamedTuple):
    """What a purge would come to, in lines; `empty` where nobody is due."""

    lines: list[str]
    empty: bool


async def purge_at_desk(desk: Desk) -> None:
    """Show it, ask for the reason, purge, and say where the statement is."""
    if not await desk.as_supervisor():
        return
    due = await desk.tried(_look)
    if due is None:
        return
    if due.empty:
        desk.app.notify(_("Nobody is due."), timeout=8)
        return
    done = await desk.app.push_screen_wait(DeedForm(desk.writer, _deed(due, desk.supervisor_name)))
    if done is not None:
        text = _("Purged; the signed statement is in {file}.").format(file=done)
        desk.app.notify(text, timeout=20, markup=False)
        await desk.read_board()


def _look(store: Store) -> _Due:
    from storage.purging.planning import plan_purge
    from storage.purging.totals import record_totals
    from storage.standard.retention import retention_rules
    from tui.words.people.purging import counts_lines, persons_line, totals_line

    plan = plan_purge(store, retention_rules(store.folder), store.today())
    lines = [persons_line(plan), *counts_lines(plan)[:_MOST_LINES], totals_line(record_totals(store))]
    return _Due(lines, plan.is_empty)


def _deed(due: _Due, operator: str | None) -> Deed[Path]:
    def make(values: Values) -> Work[Path]:
        from exports.exchange.purging.carrying_out import purge_by_rules

        def purge(store: Store) -> Path:
            return purge_by_rules(store, store.today(), Signature(operator, values[REASON]))[1]

        return purge

    return Deed(
        _("Purge personal data"),
        make,
        reasons=(_(_REASON),),
        explanation="\n".join(due.lines),
        warning=_("It can't be undone. Files that were made before stay: hourdesk purge --dry-run names the people."),
    )


_REASON = N_("the retention period is over")
