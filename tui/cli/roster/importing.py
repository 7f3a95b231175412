"""`hourdesk roster import`: a roster file comes in, with a report for each row."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from storage.roster.importing import import_roster
from tui.cli.base import options
from tui.cli.base.command import command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result_json, results, tell
from tui.cli.roster.import_report import lines_of, objects_of


@command("import", N_("Bring in a roster (XLSX, XLS or CSV) and give badge numbers to those who have none."))
@options.in_file()
@options.dry_run(N_("Only show what would come in and what would change."))
@options.strict()
@options.json_option
@pass_desk
def import_(choice: DeskChoice, file: Path, dry_run: bool, strict: bool, as_json: bool) -> None:
    """Import, and report row by row; exit code 1 where a row was refused."""
    with choice.open() as store:
        report = import_roster(store, file, dry_run=dry_run, strict=strict, signed=choice.signed())
        badges = store.register.badges()
    if as_json:
        for line in objects_of(report, badges):
            result_json(line)
    else:
        results(lines_of(report, dry_run))
    tell(report.plan.problems)
    finish(refused=bool(report.plan.problems))
