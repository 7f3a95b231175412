"""`hourdesk district receipt`: what was decided goes back to each school."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import argument, command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import aligned

_RIGHT = frozenset({1, 2, 3})


@command("receipt", N_("Write for each team what was decided about its record: rulings, faults, hours elsewhere."))
@argument("out_dir", type=options.A_PATH)
@options.team(N_("Only for this team."))
@options.json_option
@pass_desk
def receipt(choice: DeskChoice, out_dir: Path, team: str | None, as_json: bool) -> None:
    """Write a file for each team."""
    from exports.district.says.receipt import write_receipts

    with open_chosen(choice) as district:
        made = write_receipts(district, out_dir, team)
    if as_json:
        for one in made:
            result_json(
                {
                    "team": one.team,
                    "file": str(one.file),
                    "rulings": one.rulings,
                    "faults": one.faults,
                    "minutes": one.minutes,
                }
            )
        return
    headings = [_("team"), _("rulings"), _("faults"), _("minutes elsewhere"), _("file")]
    lines = [[one.team, str(one.rulings), str(one.faults), str(one.minutes), str(one.file)] for one in made]
    for line in aligned([headings, *lines], _RIGHT):
        result(line)
    result(_("Give each school its file. At its desks: hourdesk take FILE"))
