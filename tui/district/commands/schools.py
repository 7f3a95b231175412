"""What goes between the district and all its schools: their list, the district's kit, the receipts."""

from __future__ import annotations

from checkin.rules.problems import N_, Problem
from checkin.texts import _, ngettext, say
from exports.district.says.district_kit import make_district_kit
from exports.district.says.receipt import write_receipts
from exports.district.teams import import_teams
from storage.roster.dropping import Others
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.made_file import file_field, file_named, show_made
from tui.model.command_groups import Group
from tui.model.sheets import folder_outside, proposed_outside
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice, File, Folder
from tui.screens.fields.paths import path_of
from tui.screens.first_start.later import LaterForm
from tui.screens.form import FormDialog
from tui.screens.making.made import Made
from tui.screens.message import MessageDialog
from tui.words.district import KIT, RECEIPTS, kit_made_lines, teams_expected_text

SHEETS = (".xlsx", ".xls", ".csv", ".ods")
"""The endings of tables that the clerk picks."""


class Teams(ClerkCommand):
    __doc__ = N_("Take the list of the schools that should report: a sheet with code, name and number of pupils.")
    name, label, what, in_footer = "teams", N_("Schools"), N_("List of schools"), False
    cli = ("district teams",)
    group = Group.TAKE_IN

    async def do(self, clerk: Clerk) -> None:
        """All or nothing; schools that the list does not name stay, or drop out, as the clerk says."""
        await ask_for_schools(clerk, _("List of schools"))


async def ask_for_schools(clerk: Clerk, title: str, *, is_first: bool = False) -> None:
    """Ask for the file and take it. Of the first list there are no other schools, and it may be left for later."""

    async def save(values: dict[str, str]) -> tuple[int, list[Problem]]:
        notes: list[Problem] = []
        file, others = path_of(values["file"]), Others(values.get("others", Others.ADD.value))
        return await clerk.work.made(title, lambda district: import_teams(district, file, notes, others)), notes

    choices = (
        (Others.ADD.value, _("stay expected")),
        (Others.REPLACE.value, _("are no longer expected")),
    )
    fields = [Field("file", _("file"), kind=File(SHEETS), needed=N_("Name the file."))]
    if not is_first:
        fields.append(Field("others", _("other schools"), kind=Choice(choices)))
    explanation = _("It needs the headings code and name, and may have enrolled.")
    if is_first:
        explanation = _("Which schools should report: then the first page shows who is missing.") + "\n" + explanation
    form = LaterForm if is_first else FormDialog
    answer = await clerk.answer(form(title, fields, save, explanation))
    if answer is not None:
        count, notes = answer
        told = [teams_expected_text(count), *map(say, notes)]
        if is_first and not notes:
            clerk.note(told[0])
        else:
            await clerk.answer(MessageDialog(_("List of schools"), told))
        clerk.again()


class Kit(ClerkCommand):
    __doc__ = KIT
    name, label, what, in_footer = "kit", N_("Kit"), N_("The district's kit for all schools"), False
    cli = ("district kit",)
    group = Group.TAKE_OUT

    async def do(self, clerk: Clerk) -> None:
        """The next version of it, with settings that all teams are to take, where a file of them is named."""

        async def save(values: dict[str, str]) -> Made:
            out = file_named(values)
            policy = path_of(values["policy"]) if values["policy"] else None
            made = await clerk.work.made(
                _("The district's kit"), lambda district: make_district_kit(district, out, policy)
            )
            return Made(out, kit_made_lines(made, out.name))

        fields = [
            file_field(proposed_outside("district", ".hdkit")),
            Field("policy", _("settings for all"), kind=File((".toml",))),
        ]
        explanation = _(
            "Each desk of each team takes it: F10 there, “Bring in a receipt, a kit or a pack”. The settings may be left empty."
        )
        await show_made(clerk, await clerk.answer(FormDialog(_("The district's kit"), fields, save, explanation)))


class Receipts(ClerkCommand):
    __doc__ = RECEIPTS
    name, label, what, in_footer = "receipts", N_("Receipts"), N_("Receipts for all schools"), False
    cli = ("district receipt",)
    group = Group.TAKE_OUT

    async def do(self, clerk: Clerk) -> None:
        """A file for each team, all or none."""

        async def save(values: dict[str, str]) -> Made:
            folder = path_of(values["folder"]).absolute()
            made = await clerk.work.made(
                _("Receipts for all schools"), lambda district: write_receipts(district, folder)
            )
            count = ngettext("{count} receipt was written.", "{count} receipts were written.", len(made))
            give = _("Give each school its file. Its desks take it: F10, “Bring in a receipt, a kit or a pack”.")
            return Made(folder, (count.format(count=len(made)), give))

        fields = [
            Field(
                "folder", _("folder"), str(folder_outside() / "receipts"), kind=Folder(), needed=N_("Name the folder.")
            )
        ]
        await show_made(clerk, await clerk.answer(FormDialog(_("Receipts for all schools"), fields, save)))
