"""A list of people comes in by a command: it is looked at, before → after is said, and then it is the supervisor's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checkin.rules.hours_change import HoursChange
from checkin.rules.signature import Signature
from storage.roster.bringing.foreseen import foresee_list
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import ImportReport, prepare_list, read_list, report_of, take_in
from storage.store import Store
from tui.cli.base.before_after import need_agreement, tell_change
from tui.cli.base.supervisor import Supervisor
from tui.cli.base.terminal import can_ask
from tui.cli.roster.asking import ask_about_others


class Brought(NamedTuple):
    """What came in, and what it changed in people's hours; with `--dry-run` what would come in and change."""

    report: ImportReport
    change: HoursChange


def bring_list_in(
    store: Store, file: Path, wanted: Wanted, signed: Signature, supervisor: Supervisor, *, dry_run: bool
) -> Brought:
    """Take a list in, or with `dry_run` only look at it. A list that drops whole classes asks first, where somebody can answer."""
    # All of this comes before the record is locked: no scan has to wait for the list.
    reading = read_list(store, file)
    prepared = prepare_list(store, file, wanted, reading)
    if wanted.others is Others.ASK and not dry_run and can_ask() and prepared.plan.comes_in(wanted.strict):
        wanted = replace(wanted, others=ask_about_others(report_of(prepared, taken=False)))
        prepared = prepare_list(store, file, wanted, reading)

    def written(at: Store) -> ImportReport:
        return take_in(at, file, prepared, signed)

    foreseen = foresee_list(store, prepared, written, report_of(prepared, taken=True))
    tell_change(store, foreseen.change)
    if dry_run:
        return Brought(report_of(prepared, taken=False), foreseen.change)
    need_agreement(foreseen.change)
    supervisor()
    return Brought(take_in(store, file, prepared, signed, mark=foreseen.mark), foreseen.change)
