"""`hourdesk district init`: make the district's folder."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.activities import DEFAULT_TIMEZONE
from checkin.rules.problems import N_, Problem
from checkin.texts import _
from exports.district.district import init_district
from exports.district.standard import settings_file
from exports.district.teams import import_teams
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, tell
from tui.cli.district.district_choice import district_path


@examples(N_('hourdesk district init --code yb --name "Yubei District" --data record'))
@command("init", N_("Make the district's folder, in which the records of all teams come together."))
@option("--code", metavar="CODE", default="DISTRICT", help=N_("A short code; it is written in the district's rulings."))
@option("--name", metavar="NAME", required=True, help=N_("The name of the district, as reports print it."))
@options.team_timezone
@options.file_option("--teams", help=N_("The list of teams that should report."))
@options.json_option
@pass_desk
def init(choice: DeskChoice, code: str, name: str, timezone: str | None, teams: Path | None, as_json: bool) -> None:
    """Make the folder, its database and its keys."""
    path = district_path(choice)
    notes: list[Problem] = []
    zone = timezone or DEFAULT_TIMEZONE
    with init_district(path, code=code, name=name, timezone=zone, clock=choice.clock) as district:
        settings_file(district)
        if teams is not None:
            import_teams(district, teams, notes)
        identity = district.identity
    tell(notes)
    if as_json:
        result_json({"code": identity.code, "name": identity.name, "desk": identity.desk, "data": str(path)})
        return
    result(_("The district “{name}” is ready in {folder}.").format(name=identity.name, folder=path))
