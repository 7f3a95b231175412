"""`hourdesk district stars`: who is eligible for which star."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.stars import newly_eligible, star_distribution
from exports.district.district import District
from exports.district.standard import due_dates, read_tables
from exports.tables.rows import hours_of
from tui.cli.base import options
from tui.cli.base.command import command, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, results
from tui.cli.base.typed_values import DAY
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import aligned, plain


@command("stars", N_("Print how many volunteers are eligible for each star, and who reached one lately."))
@option(
    "--since", type=DAY, metavar="DAY", help=N_("Who reached one after this day (default: the last reporting date).")
)
@options.json_option
@pass_desk
def stars(choice: DeskChoice, since: date | None, as_json: bool) -> None:
    """Eligible, not awarded: that is for a supervisor."""
    with open_chosen(choice) as district:
        counts = star_distribution(district)
        after = since or last_reporting_date(district)
        new = newly_eligible(district, after)
    if as_json:
        for count in counts:
            result_json(asdict(count))
        for one in new:
            result_json(asdict(one))
        return
    headings = [_("stars"), _("from hours"), _("persons")]
    results(aligned([headings, *([str(c.stars), str(c.hours), str(c.persons)] for c in counts)], frozenset({0, 1, 2})))
    result(_("Newly eligible since {day}: {count}").format(day=after.isoformat(), count=len(new)))
    results(
        aligned(
            [
                [f"{one.team}/{one.volunteer}", plain(one.name), "★" * one.stars, f"{hours_of(one.minutes):.2f}"]
                for one in new
            ]
        )
    )


def last_reporting_date(district: District) -> date:
    """The latest reporting date before today; the first day of last year where there is none."""
    today = district.today()
    first = date(today.year - 1, 1, 1)
    past = [day for day in due_dates(read_tables(district), first, today) if day < today]
    return past[-1] if past else first
