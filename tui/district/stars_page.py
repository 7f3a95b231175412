"""The clerk's page of stars: who reached one since the last reporting date, and how many have each."""

from __future__ import annotations

from datetime import date
from functools import partial

from checkin.durations import h_mm
from checkin.texts import _
from exports.district.asks.deadlines import last_reporting_date
from exports.district.asks.stars import newly_eligible, star_distribution
from exports.district.asks.views import MOST_ROWS
from exports.district.district import District
from tui.district.long_list import first_of
from tui.district.page import OfDay, Page, Row
from tui.district.pages import sessions_page
from tui.words.cells import plain


def stars_page(district: District, search: str = "", most: int | None = MOST_ROWS, after: date | None = None) -> Page:
    """A row a volunteer who reached a level after a day (usually the last reporting date), the highest first; the foot counts all
    levels."""
    since = after or last_reporting_date(district)
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
    of_day = OfDay(_("reached after"), since, lambda day: partial(stars_page, after=day))
    page = Page(_("Stars") if after is None else _("Stars after {day}").format(day=after), headings, rows, frozenset({5}), foot, hint,
                of_day=of_day)  # fmt: skip
    return first_of(page, partial(stars_page, after=after), search, most)
