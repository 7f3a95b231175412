"""The clerk's page of desks with an unusual share of minutes that no scan in time made: questions to schools."""

from __future__ import annotations

from checkin.durations import h_mm
from checkin.texts import _
from exports.district.asks.shares import SHARE_WORDS, percent, unusual_shares
from exports.district.district import District
from tui.district.page import Page, Row
from tui.words.cells import plain


def shares_page(district: District) -> Page:
    """A row a desk and kind of minutes, the largest share first; the marked one as a sentence below."""
    rows = tuple(
        Row(
            (plain(one.team_name or one.team), plain(one.desk_name or one.desk), _(SHARE_WORDS[one.share]), h_mm(one.minutes),
             h_mm(one.all_minutes), percent(one.part), percent(one.usual or 0)),
            whole=plain(one.text),
        )
        for one in unusual_shares(district)
    )  # fmt: skip
    headings = (_("school"), _("desk"), _("what"), _("hours"), _("of"), _("share"), _("median of the others"))
    return Page(
        _("Unusual shares"), headings, rows, frozenset({3, 4, 5, 6}),
        foot=_("Questions to schools, not verdicts; limits: settings/shares.toml"),
        hint="" if rows else _("No desk has an unusual share."),
    )  # fmt: skip
