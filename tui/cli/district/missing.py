"""`hourdesk district missing`: who has not reported."""

from __future__ import annotations

from datetime import date

from checkin.rules.problems import N_
from checkin.texts import _, enumerated
from exports.district.asks.deadlines import deadlines
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import plain


@examples(N_("hourdesk district missing --on 2026-06-30"))
@command("missing", N_("For each reporting date of the year, print the teams that sent nothing."))
@options.day(N_("Only for this date."))
@options.json_option
@pass_desk
def missing(choice: DeskChoice, day: date | None, as_json: bool) -> None:
    """Print for each reporting date the teams that have not reported; `as_json` prints one object a date."""
    with open_chosen(choice) as district:
        found = [(one.due, one.missing) for one in deadlines(district, day)]
    for due, teams in found:
        if not as_json:
            names = enumerated(plain(f"{one.team} {one.name}") for one in teams)
            result(
                _("{day}: {count} missing. {names}").format(day=due.isoformat(), count=len(teams), names=names).rstrip()
            )
            continue
        for one in teams:
            result_json({"due": due.isoformat(), "team": one.team, "name": one.name})
    if not as_json:
        result(
            _(
                "A team has reported for a date if something from it came in after the previous date and by the end of that day."
            )
        )
