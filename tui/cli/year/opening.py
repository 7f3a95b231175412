"""`hourdesk year open`: the classes of the new school year; the list of the new pupils comes in."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, results, tell
from tui.cli.base.supervisor import need_supervisor_later


@examples(N_("hourdesk year open"), N_("hourdesk year open new-pupils.xlsx"))
@command(
    "open",
    N_("Open the new school year: its classes, and the list of new pupils (XLSX, XLS or CSV) where one is given."),
)
@argument("file", metavar="[FILE]", type=options.A_PATH, required=False)
@options.dry_run(options.WHAT_CHANGES)
@options.json_option
@pass_desk
def open_(choice: DeskChoice, file: Path | None, dry_run: bool, as_json: bool) -> None:
    """Bring the newcomers in beside those who are here, then print the classes."""
    from storage.roster.bringing.prepared import Wanted
    from storage.roster.dropping import Others
    from storage.school_year.opening import opened_year
    from storage.standard.school_year import year_table
    from tui.cli.roster.bringing import bring_list_in
    from tui.cli.roster.import_report import objects_of
    from tui.words.people.import_lines import lines_of
    from tui.words.people.school_year import class_lines

    report = None
    with choice.open() as store:
        supervisor = need_supervisor_later(store, asks=file is not None and not dry_run)
        table = year_table(store.folder)
        opened_year(store, table)
        if file is not None:
            wanted = Wanted(Others.ADD)
            report = bring_list_in(store, file, wanted, choice.signed(), supervisor, dry_run=dry_run).report
        year, classes = opened_year(store, table)
        badges = store.register.badges()
    if as_json:
        for line in objects_of(report, badges) if report is not None else ():
            result_json(line)
        for one in classes:
            result_json({"result": "class", "class": one.name, "stage": one.stage or None, "persons": one.persons})
        result_json({"result": "open", "year": year.name, "persons": sum(one.persons for one in classes)})
    else:
        results(lines_of(report, dry_run) if report is not None else [])
        result(_("School year {year}").format(year=year.name))
        results(class_lines(classes))
        if file is None:
            message(_("New pupils: hourdesk year open FILE brings their list in; nobody else changes."))
    if report is not None:
        tell(report.plan.problems)
        finish(refused=bool(report.plan.problems))
