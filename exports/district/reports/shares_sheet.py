"""The sheet of the workbook with questions to schools: desks with an unusual share of minutes that no scan in time made."""

from __future__ import annotations

from checkin.texts import _
from exports.district.asks.shares import SHARE_WORDS, unusual_shares
from exports.district.district import District
from exports.tables.columns import Cell, CellKind, Heading


def share_headings() -> list[Heading]:
    """Headings and widths, in the order of the cells of `share_lines`."""
    return [
        (_("team"), CellKind.TEXT, 12),
        (_("desk"), CellKind.TEXT, 14),
        (_("what"), CellKind.TEXT, 26),
        (_("hours"), CellKind.HOURS, 12),
        (_("of"), CellKind.HOURS, 12),
        (_("share"), CellKind.SHARE, 10),
        (_("question to the school"), CellKind.TEXT, 100),
    ]


def share_lines(district: District) -> list[list[Cell]]:
    """A line for each desk and kind of minutes that is unusual today, whatever period the workbook has."""
    return [
        [
            one.team,
            one.desk_name or one.desk,
            _(SHARE_WORDS[one.share]),
            one.minutes,
            one.all_minutes,
            one.part,
            one.text,
        ]
        for one in unusual_shares(district)
    ]
