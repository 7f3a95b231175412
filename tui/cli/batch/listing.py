"""`hourdesk batch list` and `undo`: what other systems were told, and what they never took."""

from __future__ import annotations

from dataclasses import asdict

from checkin.rules.activities import zone
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from exports.tables.rows import hours_of
from storage.recognition.batches import Batch, all_batches, take_back
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, results
from tui.cli.base.supervisor import need_supervisor
from tui.words.cells import aligned, plain

_RIGHT = frozenset({0, 4, 5})


@command("list", N_("Print the batches that were written."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """By number, those that were taken back too."""
    with choice.open() as store:
        found = all_batches(store.connection)
        shown = [_object(store, batch) for batch in found]
    if as_json:
        for line in shown:
            result_json(line)
        return
    headings = [_("batch"), _("format"), _("written"), _("file"), _("rows"), _("hours"), _("status")]
    lines = [
        [
            str(batch.number),
            batch.format,
            str(line["at"])[:16].replace("T", " "),
            plain(batch.file),
            str(batch.rows),
            f"{hours_of(batch.minutes):g}",
            _("valid") if batch.taken_back is None else _("taken back"),
        ]
        for batch, line in zip(found, shown, strict=True)
    ]
    results(aligned([headings, *lines], _RIGHT) if lines else [_("No batches yet.")])


@command("undo", N_("Take back batch N, which the other system did not take: its hours are due again."))
@argument("number", metavar="N", type=int)
@options.json_option
@pass_desk
def undo(choice: DeskChoice, number: int, as_json: bool) -> None:
    """It stays in the list, as taken back."""
    with choice.open() as store:
        need_supervisor(store)
        batch = take_back(store, number)
    if as_json:
        result_json({"batch": batch.number, "format": batch.format, "rows": batch.rows, "minutes": batch.minutes})
        return
    text = _("Batch {number} is taken back: {hours} hours of {rows} rows are due again.")
    result(text.format(number=number, hours=f"{hours_of(batch.minutes):g}", rows=batch.rows))


def _object(store: Store, batch: Batch) -> dict[str, object]:
    local = zone(store.identity.timezone)
    back = None if batch.taken_back is None else local_text(batch.taken_back, local)
    return {**asdict(batch), "at": local_text(batch.at, local), "taken_back": back}
