"""`hourdesk district teams`: who should report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checkin.rules.problems import N_, Problem
from checkin.texts import _
from exports.district.asks.coverage import Coverage, coverage
from exports.district.teams import import_teams
from storage.roster.dropping import Others
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result, tell
from tui.cli.district.district_choice import open_chosen
from tui.words.district import teams_expected_text

_COLUMNS: tuple[Column[Coverage], ...] = (
    Column(N_("team"), lambda row: _("total") if row.team is None else row.team),
    Column(N_("school"), lambda row: row.name),
    Column(N_("registered"), lambda row: str(row.registered), right=True),
    Column(N_("enrolled"), lambda row: "—" if row.enrolled is None else str(row.enrolled), right=True),
    Column(N_("coverage"), lambda row: "—" if row.rate is None else f"{row.rate:.1%}", right=True),
)


@examples(N_("hourdesk district teams"), N_("hourdesk district teams teams.xlsx --add"))
@command("teams", N_("Print the teams with their coverage, or take a list of the teams that should report."))
@options.in_file(required=False)
@options.others
@options.json_option
@pass_desk
def teams(choice: DeskChoice, file: Path | None, others: Others, as_json: bool) -> None:
    """Print or import the list; it needs the headings code and name, and may have enrolled."""
    notes: list[Problem] = []
    with open_chosen(choice) as district:
        count = None if file is None else import_teams(district, file, notes, others)
        *rows, over_all = coverage(district)
    tell(notes)
    if count is not None and not as_json:
        result(teams_expected_text(count))
        return
    # The sum over all is for people.
    shown = rows if as_json or not rows else [*rows, over_all]
    show(shown, _COLUMNS, _object, as_json=as_json, empty=_("No teams yet."))


def _object(row: Coverage) -> dict[str, Any]:
    return {"team": row.team, "name": row.name, "registered": row.registered, "enrolled": row.enrolled}
