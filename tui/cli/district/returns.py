"""`hourdesk district returns`: spreadsheets that schools filled in by hand."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from checkin.durations import h_mm, hours_text
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.returns.returns import Difference, differences, returned_minutes, take_return
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import finish, result, result_json, tell
from tui.cli.district.district_choice import open_chosen
from tui.words.counts import persons_text

_COLUMNS: tuple[Column[Difference], ...] = (
    Column(N_("number"), lambda one: f"{one.team}/{one.volunteer}"),
    Column(N_("name"), lambda one: one.name),
    Column(N_("class"), lambda one: one.class_name),
    Column(N_("by hand"), lambda one: h_mm(one.returned), right=True),
    Column(N_("by the record"), lambda one: "—" if one.recorded is None else h_mm(one.recorded), right=True),
)


@examples(N_("hourdesk district returns --team cq8"), N_("hourdesk district returns cq8.xlsx --team cq8"))
@command(
    "returns",
    N_("Take a spreadsheet that a school filled in by hand, or print where such spreadsheets differ from packs."),
)
@options.in_file(required=False)
@options.team(N_("The team that the file comes from, if the file does not say it."))
@option("--skip-bad", is_flag=True, help=N_("Leave out rows that can't be read, and take the others."))
@options.json_option
@pass_desk
def returns(choice: DeskChoice, file: Path | None, team: str | None, skip_bad: bool, as_json: bool) -> None:
    """Filled in by hand is never verified, and never added to what was scanned."""
    with open_chosen(choice) as district:
        if file is None:
            by_team, differing = returned_minutes(district), differences(district)
        else:
            taken = take_return(district, file, team, skip_bad=skip_bad)
    if file is not None:
        tell((*taken.notes, *taken.problems))
        if as_json:
            result_json({"team": taken.team, "persons": taken.persons, "minutes": taken.minutes})
        else:
            text = _("{team}: {persons}, {hours}, filled in by hand, not verified.")
            result(text.format(team=taken.team, persons=persons_text(taken.persons), hours=hours_text(taken.minutes)))
        finish(refused=bool(taken.problems))
        return
    if not as_json:
        for code, minutes in sorted(by_team.items()):
            text = _("{team}: {hours}, filled in by hand, not verified")
            result(text.format(team=code, hours=hours_text(minutes)))
    show(differing, _COLUMNS, asdict, as_json=as_json)
