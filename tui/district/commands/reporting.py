"""The report of the district, or the report forms of all schools, for the days that the clerk names."""

from __future__ import annotations

from checkin.rules.period import checked_period
from checkin.rules.problems import N_
from checkin.rules.typed_times import parse_day
from checkin.texts import _, say
from exports.district.reports.report import write_report
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.made_file import file_field, file_named, show_made
from tui.model.command_groups import Group
from tui.model.sheets import proposed_outside
from tui.screens.field import Field
from tui.screens.fields.kinds import Day
from tui.screens.form import FormDialog
from tui.screens.making.made import Made


class Report(ClerkCommand):
    __doc__ = N_("Write the report of the district, or the report forms of all schools, for the days that you name.")
    name, label, what, in_footer = "report", N_("Report"), N_("A report for some days, or the whole time"), False
    group = Group.TAKE_OUT

    async def do(self, clerk: Clerk) -> None:
        """An empty day is no bound. The ending of the file's name decides what it becomes."""
        title = _("Report of the district")
        days = (("first", _("first day")), ("last", _("last day")))

        async def save(values: dict[str, str]) -> Made:
            first, last = (parse_day(values[name], label) if values[name] else None for name, label in days)
            period, out = checked_period(first, last), file_named(values)
            notes = await clerk.work.made(title, lambda district: write_report(district, out, period))
            return Made(out, (_("It is in this file:"),), tuple(map(say, notes)))

        fields = [Field(name, label, example=_("empty: no bound"), kind=Day()) for name, label in days]
        fields.append(file_field(proposed_outside(title, ".xlsx")))
        explanation = _("A workbook (.xlsx), a page (.html), a report to print (.pdf), or the report forms (.docx).")
        await show_made(clerk, await clerk.answer(FormDialog(title, fields, save, explanation)))
