"""`hourdesk audit draw`, `results` and `report`: a sample of this school's sessions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.rules.events import Event
from checkin.rules.problems import N_, Problem
from exports.audit.sample.of_school import draw_of_school, report_of_school, take_results
from storage.record import without_collector
from storage.store import Store
from tui.cli.audit.listing import SUM_UP, TAKE_SAMPLE
from tui.cli.audit.sampling import drawing, seed_option, show_report, show_sample, show_taken, taking
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.supervisor import need_supervisor_and_do


@examples(N_("hourdesk audit draw --seed 2026-spring --size 30 sample.xlsx"))
@command(
    "draw", N_("Draw sessions by lot, each activity its share, with the evidence of every item of the check list.")
)
@drawing
@made_file
@options.json_option
@pass_desk
def draw(choice: DeskChoice, seed: str, size: int, out: Path | None, as_json: bool) -> None:
    """Print the sample, or write it as a list to be filled in."""
    with without_collector(), choice.open() as store:
        sampled = draw_of_school(store, seed, size)
    show_sample(sampled, seed, out, as_json=as_json)


@examples(N_("hourdesk audit results sample.xlsx --seed 2026-spring"))
@command("results", TAKE_SAMPLE)
@taking
@options.json_option
@pass_desk
def results(choice: DeskChoice, seed: str, file: Path, as_json: bool) -> None:
    """Keep each result as an event."""
    notes: list[Problem] = []
    with without_collector(), choice.open() as store:
        signed = choice.signed()

        def take(at: Store) -> Sequence[Event]:
            notes.clear()
            return take_results(at, file, seed, signed, notes)

        taken = need_supervisor_and_do(store, take)
    show_taken(len(taken), notes, as_json=as_json)


@examples(N_("hourdesk audit report --seed 2026-spring"))
@command("report", SUM_UP)
@seed_option
@options.json_option
@pass_desk
def report(choice: DeskChoice, seed: str, as_json: bool) -> None:
    """Print what was checked and what did not hold."""
    with choice.open() as store:
        found = report_of_school(store, seed)
    show_report(found, as_json=as_json)
