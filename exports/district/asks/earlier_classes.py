"""The earlier classes of everybody at the district, as the registers of their teams know them."""

from __future__ import annotations

from checkin.rules.school_year.class_periods import ClassPeriods
from exports.district.asks.totals import EARLIER
from exports.district.district import District


def earlier_classes(district: District) -> ClassPeriods:
    """By key of the volunteer; read once for a whole list."""
    rows = district.db.execute(f"WITH {EARLIER} SELECT team || '/' || number, until, coalesce(class, '') FROM earlier")
    return ClassPeriods(rows.fetchall())
