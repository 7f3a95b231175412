"""`hourdesk team form`: the report form of the team's projects, from its own desk."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.period import Period
from checkin.rules.problems import N_, refuse
from checkin.texts import ngettext
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json


@examples(N_("hourdesk team form team.docx --from 2026-01-01 --to 2026-06-30"))
@command("form", N_("Write the report form of each project to a .docx or .xlsx file."))
@options.out_file()
@options.project(N_("Only this project."))
@options.period
@made_file
@options.json_option
@pass_desk
def form(choice: DeskChoice, out: Path, project: str | None, period: Period, as_json: bool) -> None:
    """Fill in what the record and the team's profile know; a text that nobody wrote is a draft, and marked as one."""
    from exports.district.reports.form_files import write_docx, write_xlsx
    from exports.team_form import project_forms

    ending = out.suffix.lower()
    if ending not in (".docx", ".xlsx"):
        message = N_("The ending “{suffix}” is not a format for the form. End the file name in .docx or .xlsx.")
        raise refuse("unknown_format", str(out), message, suffix=out.suffix)
    with choice.open() as store:
        filled = project_forms(store, project, period)
    (write_docx if ending == ".docx" else write_xlsx)(out, filled)
    if as_json:
        for one in filled:
            result_json(one.as_dict())
        return
    result(ngettext("{file}: {count} form", "{file}: {count} forms", len(filled)).format(file=out, count=len(filled)))
