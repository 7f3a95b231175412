"""`hourdesk district totals`: what the record of all teams comes to."""

from __future__ import annotations

import click

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.totals import By, Total
from exports.district.asks.totals import totals as count_totals
from exports.tables.rows import hours_of
from tui.cli.base import options
from tui.cli.base.command import command, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result_json, results
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import aligned, plain

RULE = N_("Person-times: one per person and day, however many sessions that day has.")
_ENGINES = ("duckdb", "spark")


@command("totals", N_("Print persons, person-times, sessions and minutes of each team, and of all."))
@option(
    "--by",
    type=click.Choice([str(by) for by in By]),
    default=str(By.TEAM),
    help=N_("Split by the volunteer's team, kind, month, category or project."),
)
@option("--engine", type=click.Choice(_ENGINES), default="duckdb", help=N_("What does the sums (docs/scale.md)."))
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
    if as_json:
        for row in rows:
            result_json({by: row.group, **{name: value for name, value in row.to_json().items() if name != "team"}})
        return
    headings = [
        "",
        _("persons"),
        _("person-times"),
        _("sessions"),
        _("scanned hours"),
        _("added hours"),
        _("confirmed hours"),
    ]
    results(aligned([headings, *(_line(row, names) for row in rows)], frozenset(range(1, len(headings)))))
    message(_(RULE))


def _line(row: Total, names: dict[str, str]) -> list[str]:
    group = _("all") if row.group is None else " ".join(filter(None, (row.group, names.get(row.group)))) or "—"
    hours = (f"{hours_of(minutes):.2f}" for minutes in (row.scanned_minutes, row.added_minutes, row.confirmed_minutes))
    return [plain(group), str(row.persons), str(row.person_times), str(row.sessions), *hours]
