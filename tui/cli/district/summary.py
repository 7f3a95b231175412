"""`hourdesk district summary`: one sentence with the current figures."""

from __future__ import annotations

from dataclasses import asdict

from checkin.rules.problems import N_
from exports.district.reports.summary import sentence
from exports.district.reports.summary import summary as count_summary
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen


@examples(N_("hourdesk district summary"))
@command("summary", N_("Print one sentence with the current figures."))
@options.json_option
@pass_desk
def summary(choice: DeskChoice, as_json: bool) -> None:
    """Print one sentence with the current figures of all teams, or its figures as JSON."""
    with open_chosen(choice) as district:
        if as_json:
            result_json(asdict(count_summary(district)))
        else:
            result(sentence(district, district.now()))
