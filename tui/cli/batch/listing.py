"""`hourdesk batch list` and `undo`: the hours reported to other systems, and batches taken back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import tzinfo

from checkin.durations import h_mm
from checkin.rules.activities import zone
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.recognition.batches import Batch, all_batches, take_back
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_and_do
from tui.words.amounts import day_and_clock_text
from tui.words.record.batches import taken_back_text


@examples(N_("hourdesk batch list"))
@command("list", N_("Print the batches that were written."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """Print all batches by number, also those that were taken back."""
    with choice.open() as store:
        found, local = all_batches(store.connection), zone(store.identity.timezone)
    empty = _("No batches yet.")
    show(found, _columns(local), lambda batch: _object(batch, local), as_json=as_json, empty=empty)


@examples(N_("hourdesk batch undo 2"))
@command("undo", N_("Take back batch N if the other system did not take it: its hours are due again."))
@argument("number", metavar="N", type=int)
@options.json_option
@pass_desk
def undo(choice: DeskChoice, number: int, as_json: bool) -> None:
    """Mark a batch as taken back; it stays in the list."""
    with choice.open() as store:
        batch = need_supervisor_and_do(store, lambda at: take_back(at, number))
    if as_json:
        result_json({"batch": batch.number, "format": batch.format, "rows": batch.rows, "minutes": batch.minutes})
        return
    result(taken_back_text(batch))


def _object(batch: Batch, local: tzinfo) -> dict[str, object]:
    back = None if batch.taken_back is None else local_text(batch.taken_back, local)
    return {**asdict(batch), "at": local_text(batch.at, local), "taken_back": back}


def _columns(local: tzinfo) -> list[Column[Batch]]:
    return [
        Column(N_("batch"), lambda batch: str(batch.number), right=True),
        Column(N_("format"), lambda batch: batch.format),
        Column(N_("written"), lambda batch: day_and_clock_text(batch.at, local)),
        Column(N_("file"), lambda batch: batch.file),
        Column(N_("rows"), lambda batch: str(batch.rows), right=True),
        Column(N_("hours"), lambda batch: h_mm(batch.minutes), right=True),
        Column(N_("status"), lambda batch: _("valid") if batch.taken_back is None else _("taken back")),
    ]
