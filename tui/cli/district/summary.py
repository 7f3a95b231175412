"""`hourdesk district summary`: one sentence with the figures of the moment."""

from __future__ import annotations

from dataclasses import asdict

from checkin.rules.problems import N_
from exports.district.summary import sentence
from exports.district.summary import summary as count_summary
from storage.moment import now
from tui.cli.command import command, json_option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.district.district_choice import open_chosen
from tui.cli.output import result, result_json


@command("summary", N_("Print one sentence with the figures of the moment."))
@json_option
@pass_desk
def summary(choice: DeskChoice, as_json: bool) -> None:
    """Print the sentence."""
    with open_chosen(choice) as district:
        if as_json:
            result_json(asdict(count_summary(district)))
        else:
            result(sentence(district, now()))
