"""`hourdesk district report`: workbook, report form, annual report."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.period import Period
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.district import District
from storage.disk.written.several_files import several_files
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json, tell
from tui.cli.district.district_choice import open_chosen

_LONGEST_NAME = 60
"""Characters of a file's name: file systems hold 255 bytes, and a Chinese character takes three or four."""

_NEEDS = N_("Name the file to write, or --write-templates DIR.")


@examples(N_("hourdesk district report report.xlsx --from 2026-01-01 --to 2026-06-30"))
@command(
    "report",
    N_(
        "Write a workbook (.xlsx), a page (.html), the report form (.docx, or .xlsx with --form), or an annual report (.pdf)."
    ),
    needs=_NEEDS,
)
@options.out_file(required=False)
@option(
    "--form",
    "as_form",
    is_flag=True,
    help=N_("The report form of each team and project; OUT may be a folder: a file each."),
)
@options.team(N_("Only the form of this team."))
@options.project(N_("Only the form of this project."))
@options.period
@options.file_option("--templates", metavar="DIR", help=N_("Use the changed templates of this folder."))
@options.file_option("--write-templates", metavar="DIR", help=N_("Write the templates, to be changed in Word."))
@made_file
@options.json_option
@pass_desk
def report(
    choice: DeskChoice, out: Path | None, as_form: bool, team: str | None, project: str | None,
    period: Period, templates: Path | None, write_templates: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Write the report to OUT; its ending decides the format."""
    if (out is None) == (write_templates is None):
        raise click.UsageError(_(_NEEDS))
    if write_templates is not None:
        from exports.district.reports.form_files import write_templates as copy_templates

        written = copy_templates(write_templates)
    else:
        assert out is not None
        with open_chosen(choice) as district:
            written = _write(district, out, as_form, team, project, period, templates)
    for file in written:
        if as_json:
            result_json({"file": str(file)})
        else:
            result(str(file))


def _write(
    district: District, out: Path, as_form: bool, team: str | None, project: str | None, period: Period,
    templates: Path | None,
) -> list[Path]:  # fmt: skip
    if out.suffix.lower() == ".docx" or (as_form and out.suffix.lower() == ".xlsx"):
        return _forms(district, out, team, project, period, templates)
    if not out.suffix and (as_form or out.is_dir()):
        return _forms(district, out, team, project, period, templates)
    from exports.district.reports.report import write_report

    tell(write_report(district, out, period))
    return [out]


def _forms(
    district: District, out: Path, team: str | None, project: str | None, period: Period, templates: Path | None
) -> list[Path]:
    """All forms in one file, or in a folder a Word file for each, all or none."""
    from exports.district.reports.form import forms
    from exports.district.reports.form_files import write_docx, write_xlsx
    from exports.file_names import file_names
    from exports.printed.shortening import shortened

    filled = forms(district, period, team, project)
    if out.suffix.lower() == ".xlsx":
        write_xlsx(out, filled)
        return [out]
    if out.suffix.lower() == ".docx":
        write_docx(out, filled, templates)
        return [out]
    stems = [shortened(f"{form.team} {form.project}", _LONGEST_NAME) for form in filled]
    files = [out / name for name in file_names(stems, ".docx")]
    with several_files(out):
        for file, form in zip(files, filled, strict=True):
            write_docx(file, [form], templates)
    return files
