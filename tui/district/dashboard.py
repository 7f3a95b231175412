"""The clerk's first page: figures of the whole district, charts, and below them what needs the clerk."""

from __future__ import annotations

from collections import Counter
from functools import partial

from checkin.durations import h_mm
from checkin.texts import _, enumerated
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.coverage import coverage, reported
from exports.district.asks.deadlines import Deadline, open_deadlines
from exports.district.asks.totals import By, Total, group_totals, totals
from exports.district.asks.views import waiting_files
from exports.district.district import District
from exports.district.reports.charts import category_chart, month_chart, team_chart
from tui.district import pages
from tui.district.conflicts_page import conflicts_page
from tui.district.packs_page import packs_page, school_of, why_waiting
from tui.district.page import NOTHING_YET, Card, Page, Panel, Row
from tui.district.times import time_text
from tui.words.cells import plain


def dashboard_page(district: District) -> Page:
    """Cards, charts and a row for all that waits. Raises Refused for settings that can't be read."""
    teams, dates = totals(district), open_deadlines(district)
    rows = (*_held(district), *_conflicts(district), *_missing(district, dates))
    headings = (_("needs you"), _("how many or which"), _("why, or by when"))
    return Page(_("District"), headings, rows, hint="" if rows else _hint(teams[-1]),
                cards=_cards(district, teams[-1], dates), panels=_panels(district, teams[:-1]))  # fmt: skip


def _hint(over_all: Total) -> str:
    if not over_all.sessions:
        return _(NOTHING_YET)
    return _("Nothing waits: c copies the sentence with these figures for the head of the office.")


def _cards(district: District, over_all: Total, dates: list[Deadline]) -> tuple[Card, ...]:
    cover = coverage(district)[-1]
    by_team = partial(pages.totals_page, by=By.TEAM)
    of_pupils = "" if cover.rate is None else _("pupils: {rate}").format(rate=f"{cover.rate:.1%}")
    waiting = over_all.minutes - over_all.confirmed_minutes
    return (
        _teams_card(district, dates),
        Card(_("volunteers"), f"{cover.registered:,}", of_pupils, by_team),
        Card(_("person-times"), f"{over_all.person_times:,}", "", partial(pages.totals_page, by=By.MONTH)),
        Card(_("confirmed"), h_mm(over_all.confirmed_minutes), _("hours"), by_team, "good"),
        Card(_("waiting"), h_mm(waiting), _("hours"), by_team),
    )


def _teams_card(district: District, dates: list[Deadline]) -> Card:
    """Who ever reported, and for the date of the first row of missing teams how many are missing: never “all” beside such a row.
    The two count differently, and each says what it counts."""
    reporting, expected = reported(district)
    first = dates[0] if dates else None
    left = expected - reporting if first is None else len(first.missing)
    is_due = first is not None and first.due >= district.today()
    if not left:
        note, tone = (_("all are here"), "good") if expected else (_("nobody reported yet"), "bad")
    elif first is not None and is_due:
        note, tone = _("{count} due {day}").format(count=left, day=f"{first.due:%m-%d}"), ""
    else:
        text = _("{count} never") if first is None else _("{count} overdue {day}")
        note, tone = text.format(count=left, day="" if first is None else f"{first.due:%m-%d}"), "bad"
    return Card(_("reported"), f"{reporting} / {expected}", note, packs_page, tone)


def _panels(district: District, teams: list[Total]) -> tuple[Panel, ...]:
    names = {code: plain(name) for code, name in district.team_names().items()}
    return (
        Panel(team_chart(teams, names), partial(pages.totals_page, by=By.TEAM)),
        Panel(month_chart(group_totals(district, By.MONTH)), partial(pages.totals_page, by=By.MONTH), upright=True),
        Panel(category_chart(group_totals(district, By.CATEGORY)), partial(pages.totals_page, by=By.CATEGORY)),
    )


def _held(district: District) -> list[Row]:
    rows = []
    for one in waiting_files(district):
        word = _("pack waits") if one.result == "held" else _("pack was refused")
        why = plain(why_waiting(one))
        rows.append(Row((word, plain(school_of(one)), why), packs_page, "bad", whole=why, waiting=one))
    return rows


def _conflicts(district: District) -> list[Row]:
    """A row a kind of conflict that nobody has decided."""
    found = Counter(one.kind.text for one in conflicts(district) if not one.ruled)
    return [Row((_("conflicts"), f"{count:,}", kind), conflicts_page, "bad") for kind, count in found.items()]


def _missing(district: District, dates: list[Deadline]) -> list[Row]:
    rows = []
    for one in dates:
        names = plain(enumerated(team.name or team.team for team in one.missing))
        overdue = one.due < district.today()
        by_when = _("was due on {day}") if overdue else _("due on {day}")
        cells = (_("teams missing"), f"{len(one.missing):,}", by_when.format(day=one.due.isoformat()) + " · " + names)
        rows.append(Row(cells, partial(missing_page, deadline=one), "bad" if overdue else "", whole=names))
    return rows


def missing_page(district: District, deadline: Deadline) -> Page:
    """The teams that have sent nothing for a reporting date; Enter shows what is known of one."""
    rows = tuple(
        Row((one.team, plain(one.name), time_text(district, one.last) or _("never")),
            partial(pages.persons_page, team=one.team, name=one.name), "bad")
        for one in deadline.missing
    )  # fmt: skip
    foot = _("due on {day}").format(day=deadline.due.isoformat())
    return Page(_("Missing"), (_("team"), _("school"), _("sent something last")), rows, foot=foot)
