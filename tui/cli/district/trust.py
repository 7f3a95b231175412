"""`hourdesk district trust`: the keys whose packs are accepted."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.district import District
from exports.district.record.merging import retry_held
from exports.district.says.trust import Trusted, trust_file, trusted
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.cli.district.merge import show_results
from tui.words.amounts import day_and_clock_text


@examples(N_("hourdesk district trust cq8.hdkey"), N_("hourdesk district trust list"))
@command("trust", N_("Trust the team whose pack or key file this is, or print the list of trusted teams (trust list)."))
@argument("file", metavar="FILE|list")
@option("--also", is_flag=True, help=N_("Trust it beside another key that the team has already."))
@option("--same-school", is_flag=True, help=N_("With --also: it is one school, though the two names differ."))
@options.json_option
@pass_desk
def trust(choice: DeskChoice, file: str, also: bool, same_school: bool, as_json: bool) -> None:
    """Trust a key, and try again the packs that waited for it."""
    if same_school and not also:
        raise click.UsageError(_("Use --same-school only with --also."))
    with open_chosen(choice) as district:
        if file == "list":
            for one in trusted(district):
                _show(district, one, as_json)
            return
        one = trust_file(district, Path(file), choice.signed(), also=also, one_school=same_school)
        _show(district, one, as_json)
        came_free = retry_held(district)
    if came_free and not as_json:
        show_results(came_free, as_json)


def _show(district: District, one: Trusted, as_json: bool) -> None:
    name = district.team_names().get(one.team, "")
    if as_json:
        result_json({"team": one.team, "name": name, "fingerprint": one.fingerprint, "operator": one.operator})
        return
    from checkin.rules.activities import zone

    since = day_and_clock_text(one.since, zone(district.identity.timezone))
    text = _("{team} {name}: key {fingerprint}, trusted since {since}")
    result(text.format(team=one.team, name=name, fingerprint=one.fingerprint, since=since))
