"""`hourdesk district stars`: who is eligible for which star."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from checkin.durations import h_mm
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.deadlines import last_reporting_date
from exports.district.asks.stars import Eligible, StarCount, newly_eligible, star_distribution
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result
from tui.cli.base.typed_values import DAY
from tui.cli.district.district_choice import open_chosen

_COUNTS: tuple[Column[StarCount], ...] = (
    Column(N_("stars"), lambda count: str(count.stars), right=True),
    Column(N_("from hours"), lambda count: str(count.hours), right=True),
    Column(N_("persons"), lambda count: str(count.persons), right=True),
)
_NEW: tuple[Column[Eligible], ...] = (
    Column("", lambda one: f"{one.team}/{one.volunteer}"),
    Column("", lambda one: one.name),
    Column("", lambda one: "★" * one.stars),
    Column("", lambda one: h_mm(one.minutes)),
)


@examples(N_("hourdesk district stars --since 2026-01-01"))
@command("stars", N_("Print how many volunteers are eligible for each star, and who reached one lately."))
@option(
    "--since",
    type=DAY,
    metavar="DAY",
    help=N_("Those who reached one after this day (default: the last reporting date)."),
)
@options.json_option
@pass_desk
def stars(choice: DeskChoice, since: date | None, as_json: bool) -> None:
    """Print who is eligible. A supervisor of the team awards the stars."""
    with open_chosen(choice) as district:
        counts = star_distribution(district)
        after = since or last_reporting_date(district)
        new = newly_eligible(district, after)
    show(counts, _COUNTS, asdict, as_json=as_json)
    if not as_json:
        result(_("Newly eligible since {day}: {count}").format(day=after.isoformat(), count=len(new)))
    show(new, _NEW, asdict, as_json=as_json)
