"""The clerk's page of what pupils must reach: shares by school and grade, never names."""

from __future__ import annotations

from checkin.texts import _
from exports.district.asks.requirements import requirement_shares
from exports.district.asks.shares import percent
from exports.district.district import District
from tui.district.page import Page, Row
from tui.words.cells import plain
from tui.words.district import NO_REQUIREMENT, too_few_text


def requirements_page(district: District) -> Page:
    """A row for each school and grade; those of the whole district last."""
    rows = tuple(
        Row(
            (_("all") if one.team is None else plain(one.team_name or one.team), plain(one.grade) or "—", plain(one.requirement),
             str(one.persons), "—" if one.reached is None else str(one.reached),
             "—" if one.share is None else percent(one.share), "—" if one.behind is None else str(one.behind)),
        )
        for one in requirement_shares(district)
    )  # fmt: skip
    headings = (_("school"), _("grade"), _("requirement"), _("persons"), _("reached"), _("share"), _("behind"))
    return Page(
        _("Requirements"), headings, rows, frozenset({3, 4, 5, 6}),
        foot=too_few_text(),
        hint="" if rows else _(NO_REQUIREMENT),
    )  # fmt: skip
