"""`hourdesk district sessions`: the sessions of all teams."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.session_rows import session_rows
from storage.record import without_collector
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import results, results_json
from tui.cli.district.district_choice import open_chosen


@examples(N_("hourdesk district sessions --team cq8"))
@command("sessions", N_("Print the sessions of all teams, as at a desk."))
@options.team(options.OWN_VOLUNTEERS)
@options.json_option
@pass_desk
def sessions(choice: DeskChoice, team: str | None, as_json: bool) -> None:
    """Print the sessions of all teams, or of one team, as a table or as JSON."""
    with without_collector(), open_chosen(choice) as district:
        rows = session_rows(district, team=team)
        if as_json:
            from exports.tables.json_file import json_lines

            results_json(json_lines(rows))
            return
        from tui.cli.record.session_table import session_table

        # Numbers of different teams may be the same: each line says its team.
        lines = list(session_table(rows, own_team=""))
    results(lines or [_("No sessions yet.")])
