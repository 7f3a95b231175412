"""`hourdesk district teams`: who should report."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from exports.district.asks.coverage import coverage
from exports.district.teams import import_teams
from tui.cli.base import options
from tui.cli.base.command import command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, results
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import aligned, plain


@command("teams", N_("Print the teams with their coverage, or take a list of the teams that should report."))
@options.in_file(required=False)
@options.json_option
@pass_desk
def teams(choice: DeskChoice, file: Path | None, as_json: bool) -> None:
    """Print or import the list; it needs the headings code and name, and may have enrolled."""
    with open_chosen(choice) as district:
        count = None if file is None else import_teams(district, file)
        *rows, over_all = coverage(district)
    if count is not None and not as_json:
        result(ngettext("{count} team should report.", "{count} teams should report.", count).format(count=count))
        return
    if as_json:
        for row in rows:
            result_json({"team": row.team, "name": row.name, "registered": row.registered, "enrolled": row.enrolled})
        return
    headings = [_("team"), _("school"), _("registered"), _("enrolled"), _("coverage")]
    lines = [
        [
            _("total") if row.team is None else row.team,
            plain(row.name),
            str(row.registered),
            "—" if row.enrolled is None else str(row.enrolled),
            "—" if row.rate is None else f"{row.rate:.1%}",
        ]
        for row in (*rows, over_all)
    ]
    results(aligned([headings, *lines], frozenset({2, 3, 4})) if rows else [_("No teams yet.")])
