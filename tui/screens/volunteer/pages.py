"""The pages of the volunteer's screen: first the hours as charts, then tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from textual.content import Content

from checkin.durations import h_mm, hours_text
from checkin.rules.problems import N_
from checkin.rules.stars import SCHOOL_MINUTES
from checkin.texts import _
from checkin.words import part_word
from exports.pages.page import Bar, Chart
from tui.widgets.chart_lines import column_lines, columns_width, stacked_lines, way_line
from tui.words import volunteer_page
from tui.words.volunteer_page import Section, VolunteerData, next_star_text, star_text
from tui.words.wrapping import wrapped

_LOWEST_CHART, _WIDEST_COLUMN = 6, 12


def _sessions(data: VolunteerData) -> Section:
    section = volunteer_page.sessions(data)
    return replace(section, rows=section.rows[::-1])


def _diary(data: VolunteerData) -> Section:
    section = volunteer_page.diary_entries(data)
    return replace(section, rows=section.rows[::-1])


HOURS = N_("Hours")
"""The title of the first page."""
TABLES: Sequence[tuple[str, Callable[[VolunteerData], Section]]] = (
    (N_("Sessions"), _sessions),
    (N_("Sources"), volunteer_page.totals),
    (N_("Months"), volunteer_page.months),
    (N_("Trainings"), volunteer_page.trainings),
    (N_("Recognition"), volunteer_page.recognition),
    (N_("Redemptions"), volunteer_page.redemptions),
    (N_("Certificates"), volunteer_page.certificates),
    (N_("Diary"), _diary),
)
"""Title and table of each page behind the first one, in their order."""


def hours_lines(data: VolunteerData, width: int, height: int) -> Iterator[Content]:
    """The sums as bars and columns, in about `height` lines: the columns take the room that is left."""
    above = list(_sums(data, width))
    yield from above
    chart = _months(data, width)
    if any(bar.amount for bar in chart.bars):
        yield Content("")
        yield Content.styled(chart.heading, "bold $primary")
        yield from column_lines(chart, width, max(_LOWEST_CHART, height - len(above) - 2), _WIDEST_COLUMN)


def _months(data: VolunteerData, width: int) -> Chart:
    """A bar for each month; its parts stand above it where there is room for those of all months, else their sum."""
    parts = volunteer_page.parts_of_months(data)
    bars = [
        Bar(f"{m.year}-{m.month:02d}", h_mm(m.minutes), m.minutes, tuple(m.parts.get(part, 0) for part in parts))
        for m in data.record.months
    ]
    chart = Chart(_("By month"), bars, tuple(map(part_word, parts)))
    apart = chart._replace(bars=[bar._replace(value=bar.parts) for bar in bars])
    return apart if columns_width(apart) <= width else chart


def _sums(data: VolunteerData, width: int) -> Iterator[Content]:
    record = data.record
    together = Content.assemble((_("Service hours"), "bold $primary"), "  ", (hours_text(record.minutes), "bold"))
    open_text = volunteer_page.totals(data).foot
    yield Content.assemble(together, f"   {open_text}") if open_text else together
    parts = [Bar(part_word(part), h_mm(total.minutes), total.minutes) for part, total in record.parts.items()]
    parts.append(Bar(_("at other teams"), h_mm(record.minutes_elsewhere), record.minutes_elsewhere))
    yield from stacked_lines(parts, width) or [Content.styled(_("No sessions yet."), "$quiet")]
    yield Content("")
    yield from _required(data)
    yield from _ways(data, width)
    for line in wrapped(volunteer_page.redemptions(data).foot, width):
        yield Content.styled(line, "$quiet")


def _required(data: VolunteerData) -> Iterator[Content]:
    """What the person must reach, a line each; nothing where nothing is asked of them."""
    for name, have, state, by, until, *apart in volunteer_page.requirements(data).rows:
        parts = [
            have,
            _("of these: {part}").format(part=apart[0]) if any(apart) else "",
            state,
            _("at this pace by {day}").format(day=by) if by[:1].isdigit() else by,
            until and f"– {until}",
        ]
        yield Content.assemble((name, "bold"), "  ", "  ".join(part for part in parts if part))


def _ways(data: VolunteerData, width: int) -> Iterator[Content]:
    """How far it is to the next star, and to what a school asks for."""
    record, star = data.record, data.record.star
    awarded = star_text(record.awarded) or _("none yet")
    text = f"{_('Stars')}  {awarded}   {next_star_text(record)}"
    for line in wrapped(text, width):
        yield Content.styled(line, "bold $good" if record.eligible is not None else "")
    if star is not None and star.hours:
        asked = star.hours * 60
        have = asked - min(asked, record.lacks.minutes)
        label = _("To {stars}").format(stars=star_text(star.stars))
        yield way_line(label, f"{h_mm(have)} / {h_mm(asked)}", have / asked, width)
    asked_for = [one for one in data.requirements if one.requirement.minutes]
    for one in asked_for:
        needed, minutes = one.requirement.minutes, one.progress.minutes
        yield way_line(one.requirement.name, f"{h_mm(minutes)} / {h_mm(needed)}", minutes / needed, width)
    if not asked_for:
        value = f"{h_mm(record.minutes)} / {h_mm(SCHOOL_MINUTES)}"
        yield way_line(_("To 40 hours"), value, record.minutes / SCHOOL_MINUTES, width)
