"""Two fields in which a period stands: its first and its last day."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.period import Period, checked_period
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from tui.screens.field import Field
from tui.screens.fields.kinds import Day


def day_fields(period: Period | None = None) -> list[Field]:
    """The two fields; what stands in none of them is no bound."""
    days = (None, None) if period is None else (period.first, period.last)
    return [
        Field(name, label, "" if day is None else day.isoformat(), _("empty: no bound"), Day())
        for (name, label), day in zip(day_labels(), days, strict=True)
    ]


def period_of(values: Mapping[str, str]) -> Period:
    """The period of what stands in them. Raises Refused."""
    first, last = (parse_day(values[name], label) if values[name] else None for name, label in day_labels())
    return checked_period(first, last)


def day_labels() -> tuple[tuple[str, str], tuple[str, str]]:
    """The names of the two fields, with their labels."""
    return (("first", _("first day")), ("last", _("last day")))
