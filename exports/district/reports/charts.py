"""The charts of a district, for its web page as for the clerk's screen: hours by team, month and category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkin.texts import _
from checkin.words import category_word
from exports.district.asks.totals import Total
from exports.pages.page import Chart, hours_bars


def team_chart(teams: Sequence[Total], names: Mapping[str, str]) -> Chart:
    """Hours by team, the most first. `teams` are totals without the row over all, `names` those of teams by code."""
    by_hours = sorted(teams, key=lambda total: -total.minutes)
    lines = ((names.get(total.group or "") or total.group or "", total.minutes) for total in by_hours)
    return Chart(_("Hours by team"), hours_bars(lines))


def month_chart(months: Sequence[Total]) -> Chart:
    """Hours by month (`2026-03`), the oldest first."""
    return Chart(_("Hours by month"), hours_bars((total.group or "—", total.minutes) for total in months))


def category_chart(categories: Sequence[Total]) -> Chart:
    """Hours by category of the activity."""
    return Chart(
        _("Hours by category"), hours_bars((category_word(total.group or ""), total.minutes) for total in categories)
    )
