"""`hourdesk district requirement`: shares by school and grade of those who reached what is asked of them."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.requirements import GradeShare, requirement_shares
from exports.district.asks.shares import percent
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message
from tui.cli.district.district_choice import open_chosen
from tui.words.district import NO_REQUIREMENT, too_few_text


@examples(N_("hourdesk district requirement"))
@command(
    "requirement",
    N_("Print which share of each school's grades has reached what is asked of pupils, and who is behind by count."),
)
@options.json_option
@pass_desk
def requirement(choice: DeskChoice, as_json: bool) -> None:
    """Print a row for each school, grade and requirement; nobody is named."""
    with open_chosen(choice) as district:
        found = requirement_shares(district)
    show(
        found,
        _columns(),
        GradeShare.to_json,
        as_json=as_json,
        empty=_(NO_REQUIREMENT),
    )
    if not as_json and any(one.reached is None for one in found):
        message(too_few_text())


def _columns() -> list[Column[GradeShare]]:
    return [
        Column(N_("team"), lambda one: _("all") if one.team is None else f"{one.team} {one.team_name}".rstrip()),
        Column(N_("grade"), lambda one: one.grade or "—"),
        Column(N_("requirement"), lambda one: one.requirement),
        Column(N_("persons"), lambda one: str(one.persons), right=True),
        Column(N_("reached"), lambda one: "—" if one.reached is None else str(one.reached), right=True),
        Column(N_("share"), lambda one: "—" if one.share is None else percent(one.share), right=True),
        Column(N_("behind"), lambda one: "—" if one.behind is None else str(one.behind), right=True),
    ]
