"""`hourdesk roster import`: a roster file comes in, with a report for each row."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Refused
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others, drops_classes
from tui.cli.base import options
from tui.cli.base.before_after import change_object
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result_json, results, tell
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.roster.bringing import bring_list_in
from tui.cli.roster.import_report import objects_of
from tui.words.people.import_lines import lines_of


@examples(N_("hourdesk roster import roster.xlsx --dry-run"), N_("hourdesk roster import class-7-3.csv --add"))
@command("import", N_("Bring in a roster (XLSX, XLS or CSV) and give badge numbers to those who have none."))
@options.in_file()
@options.others
@options.dry_run(options.WHAT_CHANGES)
@options.strict()
@option("--with-purged", is_flag=True, help=N_("Let in what was purged of people before, where this file has it."))
@options.json_option
@pass_desk
def import_(
    choice: DeskChoice, file: Path, others: Others, dry_run: bool, strict: bool, with_purged: bool, as_json: bool
) -> None:
    """Import, and report row by row; exit code 1 where a row was refused. A list that drops whole classes asks first."""
    with choice.open() as store:
        wanted = Wanted(others, strict, with_purged)
        supervisor = need_supervisor_later(store, asks=not dry_run)
        report, change = bring_list_in(store, file, wanted, choice.signed(), supervisor, dry_run=dry_run)
        changed = [{"result": "hours_change", **change_object(store, change)}] if change.sessions else []
        badges = store.register.badges()
    if report.asks and not dry_run:
        raise Refused(drops_classes(report.dropped, file.name))
    if as_json:
        *rows, counts = objects_of(report, badges)
        for line in (*rows, *changed, counts):
            result_json(line)
    else:
        results(lines_of(report, dry_run))
    tell(report.plan.problems)
    finish(refused=bool(report.plan.problems))
