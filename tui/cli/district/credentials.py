"""`hourdesk district credentials`: the list with which everybody can check the credentials of this district's teams."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.activities import zone
from checkin.rules.instants import utc_text
from checkin.rules.problems import N_
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result_json, results
from tui.cli.district.district_choice import open_chosen
from tui.words.record.credential_files import list_made_lines


@examples(N_("hourdesk district credentials list.jwt"))
@command(
    "credentials",
    N_(
        "Write the list for those who check certificates: the teams' keys, and which certificates are revoked; no names of people."
    ),
)
@options.out_file("OUT.jwt")
@options.json_option
@pass_desk
def credentials(choice: DeskChoice, out: Path, as_json: bool) -> None:
    """Write the list as it is now; the district's kit carries the same."""
    from exports.district.says.credential_list_file import write_credential_list

    with open_chosen(choice) as district:
        made = write_credential_list(district, out)
        place = zone(district.identity.timezone)
    if as_json:
        told = {"file": str(out), "teams": made.teams, "revoked": made.revoked, "until": utc_text(made.until)}
        result_json({**told, "fingerprint": made.fingerprint})
        return
    results(list_made_lines(made, str(out), place))
