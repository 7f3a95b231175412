"""The charts of a district, for its web page as for the clerk's screen: hours by team, month and category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checkin.texts import _
from checkin.words import category_word
from exports.district.asks.totals import Total
from exports.pages.page import Chart, hours_chart


def team_chart(teams: Sequence[Total], names: Mapping[str, str]) -> Chart:
    """Hours by team, the most first. `teams` are totals without the row over all, `names` those of teams by code."""
    by_hours = sorted(teams, key=lambda total: -total.minutes)
    return sources_chart(
        _("Hours by team"), ((names.get(total.group or "") or total.group or "", total) for total in by_hours)
    )


def month_chart(months: Sequence[Total]) -> Chart:
    """Hours by month (`2026-03`), the oldest first."""
    return sources_chart(_("Hours by month"), ((total.group or "—", total) for total in months))


def category_chart(categories: Sequence[Total]) -> Chart:
    """Hours by category of the activity."""
    return sources_chart(_("Hours by category"), ((category_word(total.group or ""), total) for total in categories))


def sources_chart(title: str, groups: Iterable[tuple[str, Total]]) -> Chart:
    """Hours by group; added and claimed hours stand apart from scanned ones."""
    words = (_("scanned hours"), _("added hours"), _("claimed hours"))
    return hours_chart(
        title, ((name, (t.scanned_minutes, t.added_minutes, t.claimed_minutes)) for name, t in groups), words
    )
