"""The page of the district: who reported, and hours by team, month, category and activity. It holds no person's name."""

from __future__ import annotations

from pathlib import Path

from checkin.durations import h_mm
from checkin.rules.period import Period
from checkin.texts import _
from checkin.words import category_word, period_text, person_kind_word
from exports.district.asks.coverage import reported
from exports.district.asks.totals import PERSON_TIMES, REPLAYED_PART, Total
from exports.district.district import District
from exports.district.reports.charts import category_chart, month_chart, sources_chart, team_chart
from exports.district.reports.figures import Figures, activity_lines, count
from exports.district.reports.summary import sentence
from exports.pages.page import Bar, Cell, Chart, Figure, Heading, Page, Table, hours, names, number, texts
from exports.pages.writing import write_page

_NOTHING = Total(None, 0, 0, 0, 0, 0, 0)


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
        [_teams(figures), _activities(district, period)],
        [_(PERSON_TIMES)],
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


def _teams(figures: Figures) -> Table:
    totals = {total.group: total for total in figures.teams[:-1]}
    codes = list(figures.names)
    shown = zip(texts(codes), names(list(figures.names.values())), codes, strict=True)
    return Table(
        _("Teams"),
        [
            Heading(_("team")), Heading(_("name of the team")), Heading(_("registered"), True), Heading(_("enrolled"), True, may_go=True),
            Heading(_("persons"), True), Heading(_("person-times"), True), Heading(_("sessions"), True),
            Heading(_("scanned hours"), True), Heading(_("added hours"), True, may_go=True), Heading(_("confirmed hours"), True),
            Heading(_(REPLAYED_PART), True, may_go=True), Heading(_("claimed hours"), True, may_go=True),
        ],
        [
            [code, name, *_coverage(figures, team), *_amounts(totals.get(team, _NOTHING))]
            for code, name, team in shown
        ],
        [_("all"), "", *(cell.text for cell in (*_coverage(figures, None), *_amounts(figures.over_all)))],
    )  # fmt: skip


def _coverage(figures: Figures, team: str | None) -> list[Cell]:
    cover = figures.coverage.get(team)
    return [number(cover.registered if cover else 0), number(cover.enrolled if cover else None)]


def _amounts(total: Total) -> list[Cell]:
    return [
        *map(number, (total.persons, total.person_times, total.sessions)),
        *map(
            hours,
            (
                total.scanned_minutes,
                total.added_minutes,
                total.confirmed_minutes,
                total.replayed_minutes,
                total.claimed_minutes,
            ),
        ),
    ]


def _activities(district: District, period: Period) -> Table:
    lines, schools = activity_lines(district, period), district.team_names()
    columns = [
        texts([line.team for line in lines]),
        names([schools.get(line.team, "") for line in lines]),
        texts([line.code for line in lines]),
        names([line.name for line in lines]),
        texts([line.day for line in lines]),
        texts([category_word(line.category) for line in lines]),
        texts([line.project for line in lines]),
    ]
    return Table(
        _("Activities"),
        [
            Heading(_("team")), Heading(_("name of the team")), Heading(_("activity")), Heading(_("name of the activity")), Heading(_("date"), is_day=True),
            Heading(_("category"), may_go=True), Heading(_("project"), may_go=True), Heading(_("persons"), True), Heading(_("sessions"), True),
            Heading(_("scanned hours"), True), Heading(_("added hours"), True, may_go=True), Heading(_("confirmed hours"), True),
            Heading(_("claimed hours"), True, may_go=True),
        ],
        [
            [*(column[i] for column in columns), number(line.persons), number(line.sessions),
             *map(hours, (line.scanned_minutes, line.added_minutes, line.confirmed_minutes, line.claimed_minutes))]
            for i, line in enumerate(lines)
        ],
    )  # fmt: skip
