"""The report of the district, or the report forms of all schools, for the days that the clerk names."""

from __future__ import annotations

from checkin.rules.period import checked_period
from checkin.rules.problems import N_, refuse
from checkin.rules.typed_times import parse_day
from checkin.texts import _, say
from exports.district.reports.form_files import write_templates
from exports.district.reports.report import write_report
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.made_file import IN_THIS_FILE, file_field, file_named, show_made
from tui.model.command_groups import Group
from tui.model.sheets import folder_outside, proposed_outside
from tui.screens.field import Field
from tui.screens.fields.kinds import Day, Folder
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog
from tui.screens.making.made import Made


class Report(ClerkCommand):
    __doc__ = N_("Write the report of the district, or the report forms of all schools, for the days that you name.")
    name, label, what, in_footer = "report", N_("Report"), N_("A report for some days, or the whole time"), False
    also = N_("month, province, annual")
    cli = ("district report",)
    group = Group.TAKE_OUT

    async def do(self, clerk: Clerk) -> None:
        """An empty day is no bound. The ending of the file's name decides what it becomes."""
        title = _("Report of the district")
        days = (("first", _("first day")), ("last", _("last day")))

        async def save(values: dict[str, str]) -> Made:
            first, last = (parse_day(values[name], label) if values[name] else None for name, label in days)
            period, out = checked_period(first, last), file_named(values)
            templates = path_of(values["templates"]) if values["templates"] else None
            if templates is not None and out.suffix.lower() != ".docx":
                raise refuse("no_template_needed", "templates", N_("only the report forms (.docx) have a template"))
            notes = await clerk.work.made(title, lambda district: write_report(district, out, period, templates))
            return Made(out, (_(IN_THIS_FILE),), tuple(map(say, notes)))

        fields = [Field(name, label, example=_("empty: no bound"), kind=Day()) for name, label in days]
        fields.append(file_field(proposed_outside(title, ".xlsx")))
        fields.append(Field("templates", _("template in"), example=_("empty: the usual form"), kind=Folder()))
        explanation = _("A workbook (.xlsx), a page (.html), a report to print (.pdf), or the report forms (.docx).")
        await show_made(clerk, await clerk.answer(FormDialog(title, fields, save, explanation)))


class Templates(ClerkCommand):
    __doc__ = N_("Write the template of the report form, to be changed in Word; a report for some days then takes it.")
    name, label, what, in_footer = (
        "templates",
        N_("Template"),
        N_("The report form’s template, to change in Word"),
        False,
    )
    cli = ("district report --write-templates",)
    group = Group.TAKE_OUT

    async def do(self, clerk: Clerk) -> None:
        """One that is there already stays."""
        title = _("Template of the report form")

        async def save(values: dict[str, str]) -> Made:
            folder = path_of(values["folder"]).absolute()
            written = await clerk.work.made(title, lambda _district: write_templates(folder))
            told = _("Change it in Word, then name its folder in “A report for some days, or the whole time”.")
            return Made(written[0], (told,))

        needed = N_("Name the folder.")
        field = Field("folder", _("folder"), str(folder_outside() / "templates"), kind=Folder(), needed=needed)
        explanation = _("The report form goes into this folder as a Word file; one that is there stays.")
        await show_made(clerk, await clerk.answer(FormDialog(title, [field], save, explanation)))
