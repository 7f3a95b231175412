"""`hourdesk district audit draw`, `results` and `report`: a sample of all schools' sessions."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Problem
from exports.audit.sample.of_district import draw_of_district, report_of_district, take_district_results
from tui.cli.audit.listing import SUM_UP, TAKE_SAMPLE
from tui.cli.audit.sampling import drawing, seed_option, show_report, show_sample, show_taken, taking
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.district.district_choice import open_chosen


@examples(N_("hourdesk district audit draw --seed 2026-spring --size 100 sample.xlsx"))
@command(
    "draw",
    N_(
        "Draw sessions by lot, each school and in it each activity its share, with the evidence of every item of the check list."
    ),
)
@drawing
@made_file
@options.json_option
@pass_desk
def draw(choice: DeskChoice, seed: str, size: int, out: Path | None, as_json: bool) -> None:
    """Print the sample, or write it as a list to be filled in."""
    with open_chosen(choice) as district:
        sampled = draw_of_district(district, seed, size)
    show_sample(sampled, seed, out, as_json=as_json)


@examples(N_("hourdesk district audit results sample.xlsx --seed 2026-spring"))
@command("results", TAKE_SAMPLE)
@taking
@options.json_option
@pass_desk
def results(choice: DeskChoice, seed: str, file: Path, as_json: bool) -> None:
    """Keep each result as an event of the district."""
    notes: list[Problem] = []
    with open_chosen(choice) as district:
        taken = take_district_results(district, file, seed, choice.signed(), notes)
    show_taken(len(taken), notes, as_json=as_json)


@examples(N_("hourdesk district audit report --seed 2026-spring"))
@command("report", SUM_UP)
@seed_option
@options.json_option
@pass_desk
def report(choice: DeskChoice, seed: str, as_json: bool) -> None:
    """Print what was checked and what did not hold."""
    with open_chosen(choice) as district:
        found = report_of_district(district, seed)
    show_report(found, as_json=as_json)
