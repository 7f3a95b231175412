"""The page of the district: who reported, and hours by team, month, category and activity. It holds no person's name."""

from __future__ import annotations

from pathlib import Path

from checkin.durations import h_mm
from checkin.rules.period import Period
from checkin.texts import _
from checkin.words import period_text, person_kind_word
from exports.district.asks.coverage import reported
from exports.district.asks.totals import HOW_COUNTED
from exports.district.district import District
from exports.district.reports.charts import category_chart, month_chart, sources_chart, team_chart
from exports.district.reports.columns import activity_columns, page_table, team_columns
from exports.district.reports.figures import Figures, activity_lines, all_teams_line, count, team_lines
from exports.district.reports.summary import sentence
from exports.pages.page import Bar, Chart, Figure, Page
from exports.pages.writing import write_page


def write_district_page(district: District, out: Path, period: Period) -> None:
    """Write the page of a period, whole or not at all. Raises Refused if `out` can't be written."""
    figures = count(district, period)
    over_all = figures.over_all
    reporting, expected = reported(district)
    page = Page(
        district.identity.name,
        [_("Volunteer hours"), period_text(period), sentence(district, district.now())],
        [
            Figure(_("teams that reported"), f"{reporting} / {expected}"),
            Figure(_("persons"), f"{over_all.persons:,}"),
            Figure(_("person-times"), f"{over_all.person_times:,}"),
            Figure(_("hours"), h_mm(over_all.minutes)),
            *(
                Figure(_("of these: {part}").format(part=word), h_mm(minutes))
                for word, minutes in (
                    (_("added hours"), over_all.added_minutes),
                    (_("claimed hours"), over_all.claimed_minutes),
                )
                if minutes
            ),
            Figure(_("confirmed hours"), h_mm(over_all.confirmed_minutes)),
        ],
        _charts(figures),
        [
            page_table(_("Teams"), team_columns(), team_lines(figures), all_teams_line(figures, _("all"))),
            page_table(_("Activities"), activity_columns(district.team_names()), activity_lines(district, period)),
        ],
        list(map(_, HOW_COUNTED)),
    )
    write_page(out, page)


def _charts(figures: Figures) -> list[Chart]:
    stars = [Bar("★" * one.stars or _("no star yet"), f"{one.persons:,}", one.persons) for one in figures.stars]
    return [
        team_chart(figures.teams[:-1], figures.names),
        month_chart(figures.months[:-1]),
        category_chart(figures.categories[:-1]),
        sources_chart(_("Hours by kind"), ((person_kind_word(t.group or ""), t) for t in figures.kinds[:-1])),
        Chart(_("Eligible for stars (persons)"), [bar for bar in stars if bar.amount]),
    ]
