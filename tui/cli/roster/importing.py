"""`hourdesk roster import`: a roster file comes in, with a report for each row."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Refused
from storage.roster.bringing.foreseen import foresee_list
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others, drops_classes
from storage.roster.importing import ImportReport, import_roster, prepare_list, read_list, report_of
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.before_after import change_object, need_agreement, tell_change
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result_json, results, tell
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.terminal import can_ask
from tui.cli.roster.asking import ask_about_others
from tui.cli.roster.import_report import objects_of
from tui.words.people.import_lines import lines_of


@examples(N_("hourdesk roster import roster.xlsx --dry-run"), N_("hourdesk roster import class-7-3.csv --add"))
@command("import", N_("Bring in a roster (XLSX, XLS or CSV) and give badge numbers to those who have none."))
@options.in_file()
@options.others
@options.dry_run(N_("Only show what would come in and what would change."))
@options.strict()
@option("--with-purged", is_flag=True, help=N_("Let in what was purged of people before, where this file has it."))
@options.json_option
@pass_desk
def import_(
    choice: DeskChoice, file: Path, others: Others, dry_run: bool, strict: bool, with_purged: bool, as_json: bool
) -> None:
    """Import, and report row by row; exit code 1 where a row was refused. A list that drops whole classes asks first."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store, asks=not dry_run)
        # All of this comes before the record is locked: no scan has to wait for the list.
        reading = read_list(store, file)
        prepared = prepare_list(store, file, Wanted(others, strict, with_purged), reading)
        if others is Others.ASK and not dry_run and can_ask() and prepared.plan.comes_in(strict):
            others = ask_about_others(report_of(prepared, taken=False))
            prepared = prepare_list(store, file, Wanted(others, strict, with_purged), reading)

        def take_in(at: Store, mark: tuple[object, ...] | None = None) -> ImportReport:
            return import_roster(at, file, prepared=prepared, mark=mark, signed=choice.signed())

        foreseen = foresee_list(store, prepared, take_in, report_of(prepared, taken=True))
        change = foreseen.change
        tell_change(store, change)
        if dry_run:
            report = report_of(prepared, taken=False)
        else:
            need_agreement(change)
            supervisor()
            report = take_in(store, foreseen.mark)
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
