"""Commands about the report forms of the authority: show them, and fill in what no record knows."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.reports.form import ENTERED, LONGEST_FIELD, LONGEST_TEXT, enter, entered
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.forms_page import LABELS, forms_page
from tui.district.page import FormOf
from tui.model.command_groups import Group
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.words.cells import plain

_WHERE_EMPTY = {
    "unit": N_("empty: the school"),
    "members": N_("empty: all registered volunteers"),
    "text": N_("empty: a draft from the record"),
}


class Forms(ClerkCommand):
    __doc__ = N_("The report forms of all schools and projects: what stands in them, and what is still empty.")
    name, label, what, in_footer = "forms", N_("Forms"), N_("Report forms"), False
    cli = ("district form",)
    group = Group.PAGES

    async def do(self, clerk: Clerk) -> None:
        """A form a school and project."""
        clerk.begin(forms_page)


class FillForm(ClerkCommand):
    __doc__ = N_(
        "Fill in what the report form needs and the record does not hold: person in charge, paired unit, the text."
    )
    name, keys, label, waits = "fill_in", ("e",), N_("Fill in"), True
    group, what = Group.TAKE_OUT, N_("Fill in a report form")

    def fits(self, clerk: Clerk) -> bool:
        """With a report form."""
        return form_of(clerk) is not None

    async def do(self, clerk: Clerk) -> None:
        """The form that is marked or shown. An empty field goes back to what the record knows."""
        of = form_of(clerk)
        if of is None:
            clerk.note(_("Go to a report form first."))
            return
        found = await clerk.work.tried(lambda district: (entered(district, of.team, of.project), district.team_names()))
        if found is None:
            return
        typed, school = found[0], found[1].get(of.team) or of.team

        async def save(values: dict[str, str]) -> bool:
            changed = {name: value for name, value in values.items() if value != typed.get(name, "")}
            await clerk.work.ask(lambda district: enter(district, of.team, of.project, changed))
            return True

        fields = [
            Field(
                name,
                _(LABELS[name]),
                typed.get(name, ""),
                _(_WHERE_EMPTY.get(name, "")),
                most=LONGEST_TEXT if name == "text" else LONGEST_FIELD,
            )
            for name in ENTERED
        ]
        title = " · ".join(filter(None, (_("Report form"), plain(school), plain(of.project))))
        if await clerk.answer(FormDialog(title, fields, save)):
            clerk.again()


def form_of(clerk: Clerk) -> FormOf | None:
    """The form that is marked, else the one whose page is shown."""
    if clerk.page is None:
        return None
    return (clerk.marked.form if clerk.marked is not None else None) or clerk.page.form
