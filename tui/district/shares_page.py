"""The clerk's page of desks with an unusual share of minutes that no scan in time made: questions to schools."""

from __future__ import annotations

from checkin.durations import h_mm
from checkin.texts import _
from exports.district.asks.shares import SHARE_WORDS, desk_shares, percent, unusual_shares
from exports.district.district import District
from tui.district.page import Page, Row
from tui.words.cells import plain
from tui.words.district import NO_UNUSUAL_SHARE


def shares_page(district: District, *, everything: bool = False) -> Page:
    """A row a desk and kind of minutes, the largest share first; the marked one as a sentence below. `everything`: those
    that are not unusual, too."""
    rows = tuple(
        Row(
            (plain(one.team_name or one.team), plain(one.desk_name or one.desk), _(SHARE_WORDS[one.share]), h_mm(one.minutes),
             h_mm(one.all_minutes), percent(one.part), percent(one.usual or 0)),
            whole=plain(one.text),
        )
        for one in (desk_shares(district) if everything else unusual_shares(district))
    )  # fmt: skip
    hint = "" if rows else _(NO_UNUSUAL_SHARE)
    headings = (_("school"), _("desk"), _("what"), _("hours"), _("of"), _("share"), _("median of the others"))
    return Page(
        _("All shares") if everything else _("Unusual shares"), headings, rows, frozenset({3, 4, 5, 6}),
        foot=_("Questions to schools, not verdicts; limits: settings/shares.toml"),
        hint=hint,
    )  # fmt: skip
