"""`hourdesk district kit`: one standard for all teams, in a file that their desks take."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.district import KIT, kit_made_lines


@examples(N_("hourdesk district kit district.hdkit"))
@command("kit", KIT)
@options.out_file("OUT.hdkit")
@options.file_option("--policy", metavar="FILE.toml", help=N_("Settings that all teams are to take."))
@options.json_option
@pass_desk
def kit(choice: DeskChoice, out: Path, policy: Path | None, as_json: bool) -> None:
    """Write the next version of the district's kit to a file."""
    from exports.district.says.district_kit import make_district_kit

    with open_chosen(choice) as district:
        made = make_district_kit(district, out, policy)
    if as_json:
        result_json(
            {
                "file": str(out),
                "version": made.version,
                "fingerprint": made.fingerprint,
                "teams": made.teams,
                "badges": made.badges,
            }
        )
        return
    told, key = kit_made_lines(made, out)
    result(told)
    result(_("At each desk of each team: hourdesk kit --take {file}").format(file=out.name))
    result(key)
