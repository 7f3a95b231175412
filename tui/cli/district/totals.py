"""`hourdesk district totals`: what the record of all teams comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from checkin.durations import h_mm
from checkin.rules.problems import N_
from checkin.texts import _, in_a_row
from exports.district.asks.totals import HOW_COUNTED, By, Total
from exports.district.asks.totals import totals as count_totals
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message
from tui.cli.district.district_choice import open_chosen

_ENGINES = ("duckdb", "spark")


@examples(N_("hourdesk district totals --by month"))
@command("totals", N_("Print persons, person-times, sessions and minutes of each team, and of all."))
@option(
    "--by",
    type=click.Choice([str(by) for by in By]),
    default=str(By.TEAM),
    help=N_("Split by the volunteer's team, kind, month, category or project."),
)
@option(
    "--engine",
    type=click.Choice(_ENGINES),
    default="duckdb",
    help=N_("The engine that adds up the hours (docs/scale.md)."),
)
@options.json_option
@pass_desk
def totals(choice: DeskChoice, by: str, engine: str, as_json: bool) -> None:
    """Print a row a group, and one over all at the end."""
    with open_chosen(choice) as district:
        if engine == "spark":
            from exports.district.spark.totals import spark_totals

            rows = spark_totals(district, By(by))
        else:
            rows = count_totals(district, By(by))
        names = district.team_names() if by == By.TEAM else {}
    show(rows, _columns(names), lambda row: _object(row, by), as_json=as_json)
    if not as_json:
        message(in_a_row(map(_, HOW_COUNTED)))


def _object(row: Total, by: str) -> dict[str, Any]:
    return {by: row.group, **{name: value for name, value in row.to_json().items() if name != "team"}}


def _columns(names: Mapping[str, str]) -> list[Column[Total]]:
    def group(row: Total) -> str:
        return _("all") if row.group is None else " ".join(filter(None, (row.group, names.get(row.group)))) or "—"

    return [
        Column("", group),
        Column(N_("persons"), lambda row: str(row.persons), right=True),
        Column(N_("person-times"), lambda row: str(row.person_times), right=True),
        Column(N_("sessions"), lambda row: str(row.sessions), right=True),
        Column(N_("scanned hours"), lambda row: h_mm(row.scanned_minutes), right=True),
        Column(N_("added hours"), lambda row: h_mm(row.added_minutes), right=True),
        Column(N_("claimed hours"), lambda row: h_mm(row.claimed_minutes), right=True),
        Column(N_("confirmed hours"), lambda row: h_mm(row.confirmed_minutes), right=True),
        Column(N_("entered at another time"), lambda row: h_mm(row.replayed_minutes), right=True),
    ]
