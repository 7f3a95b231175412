"""`hourdesk batch write`: the file that another system reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.rules.period import Period
from checkin.rules.problems import N_, Refused
from checkin.texts import _
from exports.batch.column_map import ColumnMap
from storage.activities.activities import find_activity
from storage.record import without_collector
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import finish, message, result_json, results
from tui.cli.base.supervisor import need_supervisor_later

if TYPE_CHECKING:
    from exports.batch.batch import Plan


@examples(N_("hourdesk batch write volunteer-beijing march.xlsx --identities identities.xlsx --dry-run"))
@command(
    "write",
    N_(
        "Write to an .xlsx file the confirmed hours that were not reported in this format yet, and what was left over. All rows are shown first. A wrong row is left out and the reason is shown; its hours stay due, and the exit code is 1."
    ),
)
@argument("format")
@options.out_file()
@options.activity()
@options.period
@option("--all", "complete_too", is_flag=True, help=N_("Include complete hours that are not confirmed yet."))
@options.file_option(
    "--identities", help=N_("The school's own file (XLSX, XLS, CSV) with identity numbers; nothing of it is kept.")
)
@option(
    "--post", default="", metavar="TEXT", help=N_("The text for a column of posts, where hours were served at none.")
)
@option("--note", default="", metavar="TEXT", help=N_("The text for a column of notes."))
@option("--again", type=int, metavar="N", help=N_("Write batch N again, as it was."))
@options.dry_run(N_("Only show the rows."))
@options.strict()
@made_file
@options.json_option
@pass_desk
def write(
    choice: DeskChoice,
    format: str,
    out: Path,
    activity: str | None,
    period: Period,
    complete_too: bool,
    identities: Path | None,
    post: str,
    note: str,
    again: int | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Plan, show, write; exit code 1 where a row was refused."""
    from exports.batch.batch import check_name, plan_again, plan_batch, write_batch
    from exports.batch.due import Selection
    from exports.batch.formats import find_format
    from exports.batch.rows import BatchTexts
    from tui.cli.batch.report import summary_object, written_lines

    if again is not None and (activity or not period.is_open or complete_too):
        raise click.UsageError(_("--again writes a batch as it was: leave out --activity, --from, --to and --all."))
    check_name(out)

    def planned(store: Store, map: ColumnMap) -> Plan:
        said = BatchTexts(post, note)
        if again is not None:
            return plan_again(store, map, again, identities, said)
        key = None if activity is None else find_activity(store, activity).key
        wanted = Selection(key, period, complete_too)
        return plan_batch(store, map, wanted, identities, said)

    with without_collector(), choice.open() as store:
        supervisor = need_supervisor_later(store)
        plan = planned(store, find_format(store.folder, format))
        supervisor()
        _show(plan, store.identity.team, as_json=as_json)
        held_back = dry_run or (strict and bool(plan.refused))
        try:
            number = None if held_back else write_batch(store, plan, out)
        except Refused:
            if as_json:
                result_json(summary_object(plan, out, None))
            raise
    if as_json:
        result_json(summary_object(plan, out, number))
    else:
        results(written_lines(plan, out, number, dry_run=dry_run))
    finish(refused=bool(plan.refused))


def _show(plan: Plan, own_team: str, *, as_json: bool) -> None:
    from tui.cli.batch.report import lines_of, notes_of, objects_of

    if as_json:
        for line in objects_of(plan):
            result_json(line)
        return
    results(lines_of(plan, own_team))
    for note in notes_of(plan):
        message(note)
