"""The clerk's page of stars: who reached one since the last reporting date, and how many have each."""

from __future__ import annotations

from functools import partial

from checkin.durations import h_mm
from checkin.texts import _
from exports.district.asks.deadlines import last_reporting_date
from exports.district.asks.stars import newly_eligible, star_distribution
from exports.district.asks.views import MOST_ROWS
from exports.district.district import District
from tui.district.long_list import first_of
from tui.district.page import Page, Row
from tui.district.pages import sessions_page
from tui.words.cells import plain


def stars_page(district: District, search: str = "", most: int | None = MOST_ROWS) -> Page:
    """A row a volunteer who reached a level lately, the highest first; the foot counts all levels."""
    since = last_reporting_date(district)
    schools = district.team_names()
    rows = tuple(
        Row(
            (plain(schools.get(one.team) or one.team), one.volunteer, plain(one.name), plain(one.class_name), "★" * one.stars,
             h_mm(one.minutes)),
            partial(sessions_page, team=one.team, number=one.volunteer, name=one.name),
        )
        for one in newly_eligible(district, since)
    )  # fmt: skip
    headings = (_("school"), _("number"), _("name"), _("class"), _("stars"), _("hours"))
    foot = "  ".join(f"{'★' * one.stars or '—'} {one.persons:,}" for one in star_distribution(district))
    hint = "" if rows else _("Nobody reached a star since {day}.").format(day=since.isoformat())
    return first_of(Page(_("Stars"), headings, rows, frozenset({5}), foot, hint), stars_page, search, most)
